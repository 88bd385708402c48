/**
 * A designation as its landlord needs it: the dwelling, the delay, and of each candidate the least data that the step asks for. A name is opened for one
 * candidate and a purpose, from the offer on and no longer once it is over. Each reading is in the log before anything is given out.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole } from "../domain/access/permissions.ts";
import { daysLeft } from "../domain/clocks/clock.ts";
import { liveCandidates } from "../domain/designations/designation-course.ts";
import type { DesignatedCandidate } from "../domain/designations/designation-record.ts";
import { type LeastData, leastData, mayBeNamed } from "../domain/designations/told-to-landlord.ts";
import type { Agreement } from "../domain/facts/agreement.ts";
import type { Dwelling } from "../domain/facts/dwelling.ts";
import type { Landlord } from "../domain/facts/landlord.ts";
import type { PersonContents } from "../domain/persons/person.ts";
import type { ReadPurpose } from "../domain/persons/read-purposes.ts";
import type { Procedure } from "../domain/rules/rule-set.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit } from "./commit.ts";
import { requestsOf } from "./designations/apply-step.ts";
import { authoriseStep, readForStep } from "./designations/designation-reading.ts";
import { agreementOf } from "./dwellings/agreement-of-vacancy.ts";
import { openPerson } from "./persons/person-keys.ts";
import type { Context, Stored } from "./ports.ts";
import { explanationId, openExplanation } from "./proposals/keep-explanations.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Which designation, and whose name is opened, if any. */
export interface ReadDesignation {
  readonly designationId: string;
  readonly name?: { readonly requestId: string; readonly purpose: ReadPurpose };
}

/** A candidate as it is read. */
export interface CandidateRead {
  readonly candidate: DesignatedCandidate;
  /** Absent once the designation is over for the candidate, and where the facts were erased. */
  readonly data?: LeastData;
  /** True while the name may be opened. */
  readonly mayBeNamed: boolean;
  /** Present where it was asked for. */
  readonly contents?: PersonContents;
}

/** A designation as it is read. */
export interface DesignationRead {
  readonly designation: Stored<"designation">;
  readonly vacancy: Stored<"vacancy">;
  readonly dwelling: Dwelling;
  readonly landlord: Landlord;
  readonly agreement: Agreement;
  readonly procedure: Procedure;
  /** Days to answer; absent where the procedure states no delay. */
  readonly answerDaysLeft?: number;
  /** Best first. */
  readonly candidates: readonly CandidateRead[];
}

/** Reads it. Throws: `not-found`; `role-forbidden`; `scope-forbidden`; `name-withheld` for a name that may not be opened now. */
export async function readDesignation(
  context: Context,
  actor: Actor,
  { designationId, name }: ReadDesignation,
): Promise<DesignationRead> {
  authoriseRole(actor, "read-designation");
  const reading = await readForStep(context, designationId);
  authoriseStep(actor, "read-designation", reading);
  const { designation, vacancy, ruleSet } = reading;
  const { document } = designation;
  if (name) requireNamable(designation, name.requestId);
  const dwelling = await recordNow(context, "dwelling", vacancy.document.facts.dwellingId);
  const landlord = (await recordNow(context, "landlord", document.landlordId)).document.facts;
  const { agreement } = await agreementOf(context, vacancy);
  // What a file says is told while its candidate may still get the dwelling here.
  const isOpen = document.state === "sent" || document.state === "answered";
  const requestIds = isOpen ? liveCandidates(document).map(({ requestId }) => requestId) : [];
  const requests = await requestsOf(context, requestIds);
  await logReading(context, actor, { designationId, requestIds, ...(name ? { name, requests } : {}) });
  const today = context.clock.today();
  const candidates: CandidateRead[] = [];
  for (const candidate of document.candidates) {
    const request = requests.get(candidate.requestId);
    const facts = request?.document.facts;
    const explanation = facts && (await explanationOf(context, document.decisionId, candidate.requestId));
    const contents = name?.requestId === candidate.requestId ? await contentsOf(context, request) : undefined;
    candidates.push({
      candidate,
      ...(facts ? { data: leastData(landlord.kind, facts, { explanation, procedure: ruleSet.procedure, today }) } : {}),
      mayBeNamed: facts !== undefined && mayBeNamed(document, candidate),
      ...(contents ? { contents } : {}),
    });
  }
  return {
    designation,
    vacancy,
    dwelling: dwelling.document.facts,
    landlord,
    agreement: agreement.document.facts,
    procedure: ruleSet.procedure,
    ...(document.answerClock ? { answerDaysLeft: daysLeft(document.answerClock, today) } : {}),
    candidates,
  };
}

function requireNamable({ id, document }: Stored<"designation">, requestId: string): void {
  const candidate = document.candidates.find((one) => one.requestId === requestId);
  if (!candidate || !mayBeNamed(document, candidate))
    throw new DomainError("name-withheld", { designationId: id, requestId, state: candidate?.state ?? "none" });
}

/** Why before: what is given out without its line cannot be taken back. */
async function logReading(
  context: Context,
  actor: Actor,
  {
    designationId,
    requestIds,
    name,
    requests,
  }: {
    readonly designationId: string;
    readonly requestIds: readonly string[];
    readonly name?: NonNullable<ReadDesignation["name"]>;
    readonly requests?: ReadonlyMap<string, Stored<"request">>;
  },
): Promise<void> {
  if (requestIds.length === 0) return;
  const personId = name && requests?.get(name.requestId)?.document.personId;
  await commit(context, {
    actor,
    command: "read-designation",
    ...(name ? { purpose: name.purpose } : {}),
    events: [
      { type: "designation-read", designationId, requestIds },
      ...(personId === undefined ? [] : [{ type: "person-read", personIds: [personId] } as const]),
    ],
  });
}

async function explanationOf(context: Context, decisionId: string, requestId: string) {
  const stored = await context.store.get("explanation", explanationId(decisionId, requestId));
  return stored?.document.sealed === undefined ? undefined : openExplanation(context, stored);
}

async function contentsOf(
  context: Context,
  request: Stored<"request"> | undefined,
): Promise<PersonContents | undefined> {
  const personId = request?.document.personId;
  if (personId === undefined) return undefined;
  return openPerson(context, await recordNow(context, "person", personId));
}
