/**
 * Findings: everything wrong with a rule set, as a sorted list of values, never only the first.
 */
import type { Said } from "../shared/phrase.ts";

/** Short fixed kinds; a test shows each of them. */
export type FindingKind =
  | "unreadable-file"
  | "wrong-shape"
  | "unknown-fact"
  | "unknown-name"
  | "wrong-type"
  | "syntax"
  | "too-large"
  | "not-compilable"
  | "unguarded-fact"
  | "protected-fact"
  | "table-without-key"
  | "gap-in-bands"
  | "overlap-in-bands"
  | "above-maximum"
  | "value-not-valid"
  | "value-unchecked"
  | "rule-set-not-valid"
  | "duplicate-id"
  | "no-source"
  | "no-cases"
  | "case-fails"
  | "case-incomplete"
  | "unreachable-condition"
  | "may-overflow"
  | "division-by-zero"
  | "lever-not-lawful"
  | "rule-sets-disagree"
  | "no-index"
  | "to-confirm";

/** `error` stops a run; `warning` is printed and does not. */
export interface Finding extends Said {
  readonly severity: "error" | "warning";
  readonly kind: FindingKind;
  /** Path inside the rules folder: `als-2026/eligibility.json`. */
  readonly file: string;
  /** JSON pointer: `/rules/3/require`. */
  readonly pointer: string;
  /** First character of the place inside an expression, 0-based; absent elsewhere. */
  readonly position?: number;
}

/** The stable order of findings: errors first, then file, pointer, position, kind, sentence. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const key = (f: Finding) =>
    [f.severity === "error" ? 0 : 1, f.file, f.pointer, f.position ?? -1, f.kind, f.sentence] as const;
  return [...findings].sort((a, b) => {
    const ka = key(a);
    const kb = key(b);
    for (let i = 0; i < ka.length; i++) {
      if (ka[i]! < kb[i]!) return -1;
      if (ka[i]! > kb[i]!) return 1;
    }
    return 0;
  });
}
