/**
 * A small rule set as files, to which a test adds only what it is about.
 */
import type {
  CaseEntry,
  CaseFacts,
  CriterionEntry,
  DefinitionEntry,
  HeadingEntry,
  LeverEntry,
  ParameterEntry,
  RuleEntry,
  RuleFiles,
  TableEntry,
  TargetEntry,
} from "../../src/domain/rules/rule-files.ts";

const source = { text: "Invented order of 1 January 2026" };
const title = { fr: "Titre", en: "Title" };

/** What a test adds to the small rule set. */
export interface RuleParts {
  readonly parameters?: readonly ParameterEntry[];
  readonly definitions?: readonly DefinitionEntry[];
  readonly rules?: readonly RuleEntry[];
  readonly headings?: readonly HeadingEntry[];
  readonly targets?: readonly TargetEntry[];
  readonly levers?: readonly LeverEntry[];
  readonly seniority?: string;
  /** Places of a list, 3 when left out. */
  readonly places?: string;
  /** Named next, 2 when left out. */
  readonly next?: number;
  readonly listsPerRequest?: number;
  readonly targetShare?: number;
  readonly cases?: readonly CaseEntry[];
  readonly defaults?: Readonly<Record<string, CaseFacts>>;
  readonly version?: string;
}

/** A dated parameter. */
export function parameterOf(
  id: string,
  value: number | boolean | string | readonly (number | string)[],
): ParameterEntry {
  return {
    id,
    title,
    unit: "count",
    standing: "confirmed",
    values: [{ from: "2026-01-01", value, source, checkedOn: "2026-11-01" }],
  };
}

/** A dated table. */
export function tableOf(id: string, table: TableEntry): ParameterEntry {
  return {
    id,
    title,
    unit: "count",
    standing: "confirmed",
    values: [{ from: "2026-01-01", table, source, checkedOn: "2026-11-01" }],
  };
}

/** A definition; it always names a legal basis. */
export function definitionOf(id: string, value: string): DefinitionEntry {
  return { id, title, value, source, legalBasis: source };
}

/** A rule with the id `rule` and a legal basis. */
export function ruleOf(require: string, more: Partial<RuleEntry> = {}): RuleEntry {
  const reason = { fr: "Refusé.", en: "Refused." };
  return { id: "rule", title, require, reasonCode: "refused", reason, source, legalBasis: source, ...more };
}

/** A criterion with the id `criterion`, 10 points at most and a legal basis. */
export function criterionOf(more: Partial<CriterionEntry>): CriterionEntry {
  return { id: "criterion", title, maximumPoints: 10, sentence: title, source, legalBasis: source, ...more };
}

/** A heading with the id `heading` that adds up. */
export function headingOf(criteria: readonly CriterionEntry[], more: Partial<HeadingEntry> = {}): HeadingEntry {
  return { id: "heading", title, combine: "sum", criteria, ...more };
}

/** A target with the id `target` and a legal basis. */
export function targetOf(more: Partial<TargetEntry> = {}): TargetEntry {
  const share = { parameter: "target-share" };
  const classes = "request.isDaloRecognised ? 1 : 0";
  const target = { id: "target", title, share, territory: "dwelling.departementCode", appliesTo: "true" };
  return { ...target, priorityClass: classes, source, legalBasis: source, ...more };
}

/** The files of the rule set `small`. */
export function ruleFilesOf(parts: RuleParts): RuleFiles {
  const file = (path: string, content: unknown) => ({ path: `small/${path}`, content });
  return {
    id: "small",
    problems: [],
    files: [
      file("manifest.json", {
        id: "small",
        version: parts.version ?? "1.0.0",
        title,
        effectiveFrom: "2026-01-01",
        effectiveTo: "2026-12-31",
        authority: "Invented authority",
        source,
        scope: { fact: "agreement.programme", values: ["social-flow"] },
        checkWithinMonths: 24,
      }),
      file("parameters/all.json", {
        parameters: [
          parameterOf("lists-per-request", parts.listsPerRequest ?? 1),
          parameterOf("target-share", parts.targetShare ?? 2_500),
          ...(parts.parameters ?? []),
        ],
      }),
      file("definitions.json", { definitions: parts.definitions ?? [] }),
      file("eligibility.json", { rules: parts.rules ?? [] }),
      file("scoring.json", { headings: parts.headings ?? [] }),
      file("preferences.json", { keys: [{ id: "rent", title, value: "dwelling.rentCentsPerMonth", ascending: true }] }),
      file("assignment.json", {
        places: parts.places ?? "3",
        next: parts.next ?? 2,
        listsPerRequest: { parameter: "lists-per-request" },
        seniority: parts.seniority ?? "request.filedOn",
        clock: "vacancy.designateBy",
        targets: parts.targets ?? [],
        levers: parts.levers ?? [],
      }),
      file("cases/defaults.json", { defaults: parts.defaults ?? {} }),
      file("cases/all.json", { cases: parts.cases ?? [] }),
    ],
  };
}
