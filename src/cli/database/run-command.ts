/** `contingent run`: the night on the database, once a day. */
import { type NightOutcome, runAllocation } from "../../app/run-allocation.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { formatDay, formatNumber } from "../../texts/format.ts";
import { isTextKey } from "../../texts/texts.ts";
import type { Asked } from "../command-words.ts";
import { refuseFindings, refuseNoRuleSets } from "../open-rules.ts";
import { printVerification } from "../print-verification.ts";
import { CommandProblem, exitCodes, type Terminal } from "../terminal.ts";
import { acting, configOf } from "./acting.ts";
import { dayAsked } from "./operands.ts";
import { watchedRun } from "./watched-run.ts";

export async function runCommand(asked: Asked): Promise<number> {
  const { options, terminal } = asked;
  const { day, again = false } = options as { readonly day?: string; readonly again?: boolean };
  const { rules } = configOf(asked);
  if (rules !== undefined) await refuseNoRuleSets(rules, terminal);
  const wanted = { again, ...(day === undefined ? {} : { day: dayAsked(day, terminal) }) };
  const outcome = await acting(asked, "run-allocation", ({ context, actor }) =>
    watchedRun(context, terminal, (seen) => runAllocation(seen, actor, wanted)),
  );
  if (outcome.kind === "not-claimed") throw new DomainError("job-claimed", { day: outcome.day });
  if (outcome.kind === "refused") refuse(outcome, terminal);
  else if (terminal.isJson) terminal.print(JSON.stringify({ id: outcome.run.id, ...outcome.run.document }));
  else printNight(outcome, terminal);
  return outcome.kind === "completed" && outcome.withheld > 0 ? exitCodes.problemsFound : exitCodes.done;
}

/** Ends the command with what stopped the night; the night is recorded with it. */
function refuse({ run }: Extract<NightOutcome, { kind: "refused" }>, terminal: Terminal): never {
  const { findings, problems } = run.document;
  refuseFindings(findings, terminal);
  const lines = problems.map(({ code, values }) => {
    const key = `run-problem.${code}`;
    return isTextKey(key) ? terminal.say(key, values) : terminal.say("run.request-erased", values);
  });
  const first = terminal.say("error.run-with-problems", { count: problems.length });
  throw new CommandProblem(exitCodes.refused, [first, ...lines], problems, { code: "run-with-problems" });
}

function printNight(
  { run, proposed, withheld }: Extract<NightOutcome, { kind: "completed" }>,
  terminal: Terminal,
): void {
  const { asOf, counts, record, verification } = run.document;
  const { language } = terminal;
  const title = {
    day: formatDay(asOf, language),
    requests: formatNumber(counts?.requests ?? 0, language),
    vacancies: formatNumber(counts?.vacancies ?? 0, language),
  };
  terminal.print(terminal.paint("bold", terminal.say("run.title", title)));
  if (record) {
    const ruleSets = record.ruleSets.map(({ id, version }) => `${id} ${version}`).join(", ");
    if (ruleSets !== "") terminal.print(terminal.say("run.rule-sets", { ruleSets }));
    const seed = record.seed.slice(0, 12);
    terminal.print(
      terminal.say(record.seedOrigin === "given" ? "run.seed-published" : "run.seed-unpublished", { seed }),
    );
  }
  terminal.print(terminal.say("run.kept", { id: run.id, count: proposed }));
  if (withheld > 0) terminal.print(terminal.paint("red", terminal.say("run.withheld", { count: withheld })));
  if (verification) printVerification(verification, terminal);
  terminal.print(`\n${terminal.say("run.next")}`);
}
