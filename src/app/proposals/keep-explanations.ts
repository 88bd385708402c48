/**
 * The explanations shown when a decision was made, kept with it: one record per candidate, sealed with the key of the person, so that they can be given
 * years later under rules since changed, and to nobody after an erasure. Source: CRPA art. R311-3-1-2.
 */
import type { Explanation } from "../../domain/facts/explanation.ts";
import { canonicalJson, sha256 } from "../../domain/shared/digest.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { create, type Write } from "../commit.ts";
import { personKey } from "../persons/person-keys.ts";
import type { Context, Stored } from "../ports.ts";
import type { RequestWrites } from "../requests/request-writes.ts";

/** What is kept. */
export interface Keep {
  readonly decisionId: string;
  readonly explanations: ReadonlyMap<string, Explanation>;
  readonly requests: ReadonlyMap<string, Stored<"request">>;
}

/** The records of all explanations; the id of each is the decision's with the request's. */
export async function keepExplanations(
  { sealing }: Context,
  requestWrites: RequestWrites,
  { decisionId, explanations, requests }: Keep,
): Promise<readonly Write[]> {
  const writes: Write[] = [];
  for (const [requestId, explanation] of explanations) {
    const key = await requestWrites.keyOf(requests.get(requestId)!);
    const id = explanationId(decisionId, requestId);
    const text = canonicalJson(explanation);
    const { vacancyId } = explanation;
    const { personId, wrapped } = key;
    const sealed = sealing.seal(wrapped, text, explanationPlace(id));
    const document = { decisionId, vacancyId, requestId, personId, explanationDigest: sha256(text), sealed };
    writes.push(create("explanation", id, document, key));
  }
  return writes;
}

/** The id of the explanation of one request in a decision. */
export function explanationId(decisionId: string, requestId: string): string {
  return `${decisionId}~${requestId}`;
}

/** Where a sealed explanation belongs. */
export function explanationPlace(id: string): string {
  return `explanation/${id}`;
}

/** A kept explanation as it was shown. Throws: `erased`; `sealed-unreadable` also when it is not the one of its digest. */
export async function openExplanation(context: Context, { id, document }: Stored<"explanation">): Promise<Explanation> {
  const { sealed, personId, explanationDigest } = document;
  if (sealed === undefined || personId === undefined) throw new DomainError("erased", { kind: "explanation", id });
  const { wrapped } = await personKey(context, personId);
  const text = context.sealing.open(wrapped, sealed, explanationPlace(id));
  if (sha256(text) !== explanationDigest) throw new DomainError("sealed-unreadable", { place: explanationPlace(id) });
  return JSON.parse(text) as Explanation;
}
