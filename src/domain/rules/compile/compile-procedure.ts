/**
 * Compiles `procedure.json`: what binds committee, landlord and candidate once a run has proposed. Every part has a source, every code is
 * used once, and what is named elsewhere exists. A part that is left out stays absent; nothing stands in for it.
 */
import { type Phrase, phrase } from "../../shared/phrase.ts";
import { maybe } from "../lowering/near-miss.ts";
import type { GroundEntry, ProcedureFile } from "../rule-files.ts";
import type { ListedGround, Procedure, Source } from "../rule-set.ts";
import { below, error, type Notebook, refuseDuplicates, requireSource } from "./notebook.ts";
import type { Place, Placed } from "./places.ts";

/** The procedure of a rule set; nothing in it where there is no file. */
export function compileProcedure(notebook: Notebook, file: Placed<ProcedureFile> | undefined): Procedure {
  if (!file) return {};
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
  return {
    ...(quorum ? { quorum: sourced(quorum, "quorum") } : {}),
    ...(secondSignature ? { secondSignature: sourced(secondSignature, "secondSignature") } : {}),
    ...(reasons ? { reasons: listed(reasons, "reasons", phrase`the reasons`) } : {}),
    ...(designation ? { designation: sourced(designation, "designation") } : {}),
    ...(offer ? { offer: sourced(offer, "offer") } : {}),
    ...(answers ? { answers: sourced(answers, "answers") } : {}),
    ...(motives ? { motives: listed(motives, "motives", phrase`the grounds of refusal`) } : {}),
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
