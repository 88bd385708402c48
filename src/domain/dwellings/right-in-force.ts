/**
 * Under which right a vacancy falls. The agreement must cover the dwelling's département, and agreement and right must be in force.
 */
import type { Agreement } from "../facts/agreement.ts";
import type { Dwelling } from "../facts/dwelling.ts";
import type { Right } from "../facts/right.ts";

/** A right with the agreement that creates it. */
export interface AgreedRight {
  readonly right: Right;
  readonly agreement: Agreement;
}

/** True when agreement and right are in force on the day. Days are written so that their texts compare. */
export function isInForce({ right, agreement }: AgreedRight, day: string): boolean {
  return (
    agreement.effectiveFrom <= day &&
    day <= (agreement.effectiveTo ?? day) &&
    (right.validFrom ?? day) <= day &&
    day <= (right.validTo ?? day)
  );
}

/** True when the agreement covers the dwelling's département, or all of them. */
export function covers({ departementCode }: Agreement, dwelling: Dwelling): boolean {
  return departementCode === undefined || departementCode === dwelling.departementCode;
}

/** The rights a vacancy may fall under: those in force today, or, where there is none, those in force when the dwelling can be let. */
export function rightsFor(
  rights: readonly AgreedRight[],
  dwelling: Dwelling,
  { today, availableOn }: { readonly today: string; readonly availableOn: string },
): readonly AgreedRight[] {
  const covering = rights.filter(({ agreement }) => covers(agreement, dwelling));
  const now = covering.filter((one) => isInForce(one, today));
  return now.length > 0 ? now : covering.filter((one) => isInForce(one, availableOn));
}
