/**
 * Compiles `procedure.json`: what binds committee, landlord and candidate once a run has proposed. Every part has a source, every code is
 * used once, and what is named elsewhere exists. A part that is left out stays absent; nothing stands in for it.
 */
import { type Phrase, phrase } from "../../shared/phrase.ts";
import { maybe } from "../lowering/near-miss.ts";
import type { GroundEntry, MotiveEntry, ProcedureFile } from "../rule-files.ts";
import type { ListedGround, Motive, Procedure, Source } from "../rule-set.ts";
import { type Compilation, expression } from "./compile-scope.ts";
import { below, error, type Notebook, refuseDuplicates, requireSource } from "./notebook.ts";
import type { Place, Placed } from "./places.ts";

/** The procedure of a rule set; nothing in it where there is no file. */
export function compileProcedure(
  compilation: Compilation,
  file: Placed<ProcedureFile> | undefined,
  ruleIds: readonly string[],
): Procedure {
  if (!file) return {};
  const { notebook } = compilation;
  const { entry, place } = file;
  const { quorum, secondSignature, reasons, designation, offer, answers, motives, conditionProofs, warningDays } =
    entry;
  const sourced = <P extends { readonly source?: Source }>(part: P, name: string): P & { readonly source: Source } => ({
    ...part,
    source: requireSource(notebook, below(place, name), phrase`The part "${name}"`, part.source),
  });
  const listed = <E extends GroundEntry>(entries: readonly E[], name: string, title: Phrase) =>
    compileList(notebook, entries, below(place, name), title);
  refuseUnknownReasons(notebook, entry, place);
  refuseUnknownRules(notebook, entry, place, ruleIds);
  return {
    ...(quorum ? { quorum: sourced(quorum, "quorum") } : {}),
    ...(secondSignature ? { secondSignature: sourced(secondSignature, "secondSignature") } : {}),
    ...(reasons ? { reasons: listed(reasons, "reasons", phrase`the reasons`) } : {}),
    ...(designation ? { designation: sourced(designation, "designation") } : {}),
    ...(offer ? { offer: sourced(offer, "offer") } : {}),
    ...(answers ? { answers: sourced(answers, "answers") } : {}),
    ...(motives ? { motives: compileMotives(compilation, motives, below(place, "motives")) } : {}),
    ...(conditionProofs
      ? { conditionProofs: listed(conditionProofs, "conditionProofs", phrase`the documents of a conditional award`) }
      : {}),
    ...(warningDays ? { warningDays: warnings(sourced(warningDays, "warningDays")) } : {}),
  };
}

function warnings<W extends { readonly days: readonly number[] }>(part: W): W {
  return { ...part, days: [...new Set(part.days)].sort((a, b) => b - a) };
}

function compileList<E extends GroundEntry>(
  notebook: Notebook,
  entries: readonly E[],
  place: Place,
  title: Phrase,
): readonly (E & ListedGround)[] {
  const entriesWithPlace = entries.map((entry, index) => ({ entry, place: below(place, index) }));
  refuseDuplicates(notebook, entriesWithPlace, title);
  return entriesWithPlace.map(({ entry, place: at }) => ({
    ...entry,
    source: requireSource(notebook, at, phrase`The entry "${entry.id}"`, entry.source),
  }));
}

/** Each ground with the condition that contradicts it, which needs the sentence that is then shown. */
function compileMotives(compilation: Compilation, entries: readonly MotiveEntry[], place: Place): readonly Motive[] {
  const { notebook } = compilation;
  const grounds = compileList(notebook, entries, place, phrase`the grounds of refusal`);
  return grounds.map(({ contradictedWhen: text, ...ground }, index) => {
    const at = below(place, `${index}/contradictedWhen`);
    if ((text === undefined) !== (ground.contradiction === undefined)) {
      const sentence = phrase`The entry "${ground.id}" has a condition that contradicts it and the sentence then shown, or neither.`;
      error(notebook, "wrong-shape", below(place, index), sentence);
    }
    const contradictedWhen = text === undefined ? undefined : expression(compilation, at, text, ["bool"]);
    return contradictedWhen ? { ...ground, contradictedWhen } : ground;
  });
}

/** Only what a rule says can be passed on. */
function refuseUnknownRules(
  notebook: Notebook,
  { designation }: ProcedureFile,
  place: Place,
  ruleIds: readonly string[],
): void {
  designation?.passesOn?.forEach(({ rules }, index) => {
    for (const id of rules)
      if (!ruleIds.includes(id)) {
        const at = below(place, `designation/passesOn/${index}/rules`);
        error(notebook, "unknown-name", at, phrase`There is no rule "${id}".${maybe(id, ruleIds)}`);
      }
  });
}

/** A second signature can only be asked for a reason that can be given. */
function refuseUnknownReasons(
  notebook: Notebook,
  { secondSignature, reasons = [] }: ProcedureFile,
  place: Place,
): void {
  const known = reasons.map(({ id }) => id);
  secondSignature?.reasonCodes.forEach((code, index) => {
    if (known.includes(code)) return;
    const sentence = phrase`There is no reason "${code}".${maybe(code, known)}`;
    error(notebook, "unknown-name", below(place, `secondSignature/reasonCodes/${index}`), sentence);
  });
}
