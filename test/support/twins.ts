/**
 * Twins: a request and copies that differ from it by one protected fact. What has no legal basis to read such a fact must treat them alike.
 */
import type { FactCatalogue, FactType } from "../../src/domain/facts/catalogue.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { dayNumberOf, dayText } from "../../src/domain/shared/dates.ts";

/** A copy of a request and the protected fact in which it differs. */
export interface Twin {
  readonly fact: string;
  readonly request: Request;
}

type Json = Record<string, unknown>;

/** Other values that a fact could have; undefined where it may be absent. */
function otherValues(type: FactType, optional: boolean, value: unknown): unknown[] {
  const absent = optional && value !== undefined ? [undefined] : [];
  const others = (): unknown[] => {
    switch (type.kind) {
      case "int": {
        const now = typeof value === "number" ? value : type.minimum;
        return [type.minimum, now + 100, now * 3 + 1].map((other) => Math.min(type.maximum, other));
      }
      case "bool":
        return [value !== true, value === undefined];
      case "text":
        return type.values ? [...type.values] : ["75101"];
      case "day": {
        const now = dayNumberOf((value as string | undefined) ?? "1990-06-15")!;
        return [-14_600, -3_650, 3_650].map((days) => dayText(now + days));
      }
      case "position": {
        const east = (value as Json | undefined)?.eastMetres ?? 700_000;
        return [0, 90_000].map((more) => ({
          grid: "lambert-93",
          eastMetres: (east as number) + more,
          northMetres: 6_900_000,
        }));
      }
      case "texts":
        return [[], (type.values ?? ["75101"]).slice(0, 1), (type.values ?? ["75101"]).slice(-1)];
      case "persons": {
        const persons = value as readonly Json[];
        const child = { role: "dependant", bornOn: "2021-03-04" };
        return [[...persons, child], [...persons, child, child, child], persons.slice(0, 1)];
      }
    }
  };
  const isOther = (other: unknown) => JSON.stringify(other) !== JSON.stringify(value);
  return [...absent, ...others().filter(isOther)];
}

function withValue(record: Json, path: readonly string[], value: unknown): Json {
  const [key, ...rest] = path as [string, ...string[]];
  if (rest.length > 0) return { ...record, [key]: withValue((record[key] ?? {}) as Json, rest, value) };
  const { [key]: _old, ...others } = record;
  return value === undefined ? others : { ...others, [key]: value };
}

const valueAt = (record: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Json | undefined)?.[key], record);

/** Every twin of a request: each protected fact and each protected field of each person, with each other value. */
export function twinsOf(catalogue: FactCatalogue, request: Request): Twin[] {
  const twins: Twin[] = [];
  for (const { name, path, type, optional, side, namespace, protected: isProtected } of catalogue.facts) {
    const isOwn = catalogue.namespaces.find((one) => one.name === namespace)!.steps.length === 0;
    if (side !== "request" || !isOwn) continue;
    const value = valueAt(request, path);
    const add = (fact: string, other: unknown) =>
      twins.push({ fact, request: withValue(request as unknown as Json, path, other) as unknown as Request });
    if (isProtected) for (const other of otherValues(type, optional, value)) add(name, other);
    if (type.kind !== "persons") continue;
    const persons = (value ?? []) as readonly Json[];
    for (const field of type.fields.filter((one) => one.protected)) {
      persons.forEach((person, at) => {
        for (const other of otherValues(field.type, field.optional, person[field.name])) {
          add(`${name}.${field.name}`, persons.with(at, withValue(person, [field.name], other)));
        }
      });
    }
  }
  return twins;
}

/** The rule set without whatever names a legal basis; what is left must not read a protected fact. */
export function withoutLegalBasis(ruleSet: RuleSet): RuleSet {
  return {
    ...ruleSet,
    eligibility: ruleSet.eligibility.filter((rule) => !rule.legalBasis),
    headings: ruleSet.headings.map((heading) => ({
      ...heading,
      criteria: heading.criteria.filter((criterion) => !criterion.legalBasis),
    })),
    assignment: {
      ...ruleSet.assignment,
      targets: ruleSet.assignment.targets.filter((target) => !target.legalBasis),
    },
  };
}
