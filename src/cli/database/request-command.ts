/** `contingent requests`: a request handed in, told anew, confirmed for another year, given up, struck off, or found to be another's. */
import { amendRequest } from "../../app/amend-request.ts";
import { deregisterRequest } from "../../app/deregister-request.ts";
import { mergeRequests } from "../../app/merge-requests.ts";
import { renewRequest } from "../../app/renew-request.ts";
import { submitRequest } from "../../app/submit-request.ts";
import { type EndedRequest, withdrawRequest } from "../../app/withdraw-request.ts";
import { formatDay } from "../../texts/format.ts";
import { wordsOf } from "../../texts/words-of.ts";
import type { Asked } from "../command-words.ts";
import { exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findRecord } from "./find-record.ts";
import { dayAsked, versionAsked } from "./operands.ts";
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
      state: wordsOf("record-state", [state], terminal.language),
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

interface EndOptions {
  readonly reason?: string;
  readonly expect?: string;
}

export async function withdrawCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { reason = "", expect } = asked.options as EndOptions;
  const id = String(operands[0]);
  const ended = await acting(asked, "withdraw-request", async ({ context, actor }) => {
    const request = await findRecord(context, "request", id);
    return withdrawRequest(context, actor, {
      requestId: id,
      expected: versionAsked(expect, request, terminal),
      reason,
    });
  });
  tellEnded(id, ended, "request.withdrawn", terminal);
  return exitCodes.done;
}

export async function deregisterCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { reason = "", warnedOn, expect } = asked.options as EndOptions & { readonly warnedOn?: string };
  const id = String(operands[0]);
  const ended = await acting(asked, "deregister-request", async ({ context, actor }) => {
    const request = await findRecord(context, "request", id);
    return deregisterRequest(context, actor, {
      requestId: id,
      expected: versionAsked(expect, request, terminal),
      reason,
      ...(warnedOn === undefined ? {} : { warnedOn: dayAsked(warnedOn, terminal) }),
    });
  });
  tellEnded(id, ended, "request.deregistered", terminal);
  return exitCodes.done;
}

function tellEnded(
  id: string,
  ended: EndedRequest,
  key: "request.withdrawn" | "request.deregistered",
  terminal: Terminal,
): void {
  if (terminal.isJson) {
    terminal.print(JSON.stringify({ requestId: id, ...ended }));
    return;
  }
  const { vacancyIds } = ended;
  terminal.print(terminal.say(key, { id }));
  if (vacancyIds.length > 0)
    terminal.print(terminal.say("request.landlords-told", { vacancies: vacancyIds.join(", ") }));
}

export async function mergeCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { reason = "", keepApart = false } = asked.options as {
    readonly reason?: string;
    readonly keepApart?: boolean;
  };
  const [keptId, otherId] = operands.map(String) as [string, string];
  const outcome = keepApart ? "keep-apart" : "merge";
  const merged = await acting(asked, "merge-requests", async ({ context, actor }) => {
    const [kept, other] = [await findRecord(context, "request", keptId), await findRecord(context, "request", otherId)];
    const versions = { keptExpected: kept.version, otherExpected: other.version };
    return mergeRequests(context, actor, { keptId, otherId, ...versions, outcome, reason });
  });
  if (terminal.isJson) terminal.print(JSON.stringify(merged));
  else
    terminal.print(terminal.say(keepApart ? "request.kept-apart" : "request.merged", { id: keptId, other: otherId }));
  return exitCodes.done;
}
