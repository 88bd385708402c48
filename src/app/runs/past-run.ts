/** A run that is over, made ready to be computed again: its record, its rules compiled for its day, its seed and its modes. */
import type { RuleFiles } from "../../domain/rules/rule-files.ts";
import type { RuleSet } from "../../domain/rules/rule-set.ts";
import { keptModes } from "../../domain/runs/kept-proposals.ts";
import type { RunDocument } from "../../domain/runs/run-record.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Context, Stored } from "../ports.ts";
import { recordNow } from "../records/read-as-of.ts";
import type { RunSettings } from "./compute-run.ts";
import { compileOn, isBlocking } from "./run-rules.ts";

/** A run that has a result. Throws: `not-replayable`. */
export function completedRun({ document }: Stored<"run">): {
  readonly document: RunDocument;
  readonly record: NonNullable<RunDocument["record"]>;
} {
  const { record, resultDigest } = document;
  if (!record || resultDigest === undefined) throw new DomainError("not-replayable", { missing: "result" });
  return { document, record };
}

/** The rule sets of stored files, compiled for the day of their run. Throws: `rules-with-findings`. */
export function compileAgain(all: readonly RuleFiles[], asOf: string): readonly RuleSet[] {
  const compiled = all.map((files) => compileOn(files, asOf));
  const blocking = compiled.flatMap(({ findings }) => findings.filter(isBlocking));
  if (blocking.length > 0) throw new DomainError("rules-with-findings", { count: blocking.length }, blocking);
  return compiled.flatMap(({ ruleSet }) => ruleSet ?? []);
}

/** Seed and modes as a run had them. */
export async function settingsOf(
  context: Pick<Context, "store">,
  { record, asOf, modesFromRunId }: RunDocument,
  ruleSets: readonly RuleSet[],
): Promise<RunSettings> {
  const published = record?.seedOrigin === "given" ? await context.store.get("seed", asOf) : undefined;
  const earlier = modesFromRunId === undefined ? undefined : await recordNow(context, "run", modesFromRunId);
  return {
    ...(record?.seedOrigin === "given" ? { seed: record.seed } : {}),
    ...(published ? { seedDigest: published.document.digest } : {}),
    ...(earlier ? { modesFrom: keptModes(earlier.document, ruleSets) } : {}),
  };
}
