/**
 * A pair as plain records: the facts of a worked example, of a what-if or of a form, as a `FactReader`.
 * Records stand under the name of their namespace; a namespace nested in another is read inside it, as the catalogue says.
 * A fact that is not there is absent, also a required one.
 */
import type { FactCatalogue, FactDeclaration, FactType, NamespaceDeclaration } from "../facts/catalogue.ts";
import type { FactReader, FactValue, PersonValues, Position } from "../facts/fact-reader.ts";
import { dayNumberOf } from "../shared/dates.ts";

/** Records by namespace, such as a request, its employer, a vacancy, its dwelling; journeys may stand beside them. */
export interface Records {
  readonly [namespace: string]: unknown;
}

/** An imported journey between two communes. */
export interface Journey {
  readonly fromCommuneCode: string;
  readonly toCommuneCode: string;
  readonly minutes: number;
}

/** The name under which a record holds the facts of a namespace: its own, or that of the namespace it is nested in. */
function rootOf(catalogue: FactCatalogue, namespace: NamespaceDeclaration): string {
  if (namespace.within.length === 0) return namespace.name;
  const steps = JSON.stringify(namespace.steps);
  const outer = catalogue.namespaces.find(
    (other) => other.within.length === 0 && other.side === namespace.side && JSON.stringify(other.steps) === steps,
  );
  return outer?.name ?? namespace.name;
}

/** The path of a fact inside `Records`: ["request", "household", "persons"]. */
export function recordPathOf(catalogue: FactCatalogue, fact: FactDeclaration): readonly string[] {
  const namespace = catalogue.namespaces.find((declared) => declared.name === fact.namespace)!;
  return [rootOf(catalogue, namespace), ...fact.path];
}

/** A reader over plain records. Units: `asOf` is a day number. */
export function readerOfRecords(
  catalogue: FactCatalogue,
  records: Records,
  asOf: number,
  journeys: readonly Journey[] = [],
): FactReader {
  const paths = catalogue.facts.map((fact) => recordPathOf(catalogue, fact));
  return {
    asOf,
    fact(index) {
      return factValueOf(catalogue.facts[index]!.type, valueAt(records, paths[index]!));
    },
    travelMinutes(from, to) {
      return journeys.find((journey) => journey.fromCommuneCode === from && journey.toCommuneCode === to)?.minutes;
    },
  };
}

function valueAt(records: Records, path: readonly string[]): unknown {
  let value: unknown = records;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** The value a rule reads for a value of a record; undefined when it is absent or has not the shape of the type. */
export function factValueOf(type: FactType, value: unknown): FactValue | undefined {
  switch (type.kind) {
    case "int":
      return Number.isSafeInteger(value) ? (value as number) : undefined;
    case "bool":
      return typeof value === "boolean" ? value : undefined;
    case "text":
      return typeof value === "string" ? value : undefined;
    case "day":
      return typeof value === "string" ? dayNumberOf(value) : undefined;
    case "position":
      return isPosition(value) ? value : undefined;
    case "texts":
      return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
    case "persons":
      return Array.isArray(value) ? value.map((person) => personValuesOf(type.fields, person)) : undefined;
  }
}

function personValuesOf(
  fields: readonly { readonly name: string; readonly type: FactType }[],
  person: unknown,
): PersonValues {
  const record = typeof person === "object" && person !== null ? (person as Record<string, unknown>) : {};
  return fields.map((field) => factValueOf(field.type, record[field.name]) as number | boolean | string | undefined);
}

function isPosition(value: unknown): value is Position {
  if (typeof value !== "object" || value === null) return false;
  const { grid, eastMetres, northMetres } = value as Record<string, unknown>;
  return typeof grid === "string" && Number.isSafeInteger(eastMetres) && Number.isSafeInteger(northMetres);
}
