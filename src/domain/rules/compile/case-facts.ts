/**
 * Facts of a worked example: defaults merged in, every name and value checked against the catalogue.
 * A fact may be left out, also a required one; a fact that does not exist, or has a value it cannot have, is a finding.
 */
import type { FactCatalogue, FactType } from "../../facts/catalogue.ts";
import { type Phrase, phrase, type Said, said } from "../../shared/phrase.ts";
import type { FindingKind } from "../finding.ts";
import { quoted } from "../lowering/lowering-state.ts";
import { maybe } from "../lowering/near-miss.ts";
import { factValueOf, type Records, recordPathOf } from "../records.ts";

/** Something wrong with the facts of an example; `tail` is the place below them: `/request/household`. */
export interface FactProblem extends Said {
  readonly tail: string;
  readonly kind: Extract<FindingKind, "unknown-fact" | "wrong-type">;
}

/** `over` merged into `under`: objects deeply, lists as a whole; null removes. */
export function mergeFacts(under: unknown, over: unknown): unknown {
  if (!isRecord(under) || !isRecord(over)) return isRecord(over) ? mergeFacts({}, over) : over;
  const merged: Record<string, unknown> = { ...under };
  for (const [name, value] of Object.entries(over)) {
    if (value === null) delete merged[name];
    else merged[name] = mergeFacts(merged[name], value);
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every fact of the records that the catalogue does not know, and every value that its type does not allow. */
export function problemsOfFacts(catalogue: FactCatalogue, records: Records): readonly FactProblem[] {
  const typeByTail = new Map<string, FactType>();
  const groups = new Set<string>();
  for (const fact of catalogue.facts) {
    const path = recordPathOf(catalogue, fact);
    typeByTail.set(tailOf(path), fact.type);
    for (let length = 1; length < path.length; length++) groups.add(tailOf(path.slice(0, length)));
  }
  const problems: FactProblem[] = [];
  const walk = (value: unknown, tail: string) => {
    const type = typeByTail.get(tail);
    if (type) problems.push(...problemsOfValue(type, value, tail));
    else if (!groups.has(tail)) {
      const known = [...groups, ...typeByTail.keys()].map((name) => name.slice(1).replaceAll("/", "."));
      const name = tail.slice(1).replaceAll("/", ".");
      problems.push({ tail, kind: "unknown-fact", ...said(phrase`There is no fact "${name}".${maybe(name, known)}`) });
    } else if (!isRecord(value)) {
      problems.push({ tail, kind: "wrong-type", ...said(phrase`A group of facts is an object.`) });
    } else for (const [name, inner] of Object.entries(value)) walk(inner, `${tail}/${name}`);
  };
  for (const [name, value] of Object.entries(records)) walk(value, `/${name}`);
  return problems;
}

function tailOf(path: readonly string[]): string {
  return path.map((step) => `/${step}`).join("");
}

const ALLOWED: Record<FactType["kind"], Phrase> = {
  int: phrase`a whole number`,
  bool: phrase`true or false`,
  text: phrase`a text`,
  day: phrase`an existing day such as "2026-11-23"`,
  position: phrase`an object with grid, eastMetres and northMetres`,
  texts: phrase`a list of texts`,
  persons: phrase`a list of persons`,
};

function problemsOfValue(type: FactType, value: unknown, tail: string): readonly FactProblem[] {
  const found = factValueOf(type, value);
  const wrong = (sentence: Phrase): FactProblem[] => [{ tail, kind: "wrong-type", ...said(sentence) }];
  if (found === undefined)
    return wrong(phrase`${JSON.stringify(value)} is not allowed here; allowed is ${ALLOWED[type.kind]}.`);
  if (type.kind === "int" && ((found as number) < type.minimum || (found as number) > type.maximum)) {
    return wrong(phrase`${Number(found)} is outside the declared range, ${type.minimum} to ${type.maximum}.`);
  }
  if ((type.kind === "text" || type.kind === "texts") && type.values) {
    const stranger = [found as string | readonly string[]].flat().find((text) => !type.values!.includes(text));
    return stranger === undefined
      ? []
      : wrong(phrase`"${stranger}" is not allowed here; allowed: ${quoted(type.values)}.`);
  }
  if (type.kind !== "persons") return [];
  return (value as readonly unknown[]).flatMap((person, place) =>
    problemsOfPerson(type.fields, person, `${tail}/${place}`),
  );
}

function problemsOfPerson(
  fields: Extract<FactType, { kind: "persons" }>["fields"],
  person: unknown,
  tail: string,
): readonly FactProblem[] {
  if (!isRecord(person)) return [{ tail, kind: "wrong-type", ...said(phrase`A person is an object of fields.`) }];
  return Object.entries(person).flatMap(([name, value]): readonly FactProblem[] => {
    const field = fields.find((declared) => declared.name === name);
    if (field) return problemsOfValue(field.type, value, `${tail}/${name}`);
    const known = fields.map((declared) => declared.name);
    return [
      {
        tail: `${tail}/${name}`,
        kind: "unknown-fact",
        ...said(phrase`A person has no field "${name}".${maybe(name, known)}`),
      },
    ];
  });
}
