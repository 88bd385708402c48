/**
 * The town of the demonstration as a snapshot, and smaller towns cut out of it. All its people are invented.
 */
import { fileURLToPath } from "node:url";
import { demoTown as townInDegrees } from "../../scripts/demo/town.ts";
import { poolCollections } from "../../src/adapters/files/pool-collections.ts";
import { positionPaths, projectPositions } from "../../src/adapters/files/positions.ts";
import { readRuleSets } from "../../src/adapters/rules/directory-rule-source.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { compileRuleSet } from "../../src/domain/rules/compile.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import type { Choices } from "./random-rules.ts";

let town: Snapshot | undefined;

/** The whole town, positions in metres; made once, given as a copy. */
export function demoTown(): Snapshot {
  town ??= makeTown();
  return structuredClone(town);
}

function makeTown(): Snapshot {
  const town = JSON.parse(JSON.stringify(townInDegrees())) as Record<string, unknown>;
  for (const collection of poolCollections) {
    const paths = positionPaths(collection);
    if (paths.length === 0) continue;
    for (const record of (town[collection.name] ?? []) as Record<string, unknown>[]) {
      projectPositions(record, paths, (pointer, code) => {
        throw new Error(`${collection.name}${pointer}: ${code}`);
      });
    }
  }
  return town as unknown as Snapshot;
}

let shipped: Promise<readonly RuleFiles[]> | undefined;

/** Every rule set folder of the product, read once and frozen. */
export function shippedRuleFiles(): Promise<readonly RuleFiles[]> {
  shipped ??= readRuleSets(fileURLToPath(new URL("../../rules", import.meta.url))).then(frozen);
  return shipped;
}

/** The rule set folders of the product that govern the town, in the order of a run; frozen. */
export async function demoRuleFiles(): Promise<RuleFiles[]> {
  return (await shippedRuleFiles()).filter(({ id }) => id !== "example-cotation");
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** A rule set of the product on the day of the town. Throws: its first finding. */
export function compiled(files: RuleFiles, asOf = "2026-11-23"): RuleSet {
  const { ruleSet, findings } = compileRuleSet(files, { catalogue: factCatalogue, asOf });
  if (!ruleSet) throw new Error(findings[0]!.sentence);
  return ruleSet;
}

let ruleSets: Promise<readonly RuleSet[]> | undefined;

/** The rule sets that govern the town, compiled once. */
export function demoRuleSets(): Promise<readonly RuleSet[]> {
  ruleSets ??= demoRuleFiles().then((folders) => folders.map((files) => compiled(files)));
  return ruleSets;
}

/** So many items, each equally likely, in the order they had. */
export function sample<T>(choices: Choices, items: readonly T[], count: number): T[] {
  const chosen = new Set(shuffled(choices, [...items.keys()]).slice(0, count));
  return items.filter((_, at) => chosen.has(at));
}

/** The items in another order. */
export function shuffled<T>(choices: Choices, items: readonly T[]): T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = choices.below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/** A town with some of the requests and vacancies; pins and struck pairs that lose an end are left out. */
export function cutTown(town: Snapshot, choices: Choices, requestCount: number, vacancyCount: number): Snapshot {
  return onlyWith(town, {
    requests: sample(choices, town.requests, requestCount),
    vacancies: sample(choices, town.vacancies, vacancyCount),
  });
}

/** The town with other requests or vacancies, and the pairs that they leave. */
function onlyWith(town: Snapshot, parts: Partial<Pick<Snapshot, "requests" | "vacancies">>): Snapshot {
  const { requests, vacancies } = { ...town, ...parts };
  const ids = new Set([...requests, ...vacancies].map(({ id }) => id));
  const isWhole = (pair: { vacancyId: string; requestId: string }) =>
    ids.has(pair.vacancyId) && ids.has(pair.requestId);
  return {
    ...town,
    requests,
    vacancies,
    pins: (town.pins ?? []).filter(isWhole),
    struck: (town.struck ?? []).filter(isWhole),
  };
}
