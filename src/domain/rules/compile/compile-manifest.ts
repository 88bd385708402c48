/**
 * Checks the manifest: its own name, the days it is valid, and the fact that says which vacancies it governs.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import { phrase } from "../../shared/phrase.ts";
import { quoted } from "../lowering/lowering-state.ts";
import { maybe } from "../lowering/near-miss.ts";
import type { ManifestFile } from "../rule-files.ts";
import { below, error, type Notebook, requireSource } from "./notebook.ts";
import type { Placed } from "./places.ts";

/** Which vacancies the rule set governs. */
export interface Governed {
  readonly programmeFact: number;
  readonly programmes: readonly string[];
}

/** What the rule set governs, or undefined where the manifest does not say it. */
export function checkManifest(
  notebook: Notebook,
  catalogue: FactCatalogue,
  folder: string,
  { entry, place }: Placed<ManifestFile>,
  asOf: string,
): Governed | undefined {
  if (entry.id !== folder) {
    error(
      notebook,
      "wrong-shape",
      below(place, "id"),
      phrase`The rule set calls itself "${entry.id}", but its folder is "${folder}"; both must be equal.`,
    );
  }
  requireSource(notebook, place, phrase`The rule set "${entry.id}"`, entry.source);
  const until = entry.effectiveTo === undefined ? phrase`on` : phrase`to ${entry.effectiveTo}`;
  if (asOf < entry.effectiveFrom || asOf > (entry.effectiveTo ?? asOf)) {
    const sentence = phrase`The rule set "${entry.id}" is valid from ${entry.effectiveFrom} ${until}, not on ${asOf}.`;
    error(notebook, "rule-set-not-valid", below(place, "effectiveFrom"), sentence);
  }
  const { fact: name, values } = entry.scope;
  const fact = catalogue.facts.find((declared) => declared.name === name);
  const at = below(place, "scope/fact");
  if (!fact) {
    const known = catalogue.facts.map((declared) => declared.name);
    error(notebook, "unknown-fact", at, phrase`There is no fact "${name}".${maybe(name, known)}`);
    return undefined;
  }
  if (fact.side !== "vacancy" || fact.type.kind !== "text") {
    error(notebook, "wrong-type", at, phrase`The scope is a text of the vacancy; ${name} is not.`);
    return undefined;
  }
  const allowed = fact.type.values;
  values.forEach((value, index) => {
    if (!allowed || allowed.includes(value)) return;
    error(
      notebook,
      "wrong-type",
      below(place, `scope/values/${index}`),
      phrase`"${value}" is no value of ${name}; allowed: ${quoted(allowed)}.`,
    );
  });
  return { programmeFact: fact.index, programmes: [...new Set(values)] };
}
