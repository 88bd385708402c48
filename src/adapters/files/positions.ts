/**
 * Positions in a record that were given in degrees, turned into metres before the record is checked.
 */
import type { FactSchema } from "../../domain/facts/schema.ts";
import type { InputProblemCode, ProblemValues } from "./input-problem.ts";
import { isRecord } from "./ndjson-file.ts";
import { isPosition, type RecordCollection } from "./pool-collections.ts";
import { projected, seemExchanged } from "./projection.ts";
import type { Words } from "./words.ts";

type Report = (pointer: string, code: InputProblemCode, values: ProblemValues) => void;

const exchanged: Words = {
  en: " Latitude and longitude seem to be exchanged.",
  fr: " Latitude et longitude semblent échangées.",
};
const leaveOut: Words = { en: " Correct it, or leave the place out.", fr: " Corrigez-le, ou n’indiquez pas de lieu." };

function sentMembers(place: object): Words {
  const names = Object.keys(place).join(", ");
  return { en: `Sent: ${names}.`, fr: `Reçu : ${names}.` };
}

/** Paths of the facts that are positions. */
export function positionPaths(collection: RecordCollection): readonly (readonly string[])[] {
  const paths: string[][] = [];
  const visit = (schema: FactSchema, path: readonly string[]) => {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (isPosition(property)) paths.push([...path, name]);
      else if (property.type === "object") visit(property, [...path, name]);
    }
  };
  visit(collection.schema, []);
  return paths;
}

/** Replaces degrees by metres. A position that cannot be replaced is reported and taken out of the record. */
export function projectPositions(
  record: Record<string, unknown>,
  paths: readonly (readonly string[])[],
  report: Report,
): void {
  for (const path of paths) {
    let holder: Record<string, unknown> | undefined = record;
    for (const step of path.slice(0, -1)) holder = holder && asRecord(holder[step]);
    const name = path.at(-1)!;
    const place = holder && asRecord(holder[name]);
    if (!place || !("latitude" in place || "longitude" in place)) continue;
    const pointer = `/${path.join("/")}`;
    const { latitude, longitude, ...others } = place;
    const spare = Object.keys(others);
    delete holder![name];
    if (typeof latitude !== "number" || typeof longitude !== "number" || spare.length > 0) {
      report(pointer, "position-incomplete", { sent: sentMembers(place) });
      continue;
    }
    const position = projected(latitude, longitude);
    if (position) holder![name] = position;
    else {
      const hint = seemExchanged(latitude, longitude) ? exchanged : leaveOut;
      report(pointer, "position-outside", { latitude, longitude, hint });
    }
  }
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}
