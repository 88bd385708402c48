/** The delays of an agreement as the report tells and draws them: in the unit that the agreement counts in. */
import { designationDelay, extensionDelay } from "../domain/dwellings/designation-clock.ts";
import type { Agreement } from "../domain/facts/agreement.ts";
import { dayNumberOf, plusMonths } from "../domain/shared/dates.ts";
import type { Wording } from "./wording.ts";

/** One sentence for each delay that the agreement states. */
export function delaySentences(context: Wording, agreement: Agreement): readonly string[] {
  const delay = designationDelay(agreement);
  const extension = extensionDelay(agreement);
  return [
    ...(delay ? [context.counted(delay.unit === "months" ? "report.delay-months" : "report.delay", delay.count)] : []),
    ...(extension
      ? [context.counted(extension.unit === "months" ? "report.extension-months" : "report.extension", extension.count)]
      : []),
  ];
}

/** How long the extension is after a day. Units: days. */
export function extensionDays(agreement: Agreement, designateBy: string): number {
  const extension = extensionDelay(agreement);
  if (!extension) return 0;
  const from = dayNumberOf(designateBy)!;
  return extension.unit === "months" ? plusMonths(from, extension.count) - from : extension.count;
}
