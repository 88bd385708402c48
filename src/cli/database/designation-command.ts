/** What follows a decision: the names sent to the landlord, its answers, the candidates' replies, the lease. */
import { designate } from "../../app/designate.ts";
import { endDecision } from "../../app/end-decision.ts";
import { issueCertificate } from "../../app/issue-certificate.ts";
import type { Context } from "../../app/ports.ts";
import { recordAnswer } from "../../app/record-answer.ts";
import { recordDocument } from "../../app/record-document.ts";
import { recordLease } from "../../app/record-lease.ts";
import { recordReply } from "../../app/record-reply.ts";
import { type GivenAnswer, meanings } from "../../domain/designations/answer-rules.ts";
import type { Reply } from "../../domain/designations/designation-course.ts";
import { type Answer, answers, type DesignatedCandidate } from "../../domain/designations/designation-record.ts";
import { formatDay } from "../../texts/format.ts";
import type { TextKey } from "../../texts/texts.ts";
import type { Asked } from "../command-words.ts";
import { alignedRows, CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findDesignation, findRecord, findUnsentDecision } from "./find-record.ts";
import { dayAsked, dayDone, versionAsked, wholeNumber } from "./operands.ts";

export async function designateCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  if ((asked.options as { readonly end?: boolean }).end) return endCommand(asked);
  return acting(asked, "designate", async ({ context, actor }) => {
    const { id: decisionId } = await findUnsentDecision(context, String(operands[0]));
    const { designationId, left } = await designate(context, actor, { decisionId });
    await tell(context, designationId, "designation.sent", terminal);
    if (left.length > 0 && !terminal.isJson)
      terminal.print(terminal.say("designation.left", { requests: left.join(", ") }));
    return exitCodes.done;
  });
}

async function endCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  return acting(asked, "end-decision", async ({ context, actor }) => {
    const { id, document } = await findUnsentDecision(context, String(operands[0]));
    const ended = await endDecision(context, actor, { decisionId: id });
    const { vacancyId } = document;
    if (terminal.isJson) terminal.print(JSON.stringify({ decisionId: id, vacancyId, ...ended }));
    else terminal.print(terminal.say("designation.ended", { vacancy: vacancyId, requests: ended.left.join(", "), id }));
    return exitCodes.done;
  });
}

export async function certificateCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  return acting(asked, "issue-certificate", async ({ context, actor }) => {
    const { id: decisionId } = await findUnsentDecision(context, String(operands[0]));
    const { certificateId, certificate } = await issueCertificate(context, actor, { decisionId });
    if (terminal.isJson) {
      terminal.print(JSON.stringify({ certificateId, ...certificate }));
      return exitCodes.done;
    }
    const { vacancyId, needed, designated, examined, excluded, listDigest } = certificate;
    const values = { id: certificateId, vacancy: vacancyId, needed, found: designated.length, examined };
    terminal.print(terminal.say("certificate.issued", values));
    const rows = excluded.map(({ groundId, outcome, count }) => [String(count), groundId, outcome]);
    for (const line of alignedRows(rows)) terminal.print(`  ${line}`);
    terminal.print(terminal.say("certificate.digest", { digest: listDigest, vacancy: vacancyId }));
    return exitCodes.done;
  });
}

interface AnswerOptions {
  readonly on?: string;
  readonly text?: string;
  readonly until?: string;
  readonly offerDays?: string;
  readonly expect?: string;
}

export async function answerCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const options: AnswerOptions = asked.options;
  const given = (operands[1] as readonly string[]).map((text) => answerAsked(text, options, terminal));
  return acting(asked, "record-answer", async ({ context, actor }) => {
    const designation = await findDesignation(context, String(operands[0]));
    const answeredOn = dayDone(options.on, context.clock.today(), terminal);
    const { offerDays } = options;
    await recordAnswer(context, actor, {
      designationId: designation.id,
      version: versionAsked(options.expect, designation, terminal),
      answeredOn,
      answers: given,
      ...(offerDays === undefined ? {} : { offer: { days: wholeNumber(offerDays, "--offer-days", terminal) } }),
    });
    await tell(context, designation.id, "designation.answered", terminal);
    return exitCodes.done;
  });
}

/** An answer as `request=answer:detail:detail`; the details are those the answer takes: rank, awaited document, ground. */
function answerAsked(text: string, { text: motive, until }: AnswerOptions, terminal: Terminal): GivenAnswer {
  const [requestId = "", said = ""] = text.split("=");
  const [word = "", ...details] = said.split(":");
  const answer = answers.find((one) => one === word);
  if (requestId === "" || !answer)
    throw new CommandProblem(exitCodes.wrongInput, [
      terminal.say("problem.not-an-answer", { value: text, allowed: answers.join(", ") }),
    ]);
  return { requestId, answer, ...detailsOf(answer, details, { motive, until }, terminal) };
}

function detailsOf(
  answer: Answer,
  details: readonly string[],
  { motive, until }: { readonly motive: string | undefined; readonly until: string | undefined },
  terminal: Terminal,
): Omit<GivenAnswer, "requestId" | "answer"> {
  const [first, second] = details;
  const takes: readonly string[] = meanings[answer].takes;
  if (takes.includes("motiveCode"))
    return { ...(first ? { motiveCode: first } : {}), ...(motive === undefined ? {} : { motive }) };
  const rank = takes.includes("conditionProof") ? second : first;
  return {
    ...(takes.includes("conditionProof") && first ? { conditionProof: first } : {}),
    ...(takes.includes("conditionUntil") && until !== undefined ? { conditionUntil: dayAsked(until, terminal) } : {}),
    ...(rank ? { rank: wholeNumber(rank, "rank", terminal) } : {}),
  };
}

export async function replyCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const [named, requestId, reply] = operands.map(String) as [string, string, Reply | "document-given"];
  if (reply === "document-given") return documentCommand(asked, named, requestId);
  const options = asked.options as { readonly on?: string; readonly expect?: string };
  return acting(asked, "record-reply", async ({ context, actor }) => {
    const designation = await findDesignation(context, named);
    await recordReply(context, actor, {
      designationId: designation.id,
      version: versionAsked(options.expect, designation, terminal),
      requestId,
      reply,
      repliedOn: dayDone(options.on, context.clock.today(), terminal),
    });
    await tell(context, designation.id, "designation.replied", terminal);
    return exitCodes.done;
  });
}

async function documentCommand(asked: Asked, named: string, requestId: string): Promise<number> {
  const { terminal } = asked;
  const options = asked.options as { readonly on?: string; readonly expect?: string };
  return acting(asked, "record-document", async ({ context, actor }) => {
    const designation = await findDesignation(context, named);
    await recordDocument(context, actor, {
      designationId: designation.id,
      version: versionAsked(options.expect, designation, terminal),
      requestId,
      givenOn: dayDone(options.on, context.clock.today(), terminal),
    });
    await tell(context, designation.id, "designation.replied", terminal);
    return exitCodes.done;
  });
}

export async function leaseCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const [named, requestId] = operands.map(String) as [string, string];
  const options = asked.options as { readonly on?: string; readonly expect?: string };
  return acting(asked, "record-lease", async ({ context, actor }) => {
    const designation = await findDesignation(context, named);
    await recordLease(context, actor, {
      designationId: designation.id,
      version: versionAsked(options.expect, designation, terminal),
      requestId,
      signedOn: dayDone(options.on, context.clock.today(), terminal),
    });
    await tell(context, designation.id, "designation.let", terminal);
    return exitCodes.done;
  });
}

/** The designation as it stands now: each candidate with where it is. */
async function tell(context: Context, id: string, key: TextKey, terminal: Terminal): Promise<void> {
  const { version, document } = await findRecord(context, "designation", id);
  if (terminal.isJson) {
    terminal.print(JSON.stringify({ id, version, ...document }));
    return;
  }
  const { vacancyId, landlordId, candidates } = document;
  terminal.print(terminal.say(key, { id, vacancy: vacancyId, landlord: landlordId }));
  const rows = candidates.map(({ requestId, rank, state, answer, offer }) => [
    `${rank}.`,
    requestId,
    terminal.say(`record-state.${state}`),
    answer === undefined ? "" : terminal.say(`answer.${answer}`),
    offer === undefined ? "" : terminal.say("designation.offer", { day: formatDay(offer.endsOn, terminal.language) }),
  ]);
  for (const line of alignedRows(rows)) terminal.print(`  ${line}`);
  for (const [state, following] of nextSteps) {
    const requestIds = candidates.filter((one) => one.state === state).map(({ requestId }) => requestId);
    const [first] = requestIds;
    if (first === undefined) continue;
    const pairs = requestIds.map((requestId) => `${requestId}=…`).join(" ");
    terminal.print(terminal.say(following, { vacancy: vacancyId, request: first, answers: pairs }));
    return;
  }
}

/** What is done next: with whom it is furthest, but nothing before every answer is there. */
const nextSteps = [
  ["sent", "designation.to-answer"],
  ["accepted", "designation.to-lease"],
  ["offered", "designation.to-reply"],
] as const satisfies readonly (readonly [DesignatedCandidate["state"], TextKey])[];
