/**
 * Records what the landlord answers: its award commission for social housing, the owner for private. Once everybody is answered the dwelling is offered to
 * the first who was awarded it; where nobody was, the vacancy goes back to the next run.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole } from "../domain/access/permissions.ts";
import { answerProblems, type GivenAnswers, isAward, type KeptAnswer } from "../domain/designations/answer-rules.ts";
import { contradictions } from "../domain/designations/contradicted-motives.ts";
import { withAnswers } from "../domain/designations/designation-course.ts";
import { designationTransitions } from "../domain/designations/transitions.ts";
import type { DomainEvent } from "../domain/events.ts";
import type { FactReader } from "../domain/facts/fact-reader.ts";
import { employerOf } from "../domain/requests/request-record.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { transitionsBy } from "../domain/shared/transition.ts";
import { applyStep, requestsOf } from "./designations/apply-step.ts";
import { authoriseStep, readForStep, stepOn } from "./designations/designation-reading.ts";
import { candidateTextPlace, sealCandidateText } from "./persons/candidate-texts.ts";
import type { Context } from "./ports.ts";
import { readPair } from "./proposals/explain-proposal.ts";
import { titleOf } from "./proposals/ground-titles.ts";
import { commitWithChain } from "./reassignments/chain.ts";
import { expectVersion } from "./records/expect-version.ts";
import { RequestWrites } from "./requests/request-writes.ts";

/** Answers on a designation that was read at a version. */
export interface RecordAnswer extends GivenAnswers {
  readonly designationId: string;
  readonly version: number;
}

/** Records them. Throws: everything that is not lawful in them at once; `conflict`; `wrong-state` once all are answered. */
export async function recordAnswer(
  context: Context,
  actor: Actor,
  command: RecordAnswer,
): Promise<{ readonly offered?: { readonly requestId: string; readonly endsOn: string }; readonly sequence: number }> {
  authoriseRole(actor, "record-answer");
  const reading = await readForStep(context, command.designationId);
  authoriseStep(actor, "record-answer", reading);
  const { designation, ruleSet } = reading;
  expectVersion(designation, command.version);
  const { state, vacancyId } = designation.document;
  transitionsBy(designationTransitions, { kind: "designation", id: designation.id, state }, "record-answer");
  refuseAll([
    ...answerProblems(designation.id, designation.document, command, ruleSet, context.clock.today()),
    ...contradictions(ruleSet, command.answers, await readersOf(context, vacancyId, command)),
    ...(await goneProblems(context, command)),
  ]);
  const requestWrites = new RequestWrites(context, "record-answer");
  const kept = { ...command, answers: await keptAnswers(context, requestWrites, command) };
  const step = withAnswers(designation.document, kept, stepOn(reading, "record-answer", command.answeredOn));
  const { writes, guards, events } = await applyStep(context, "record-answer", reading, step, requestWrites);
  const requests = await requestsOf(
    context,
    command.answers.map(({ requestId }) => requestId),
  );
  const told = command.answers.map(({ requestId, answer, motiveCode }): DomainEvent => {
    const employer = employerOf(requests.get(requestId)?.document ?? {});
    const ground = titleOf(ruleSet.procedure.motives?.find(({ id }) => id === motiveCode));
    const about = { designationId: designation.id, vacancyId, requestId, answer };
    return { type: "answer-recorded", ...about, ...employer, ...ground };
  });
  const awarded = command.answers.filter(({ answer }) => isAward(answer)).length;
  const summary: DomainEvent = {
    type: "designation-answered",
    designationId: designation.id,
    vacancyId,
    departementCode: reading.vacancy.document.departementCode,
    awarded,
    refused: command.answers.length - awarded,
  };
  const { sequence } = await commitWithChain(context, {
    actor,
    command: "record-answer",
    events: [...told, summary, ...events],
    writes,
    guards,
  });
  return { ...(step.offered ? { offered: step.offered } : {}), sequence };
}

/** The facts of those who are refused on a ground, as they are now. */
async function readersOf(
  context: Context,
  vacancyId: string,
  { answers }: GivenAnswers,
): Promise<ReadonlyMap<string, FactReader>> {
  const refused = answers.flatMap(({ requestId, motiveCode }) => (motiveCode === undefined ? [] : [requestId]));
  const requests = await requestsOf(context, refused);
  const { sequence } = await context.store.head();
  const at = { asOf: context.clock.today(), sequence };
  const readers = new Map<string, FactReader>();
  for (const { id: requestId, document } of requests.values())
    if (document.facts) readers.set(requestId, await readPair(context, { vacancyId, requestId }, at));
  return readers;
}

/** The answers with what was typed about a candidate sealed. */
async function keptAnswers(
  context: Context,
  requestWrites: RequestWrites,
  { designationId, answers }: RecordAnswer,
): Promise<readonly KeptAnswer[]> {
  const requests = await requestsOf(
    context,
    answers.flatMap(({ requestId, motive }) => (motive ? [requestId] : [])),
  );
  const kept: KeptAnswer[] = [];
  for (const { motive: text = "", ...answer } of answers) {
    const place = candidateTextPlace("designation", designationId, answer.requestId);
    const request = requests.get(answer.requestId);
    const motiveText = await sealCandidateText(context, requestWrites, request, { text, place });
    kept.push({ ...answer, ...(motiveText ? { motiveText } : {}) });
  }
  return kept;
}

/** Nobody can be awarded a dwelling who left the queue or was housed meanwhile. */
async function goneProblems(context: Context, { answers }: GivenAnswers): Promise<readonly Problem[]> {
  const awarded = answers.filter(({ answer }) => isAward(answer)).map(({ requestId }) => requestId);
  const requests = await requestsOf(context, awarded);
  return [...requests.values()]
    .filter(({ document }) => document.state !== "designated")
    .map(({ id, document }) => ({ code: "candidate-gone", values: { requestId: id, state: document.state } }));
}
