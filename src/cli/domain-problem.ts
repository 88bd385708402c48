/** From an error of the product to sentences and an exit code. */
import type { Finding } from "../domain/rules/finding.ts";
import type { DomainError, ErrorKind } from "../domain/shared/domain-error.ts";
import { problemSentence } from "../texts/problem-sentence.ts";
import { findingLine } from "./open-rules.ts";
import { CommandProblem, exitCodes, type Terminal } from "./terminal.ts";

const exitCodeOfKind: Readonly<Record<ErrorKind, number>> = {
  invalid: exitCodes.wrongInput,
  "not-found": exitCodes.wrongInput,
  unauthenticated: exitCodes.refused,
  forbidden: exitCodes.refused,
  conflict: exitCodes.refused,
  refused: exitCodes.refused,
  unavailable: exitCodes.tryLater,
};

/** The problem as a command ends with it. The same sentence is said once, however many places it is about. */
export function domainProblem(error: DomainError, terminal: Terminal): CommandProblem {
  const { code, kind, values, details } = error;
  const said = problemSentence(error, terminal.language, "command-line");
  const findings = details.filter((detail): detail is Finding => "severity" in detail);
  const told = findings.length > 0 ? findings.map((one) => findingLine(one, terminal)) : said.details.map(sentence);
  return new CommandProblem(exitCodeOfKind[kind], [...new Set([said.sentence, ...told])], details, { code, values });
}

function sentence(detail: { readonly sentence: string }): string {
  return detail.sentence;
}
