/**
 * Words that people type about one candidate, in records that concern several: each is sealed with the key of that candidate's person, in the record and
 * so in the log. An erasure destroys the key, and with it what was said. Codes stay in clear.
 */
import type { DesignatedCandidate } from "../../domain/designations/designation-record.ts";
import type { DecisionDocument } from "../../domain/proposals/proposal-record.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { SealedText } from "../../domain/shared/sealed-text.ts";
import type { PersonKey } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";
import type { RequestWrites } from "../requests/request-writes.ts";
import { personKey } from "./person-keys.ts";

/** Where a text about a candidate belongs. */
export function candidateTextPlace(kind: "decision" | "designation", id: string, requestId: string): string {
  return `${kind}/${id}/${requestId}`;
}

/** Seals a text about a request; nothing is kept of one that was erased, or of an empty text. */
export async function sealCandidateText(
  { sealing }: Context,
  requestWrites: RequestWrites,
  request: Stored<"request"> | undefined,
  { text, place }: { readonly text: string; readonly place: string },
): Promise<SealedText | undefined> {
  if (request?.document.facts === undefined || text === "") return undefined;
  const { personId, wrapped } = await requestWrites.keyOf(request);
  return { personId, sealed: sealing.seal(wrapped, text, place) };
}

/** Opens it; undefined where the person was erased. Throws: `sealed-unreadable`. */
export async function openCandidateText(
  context: Context,
  text: SealedText | undefined,
  place: string,
): Promise<string | undefined> {
  if (!text) return undefined;
  const key = await keyIfThere(context, text.personId);
  return key && context.sealing.open(key.wrapped, text.sealed, place);
}

async function keyIfThere(context: Context, personId: string): Promise<PersonKey | undefined> {
  try {
    return await personKey(context, personId);
  } catch (error) {
    if (error instanceof DomainError && error.code === "erased") return undefined;
    throw error;
  }
}

/** A candidate passed over, as it is told to whoever may read it. */
export interface ToldSkip {
  readonly requestId: string;
  readonly reasonCode: string;
  /** Absent where nothing was typed, or the person was erased since. */
  readonly reason?: string;
}

/** Whom a decision passes over, with the words that were typed. */
export async function toldSkips(
  context: Context,
  decisionId: string,
  skipped: DecisionDocument["skipped"],
): Promise<readonly ToldSkip[]> {
  const told: ToldSkip[] = [];
  for (const { requestId, reasonCode, text } of skipped) {
    const reason = await openCandidateText(context, text, candidateTextPlace("decision", decisionId, requestId));
    told.push({ requestId, reasonCode, ...(reason === undefined ? {} : { reason }) });
  }
  return told;
}

/** A designated candidate, as it is told to whoever may read it: with the landlord's words where there are any. */
export type ToldCandidate = Omit<DesignatedCandidate, "motiveText"> & { readonly motive?: string };

/** Designated candidates with the words that were typed about each. */
export async function toldCandidates(
  context: Context,
  designationId: string,
  candidates: readonly DesignatedCandidate[],
): Promise<readonly ToldCandidate[]> {
  const told: ToldCandidate[] = [];
  for (const { motiveText, ...candidate } of candidates) {
    const place = candidateTextPlace("designation", designationId, candidate.requestId);
    const motive = await openCandidateText(context, motiveText, place);
    told.push({ ...candidate, ...(motive === undefined ? {} : { motive }) });
  }
  return told;
}
