/** The agreement a vacancy falls under, by its right. */
import type { Context, Stored } from "../ports.ts";
import { recordNow } from "../records/read-as-of.ts";

/** The right of a vacancy and its agreement. Throws: `not-found`. */
export async function agreementOf(
  context: Context,
  { document }: Stored<"vacancy">,
): Promise<{ readonly right: Stored<"right">; readonly agreement: Stored<"agreement"> }> {
  const right = await recordNow(context, "right", document.facts.rightId);
  return { right, agreement: await recordNow(context, "agreement", right.document.facts.agreementId) };
}
