/** The days before an end on which the rule sets want a warning. */
import type { ProcedureFile } from "../../domain/rules/rule-files.ts";
import type { Context } from "../ports.ts";

/** Those of all rule sets together, the most days first. */
export async function warningDaysOf({ rules }: Pick<Context, "rules">): Promise<number[]> {
  const procedures = (await rules.ruleSets()).flatMap(({ files }) =>
    files.filter(({ path }) => path.endsWith("/procedure.json")).map(({ content }) => content as ProcedureFile),
  );
  return [...new Set(procedures.flatMap(({ warningDays }) => warningDays?.days ?? []))].sort((a, b) => b - a);
}
