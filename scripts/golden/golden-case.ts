/**
 * A golden run: a small invented town, the rule sets it runs under by name and version, and the result that is expected of it.
 * A folder holds `case.json`, `snapshot.json`, `expected.json` and, where the rules are its own, `rules/`.
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPool } from "../../src/adapters/files/read-pool.ts";
import { readRuleSets } from "../../src/adapters/rules/directory-rule-source.ts";
import { type Allocation, allocate, ENGINE_VERSION } from "../../src/domain/engine/allocate.ts";
import { runInputOf } from "../../src/domain/engine/run-input.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Proposal, Result } from "../../src/domain/facts/result.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { compileRuleSet } from "../../src/domain/rules/compile.ts";
import { compileRun } from "../../src/domain/rules/compile-run.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { compareText } from "../../src/domain/shared/order.ts";

/** Where the golden runs are kept. */
export const goldenFolder = fileURLToPath(new URL("../../test/golden", import.meta.url));

const shippedRules = fileURLToPath(new URL("../../rules", import.meta.url));

/** What the case says of itself. */
interface CaseFile {
  readonly title: string;
  readonly seed: string;
  /** In the order of the run. */
  readonly ruleSets: readonly { readonly id: string; readonly version: string }[];
}

/** What decides a result: when none of it changed, the result may not change either. */
export interface MadeWith {
  readonly engineVersion: string;
  readonly snapshotDigest: string;
  readonly ruleSets: readonly { readonly id: string; readonly version: string; readonly digest: string }[];
}

/** The content of `expected.json`. */
export interface Expected {
  readonly madeWith: MadeWith;
  readonly result: GoldenResult;
}

/** A result without versions and digests, which stand in `madeWith`: a note in a rule file or a new version alone changes no golden run. */
export type GoldenResult = Pick<Result, "targets" | "proposals"> & {
  readonly run: Pick<Result["run"], "asOf" | "seed" | "seedOrigin" | "listsPerRequest">;
};

/** A golden run, computed again. */
export interface GoldenRun {
  readonly name: string;
  readonly title: string;
  readonly snapshot: Snapshot;
  readonly allocation: Allocation;
  readonly expected: Expected | undefined;
  readonly actual: Expected;
}

/** Names of all golden runs, in order. */
export async function goldenNames(folder = goldenFolder): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(compareText);
}

/** Computes a golden run. Throws: when a file is wrong or the run does not start. */
export async function openGolden(name: string, folder = goldenFolder): Promise<GoldenRun> {
  const at = join(folder, name);
  const file = JSON.parse(await readFile(join(at, "case.json"), "utf8")) as CaseFile;
  const { snapshot, problems } = await readPool(join(at, "snapshot.json"));
  if (!snapshot) throw new Error(`${name}: ${JSON.stringify(problems)}`);
  const ruleSets = await ruleSetsOf(file, join(at, "rules"), snapshot.asOf);
  const input = runInputOf(snapshot, ruleSets, factCatalogue);
  const { allocation, problems: runProblems } = allocate({ ...input, seed: file.seed });
  if (!allocation) throw new Error(`${name}: ${JSON.stringify(runProblems)}`);
  const expectedPath = join(at, "expected.json");
  const expected = existsSync(expectedPath)
    ? (JSON.parse(await readFile(expectedPath, "utf8")) as Expected)
    : undefined;
  return { name, title: file.title, snapshot, allocation, expected, actual: expectedOf(allocation.result) };
}

function expectedOf({ run, targets, proposals }: Result): Expected {
  const { asOf, seed, seedOrigin, listsPerRequest, snapshotDigest: digest, ruleSets } = run;
  return {
    madeWith: { engineVersion: ENGINE_VERSION, snapshotDigest: digest, ruleSets },
    result: { run: { asOf, seed, seedOrigin, listsPerRequest }, targets, proposals },
  };
}

async function ruleSetsOf(file: CaseFile, own: string, asOf: string): Promise<RuleSet[]> {
  const folders = await readRuleSets(existsSync(own) ? own : shippedRules);
  const ruleSets = file.ruleSets.map(({ id, version }) => {
    const files = folders.find((one) => one.id === id);
    if (!files) throw new Error(`there is no rule set ${id}`);
    const { ruleSet, findings } = compileRuleSet(files, { catalogue: factCatalogue, asOf });
    if (!ruleSet) throw new Error(`${id}: ${findings.find(({ severity }) => severity === "error")?.sentence}`);
    if (ruleSet.version !== version) throw new Error(`${id} is ${ruleSet.version}, the case wants ${version}`);
    return ruleSet;
  });
  const [disagreement] = compileRun(ruleSets);
  if (disagreement) throw new Error(disagreement.sentence);
  return ruleSets;
}

/** What becomes of an expectation: it stands, is written anew, or may not change because nothing that decides a result did. */
export interface Update {
  readonly kind: "same" | "write" | "refused";
  readonly lines: readonly string[];
}

/** Compares what was expected with what is computed now. */
export function updateOf(expected: Expected | undefined, actual: Expected): Update {
  if (!expected) return { kind: "write", lines: ["new"] };
  const lines = differences(expected.result, actual.result);
  const isSameBasis = JSON.stringify(expected.madeWith) === JSON.stringify(actual.madeWith);
  if (!isSameBasis) return { kind: "write", lines };
  return { kind: lines.length > 0 ? "refused" : "same", lines };
}

/** What differs between two results, a line each, in words; none when they are equal. */
export function differences(before: GoldenResult, after: GoldenResult): string[] {
  const lines: string[] = [];
  const tell = (what: string, was: unknown, is: unknown) => {
    const [old, now] = [was, is].map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
    if (old !== now) lines.push(`${what}: ${old ?? "none"} -> ${now ?? "none"}`);
  };
  for (const member of ["asOf", "seed", "seedOrigin", "listsPerRequest"] as const) {
    tell(`run ${member}`, before.run[member], after.run[member]);
  }
  const targetsOf = ({ targets }: GoldenResult) =>
    new Map(
      targets.map(({ ruleSetId, targetId, territory, ...rest }) => [
        `target ${ruleSetId} ${targetId} ${territory}`,
        rest,
      ]),
    );
  tellAll(targetsOf(before), targetsOf(after), tell);
  const proposalsOf = ({ proposals }: GoldenResult) =>
    new Map(proposals.map((proposal) => [`vacancy ${proposal.vacancyId}`, proposalText(proposal)]));
  tellAll(proposalsOf(before), proposalsOf(after), tell);
  return lines;
}

function tellAll<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  tell: (what: string, was: unknown, is: unknown) => void,
): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) tell(key, before.get(key), after.get(key));
}

/** `2 places, first for dalo: A 40, B 30 | pinned C | next D 20`. */
function proposalText({ ruleSetId, places, priorityFirstFor, candidates, pinned, next }: Proposal): string {
  const listed = (of: Proposal["candidates"]) =>
    of
      .map(
        ({ requestId, points, priorityClass }) =>
          `${requestId} ${points}${priorityClass === undefined ? "" : `/${priorityClass}`}`,
      )
      .join(", ");
  const mode = priorityFirstFor === undefined ? "" : `, first for ${priorityFirstFor}`;
  return `${ruleSetId}, ${places} places${mode}: ${listed(candidates) || "nobody"} | pinned ${pinned.join(", ") || "nobody"} | next ${listed(next) || "nobody"}`;
}
