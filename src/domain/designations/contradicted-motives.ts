/**
 * Whether the ground of a refusal is so: a ground that the facts of the file contradict is returned, with what they say instead. Which facts contradict which
 * ground stands in the procedure. What is not known contradicts nothing.
 */
import type { FactReader } from "../facts/fact-reader.ts";
import { evaluate, scopeOf } from "../rules/interpreter.ts";
import type { Motive, RuleSet } from "../rules/rule-set.ts";
import type { Problem } from "../shared/problem.ts";
import type { GivenAnswer } from "./answer-rules.ts";

/** The ground where the facts of the pair contradict it. */
export function contradictedMotive(ruleSet: RuleSet, motiveCode: string, reader: FactReader): Motive | undefined {
  const motive = ruleSet.procedure.motives?.find(({ id }) => id === motiveCode);
  if (!motive?.contradictedWhen) return undefined;
  return evaluate(motive.contradictedWhen.tree, scopeOf(ruleSet, reader)) === true ? motive : undefined;
}

/** Answers whose grounds are contradicted, each with what the facts say. `readers` holds the facts of each pair as they are now, by request id. */
export function contradictions(
  ruleSet: RuleSet,
  answers: readonly GivenAnswer[],
  readers: ReadonlyMap<string, FactReader>,
): readonly Problem[] {
  return answers.flatMap(({ requestId, motiveCode }, place): Problem[] => {
    const reader = readers.get(requestId);
    const motive = motiveCode !== undefined && reader && contradictedMotive(ruleSet, motiveCode, reader);
    if (!motive) return [];
    const { title, contradiction } = motive;
    const said = { titleFr: title.fr, titleEn: title.en, factsFr: contradiction!.fr, factsEn: contradiction!.en };
    return [
      { code: "motive-contradicted", values: { field: `answers/${place}/motiveCode`, requestId, motiveCode, ...said } },
    ];
  });
}
