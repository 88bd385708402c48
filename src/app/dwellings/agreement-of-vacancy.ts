/** The agreement a vacancy falls under, by its right; and what else is read beside a vacancy. */
import type { Agreement } from "../../domain/facts/agreement.ts";
import type { Dwelling } from "../../domain/facts/dwelling.ts";
import type { Landlord } from "../../domain/facts/landlord.ts";
import type { Right } from "../../domain/facts/right.ts";
import type { Context, Stored } from "../ports.ts";
import { recordNow } from "../records/read-as-of.ts";

/** What a vacancy is of: the home, the right by which somebody is presented for it, that right's agreement, and who lets it. */
export interface VacancySurroundings {
  readonly dwelling: Dwelling;
  readonly right: Right;
  readonly agreement: Agreement;
  readonly landlord: Landlord;
}

/** The right of a vacancy and its agreement. Throws: `not-found`. */
export async function agreementOf(
  context: Context,
  { document }: Stored<"vacancy">,
): Promise<{ readonly right: Stored<"right">; readonly agreement: Stored<"agreement"> }> {
  const right = await recordNow(context, "right", document.facts.rightId);
  return { right, agreement: await recordNow(context, "agreement", right.document.facts.agreementId) };
}
