/**
 * How the rules word a coded ground, by the rule set that governed a proposal: for whoever is told what became of a request. The words that somebody typed
 * beside it are not among them.
 */
import type { Context } from "../ports.ts";
import { recordNow } from "../records/read-as-of.ts";
import { groundOf } from "./explain-proposal.ts";

/** A ground in words; empty where the rules do not know its code. */
export interface GroundTitle {
  readonly titleFr?: string;
  readonly titleEn?: string;
}

/** The words of the first of these codes. Throws: `not-found`. */
export async function groundTitles(
  context: Context,
  proposalId: string,
  { reasons = [], motives = [] }: { readonly reasons?: readonly string[]; readonly motives?: readonly string[] },
): Promise<GroundTitle> {
  const { procedure } = (await groundOf(context, await recordNow(context, "proposal", proposalId))).ruleSet;
  const known = [
    ...(procedure.reasons ?? []).filter(({ id }) => reasons.includes(id)),
    ...(procedure.motives ?? []).filter(({ id }) => motives.includes(id)),
  ];
  return titleOf(known[0]);
}

/** A ground as a record of plain values says it. */
export function titleOf(
  ground: { readonly title: { readonly fr: string; readonly en: string } } | undefined,
): GroundTitle {
  return ground ? { titleFr: ground.title.fr, titleEn: ground.title.en } : {};
}
