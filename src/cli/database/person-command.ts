/** `contingent person`: names read for a purpose, everything about a person given to it, or erased. */
import { type ErasedPerson, erasePerson } from "../../app/erase-person.ts";
import { exportPerson } from "../../app/export-person.ts";
import type { WhichPerson } from "../../app/persons/person-records.ts";
import type { Context } from "../../app/ports.ts";
import { type PersonRead, readPerson } from "../../app/read-person.ts";
import type { ErasureGround } from "../../domain/persons/erasure-grounds.ts";
import type { ReadPurpose } from "../../domain/persons/read-purposes.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { formatDay } from "../../texts/format.ts";
import { isTextKey } from "../../texts/texts.ts";
import type { Asked } from "../command-words.ts";
import { alignedRows, exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findProposal } from "./find-record.ts";
import { writeNewFile } from "./input-file.ts";

/** A person by its own id or by that of a request. */
async function whoIs({ store }: Context, named: string): Promise<WhichPerson> {
  if (await store.get("person", named)) return { personId: named };
  if (await store.get("request", named)) return { requestId: named };
  throw new DomainError("not-found", { kind: "person", id: named });
}

export async function personShowCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { purpose = "", proposal } = asked.options as { readonly purpose?: string; readonly proposal?: string };
  return acting(asked, "read-person", async ({ context, actor }) => {
    const named = String(operands[0]);
    const id = (await context.store.get("request", named))?.document.personId ?? named;
    const proposalId = proposal === undefined ? undefined : (await findProposal(context, proposal)).id;
    const [person] = await readPerson(context, actor, {
      personIds: [id],
      purpose: purpose as ReadPurpose,
      ...(proposalId === undefined ? {} : { proposalId }),
    });
    if (terminal.isJson) terminal.print(JSON.stringify(person));
    else printPerson(person!, terminal);
    return exitCodes.done;
  });
}

function printPerson(person: PersonRead, terminal: Terminal): void {
  const { personId, state } = person;
  terminal.print(terminal.paint("bold", terminal.say("person.title", { id: personId })));
  if (person.state === "named") {
    const rows = Object.entries(person.contents).map(([member, value]) => {
      const key = `person.${member}`;
      return [isTextKey(key) ? terminal.say(key) : member, [value].flat().join(", ")];
    });
    for (const line of alignedRows(rows)) terminal.print(`  ${line}`);
  } else if (person.state === "erased")
    terminal.print(
      terminal.say("person.erased-on", { day: formatDay(person.erasedAt.slice(0, 10), terminal.language) }),
    );
  else terminal.print(terminal.say(`person.${state as "unnamed"}`));
}

/** Writes the export to a file, or as JSON where none is named: it is data for the person, not a text. */
export async function personExportCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { out } = asked.options as { readonly out?: string };
  const exported = await acting(asked, "export-person", async ({ context, actor }) =>
    exportPerson(context, actor, await whoIs(context, String(operands[0]))),
  );
  if (out === undefined) {
    terminal.print(JSON.stringify(exported, undefined, terminal.isJson ? undefined : 2));
    return exitCodes.done;
  }
  await writeNewFile(out, `${JSON.stringify(exported, undefined, 2)}\n`, terminal);
  if (terminal.isJson) terminal.print(JSON.stringify({ personId: exported.personId, file: out }));
  else terminal.print(terminal.say("person.exported", { id: exported.personId ?? String(operands[0]), file: out }));
  return exitCodes.done;
}

export async function personEraseCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { ground = "" } = asked.options as { readonly ground?: string };
  const erased = await acting(asked, "erase-person", async ({ context, actor }) =>
    erasePerson(context, actor, { ...(await whoIs(context, String(operands[0]))), ground: ground as ErasureGround }),
  );
  if (terminal.isJson) terminal.print(JSON.stringify(erased));
  else printErased(erased, terminal);
  return exitCodes.done;
}

function printErased({ personId, requestIds, landlordIds, emptied }: ErasedPerson, terminal: Terminal): void {
  terminal.print(terminal.say("person.erased", { id: personId, requests: requestIds.join(", ") }));
  const rows = Object.entries(emptied).map(([kind, count]) => [
    String(count),
    terminal.say(`kind.${kind as "request"}`),
  ]);
  for (const line of alignedRows(rows)) terminal.print(`  ${line}`);
  if (landlordIds.length > 0)
    terminal.print(terminal.say("person.tell-landlords", { landlords: landlordIds.join(", ") }));
  terminal.print(terminal.say("person.copies"));
}
