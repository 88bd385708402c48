/** `contingent requests`: a request handed in, told anew, confirmed for another year, or given up. */
import { amendRequest } from "../../app/amend-request.ts";
import { renewRequest } from "../../app/renew-request.ts";
import { submitRequest } from "../../app/submit-request.ts";
import { withdrawRequest } from "../../app/withdraw-request.ts";
import { formatDay } from "../../texts/format.ts";
import type { Asked } from "../command-words.ts";
import { exitCodes } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findRecord } from "./find-record.ts";
import { dayAsked, versionAsked, wordsOf } from "./operands.ts";
import { readNewRequest, readToldRequest } from "./request-file.ts";

export async function submitCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { draft: isDraft = false } = asked.options as { readonly draft?: boolean };
  const told = await readNewRequest(String(operands[0]), terminal);
  const submitted = await acting(asked, "submit-request", ({ context, actor }) =>
    submitRequest(context, actor, { ...told, isDraft }),
  );
  if (terminal.isJson) terminal.print(JSON.stringify(submitted));
  else {
    const { requestId, personId, state, validUntil, likelyDuplicates } = submitted;
    const values = {
      id: requestId,
      person: personId,
      state: wordsOf("record-state", [state], terminal),
      day: formatDay(validUntil, terminal.language),
    };
    terminal.print(terminal.say("request.submitted", values));
    const { count, requestIds } = likelyDuplicates;
    if (count > 0) terminal.print(terminal.say("request.duplicates", { count, requests: requestIds.join(", ") }));
  }
  return exitCodes.done;
}

export async function amendCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { expect } = asked.options as { readonly expect?: string };
  const told = await readToldRequest(String(operands[0]), terminal);
  const { id } = told.facts;
  const amended = await acting(asked, "amend-request", async ({ context, actor }) => {
    const request = await findRecord(context, "request", id);
    return amendRequest(context, actor, { requestId: id, expected: versionAsked(expect, request, terminal), ...told });
  });
  if (terminal.isJson) terminal.print(JSON.stringify({ requestId: id, ...amended }));
  else {
    const { isUnchanged, version, pinned } = amended;
    terminal.print(terminal.say(isUnchanged ? "request.unchanged" : "request.amended", { id, version }));
    for (const { vacancyId } of pinned) terminal.print(terminal.say("request.pinned", { id, vacancy: vacancyId }));
  }
  return exitCodes.done;
}

export async function renewCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { on, expect } = asked.options as { readonly on?: string; readonly expect?: string };
  const id = String(operands[0]);
  const renewed = await acting(asked, "renew-request", async ({ context, actor }) => {
    const request = await findRecord(context, "request", id);
    return renewRequest(context, actor, {
      requestId: id,
      expected: versionAsked(expect, request, terminal),
      ...(on === undefined ? {} : { renewedOn: dayAsked(on, terminal) }),
    });
  });
  if (terminal.isJson) terminal.print(JSON.stringify({ requestId: id, ...renewed }));
  else terminal.print(terminal.say("request.renewed", { id, day: formatDay(renewed.validUntil, terminal.language) }));
  return exitCodes.done;
}

export async function withdrawCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { reason = "", expect } = asked.options as { readonly reason?: string; readonly expect?: string };
  const id = String(operands[0]);
  const ended = await acting(asked, "withdraw-request", async ({ context, actor }) => {
    const request = await findRecord(context, "request", id);
    return withdrawRequest(context, actor, {
      requestId: id,
      expected: versionAsked(expect, request, terminal),
      reason,
    });
  });
  if (terminal.isJson) terminal.print(JSON.stringify({ requestId: id, ...ended }));
  else {
    terminal.print(terminal.say("request.withdrawn", { id }));
    const { vacancyIds } = ended;
    if (vacancyIds.length > 0)
      terminal.print(terminal.say("request.landlords-told", { vacancies: vacancyIds.join(", ") }));
  }
  return exitCodes.done;
}
