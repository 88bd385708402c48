/**
 * Pins and struck pairs as records: a place taken on a list and given back, a pair that may not be proposed again. One record per pair.
 */
import type { Pin, Struck } from "../../domain/facts/snapshot.ts";
import { recordIdOf } from "../../domain/imports/record-id.ts";
import { create, replace, type Write } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** The id of the record of a pair. */
export function pairId(vacancyId: string, requestId: string): string {
  return recordIdOf("pin", { vacancyId, requestId })!;
}

/** Pins of one vacancy, by request id; held ones, and released ones that a new pin writes over. */
export async function pinsOfVacancy(context: Context, vacancyId: string): Promise<Map<string, Stored<"pin">>> {
  const pins = new Map<string, Stored<"pin">>();
  for await (const pin of listAll(context, { kind: "pin", by: "byVacancy", equals: [vacancyId] }))
    pins.set(pin.document.facts.requestId, pin);
  return pins;
}

/** Pins that a request holds, in order of id. */
export async function pinsHeldBy(context: Context, requestId: string): Promise<readonly Stored<"pin">[]> {
  const pins: Stored<"pin">[] = [];
  for await (const pin of listAll(context, { kind: "pin", by: "byRequest", equals: [requestId] }))
    if (pin.document.state === "held") pins.push(pin);
  return pins;
}

/** Takes the place of a pair, or holds it as another kind; nothing where it is held so already. */
export function hold(stored: Stored<"pin"> | undefined, facts: Pin): readonly Write[] {
  if (!stored) return [create("pin", pairId(facts.vacancyId, facts.requestId), { state: "held", facts })];
  const { state, facts: before } = stored.document;
  return state === "held" && before.kind === facts.kind ? [] : [replace(stored, { state: "held", facts })];
}

/** Gives a place back; nothing where it is not held. */
export function release(stored: Stored<"pin"> | undefined): readonly Write[] {
  return stored?.document.state === "held" ? [replace(stored, { ...stored.document, state: "released" })] : [];
}

/** Struck pairs of one vacancy, by request id. */
export async function struckOn(context: Context, vacancyId: string): Promise<Map<string, Stored<"struck">>> {
  const struck = new Map<string, Stored<"struck">>();
  for await (const pair of listAll(context, { kind: "struck", by: "byVacancy", equals: [vacancyId] }))
    struck.set(pair.document.facts.requestId, pair);
  return struck;
}

/** Strikes a pair; nothing where it is struck already: the first reason stays. */
export function strike(stored: Stored<"struck"> | undefined, facts: Struck): readonly Write[] {
  return stored ? [] : [create("struck", pairId(facts.vacancyId, facts.requestId), { facts })];
}
