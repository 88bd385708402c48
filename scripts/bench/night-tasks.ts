/**
 * The whole night from a column file to a written result, and what comes after it: a refusal, an explanation, "why not me".
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readColumnFile, writeColumnFile } from "../../src/adapters/files/table/column-file.ts";
import { EngineThreads } from "../../src/adapters/threads/engine-threads.ts";
import { afterEvents } from "../../src/domain/engine/after-events.ts";
import { type Allocation, allocate, ENGINE_VERSION, type RunInput } from "../../src/domain/engine/allocate.ts";
import { explain } from "../../src/domain/engine/explanation.ts";
import type { Verification } from "../../src/domain/engine/verification.ts";
import { whyNot } from "../../src/domain/engine/why-not.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { HeldTable } from "../../src/domain/facts/table/held-table.ts";
import { sha256 } from "../../src/domain/shared/digest.ts";
import { benchRuleSet } from "./bench-rule-set.ts";
import { POOL_SEED, type PoolSize } from "./pool.ts";
import { ensurePool, loadPool } from "./pool-file.ts";
import { partsOf } from "./pool-table.ts";
import { randomOf } from "./random.ts";
import { type PrepareTask, prepared } from "./task.ts";

/** The pool of a size as the product's own column file. */
async function ensureColumnFile(size: PoolSize): Promise<string> {
  const path = ensurePool(size).replace(".bin", ".columns");
  if (!existsSync(path)) {
    const rest = { ledger: [], pins: [], struck: [], snapshotDigest: sha256(`pool-${size}`), note: "invented" };
    const problems = await writeColumnFile(path, partsOf(loadPool(ensurePool(size))), factCatalogue, rest);
    if (problems.length > 0) throw new Error(problems.map((problem) => problem.sentence).join("\n"));
  }
  return path;
}

async function inputOf(path: string): Promise<RunInput & { readonly table: HeldTable }> {
  const { table, rest, problems } = await readColumnFile(path, factCatalogue);
  if (!table || !rest) throw new Error(problems.map((problem) => problem.sentence).join("\n"));
  return { table, ruleSets: [benchRuleSet()], ...rest, seed: POOL_SEED };
}

function allocationOf(input: RunInput): Allocation {
  const { allocation, problems } = allocate(input);
  if (!allocation) throw new Error(JSON.stringify(problems));
  return allocation;
}

function verificationOf({ input, result }: Allocation, table: HeldTable, threads: EngineThreads): Verification {
  const { ruleSets, ledger, pins, struck, snapshotDigest: snapshot } = input;
  const digests = { snapshot, ruleSets: ruleSets.map((ruleSet) => ruleSet.digest), engineVersion: ENGINE_VERSION };
  return threads.verify({ table, ruleSets, ledger, pins, struck, result, digests });
}

/** Times of many calls: the middle, the slowest of a hundred, the first. Units: milliseconds. */
function timesOf(count: number, call: (i: number) => void): Record<string, number> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = process.hrtime.bigint();
    call(i);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  const sorted = [...times].sort((a, b) => a - b);
  return { median: sorted[Math.floor(count / 2)]!, p99: sorted[Math.ceil(count * 0.99) - 1]!, first: times[0]! };
}

const millisecondsSince = (since: bigint) => Number(process.hrtime.bigint() - since) / 1e6;

/** The steps of a whole night. */
export const tasks: Readonly<Record<string, PrepareTask>> = {
  night: async ({ size, threads: count }) => {
    const path = await ensureColumnFile(size as PoolSize);
    const folder = mkdtempSync(join(tmpdir(), "night-"));
    return prepared({
      work: async () => {
        const figures: Record<string, number> = {};
        let mark = process.hrtime.bigint();
        const lap = (name: string) => {
          figures[name] = millisecondsSince(mark);
          mark = process.hrtime.bigint();
        };
        const threads = new EngineThreads(count as number);
        const input = await inputOf(path);
        lap("load");
        const listsBy: RunInput["listsBy"] = (pairs, modes) => {
          const lists = count === 1 ? pairs.lists(modes) : threads.listsOf(input.table)(pairs, modes);
          lap("lists");
          return lists;
        };
        const allocation = allocationOf({ ...input, listsBy });
        lap("assign");
        const verification = verificationOf(allocation, input.table, threads);
        lap("verify");
        writeFileSync(join(folder, "result.json"), JSON.stringify({ result: allocation.result, verification }));
        lap("write");
        return { allocation, verification, figures };
      },
      outcome: ({ allocation, verification, figures }) => {
        rmSync(folder, { recursive: true });
        if (verification.violationCount > 0)
          throw new Error(`the verification found ${JSON.stringify(verification.violations[0])}`);
        const { pairsMet, pairsEligible } = verification;
        return { digest: sha256(JSON.stringify(allocation.result)), figures: { ...figures, pairsMet, pairsEligible } };
      },
    });
  },
  /** Refusals one after the other, each repaired before the next. */
  refusals: async ({ size, count }) => {
    let allocation = allocationOf(await inputOf(await ensureColumnFile(size as PoolSize)));
    const random = randomOf(7);
    return prepared({
      work: () =>
        timesOf(count as number, () => {
          let proposal = allocation.result.proposals[random.below(allocation.result.proposals.length)]!;
          while (proposal.candidates.length === 0)
            proposal = allocation.result.proposals[random.below(allocation.result.proposals.length)]!;
          const { vacancyId, candidates } = proposal;
          const refusal = {
            kind: "refused",
            vacancyId,
            requestId: candidates[0]!.requestId,
            reason: "refused-by-candidate",
          } as const;
          ({ allocation } = afterEvents(allocation, [refusal]));
        }),
      outcome: (figures) => ({ figures }),
    });
  },
  /** Explanations of listed and of other pairs, in turn. */
  explanations: async ({ size, count }) => {
    const allocation = allocationOf(await inputOf(await ensureColumnFile(size as PoolSize)));
    const random = randomOf(8);
    const { table } = allocation.input;
    const { result } = allocation;
    return prepared({
      work: () =>
        timesOf(count as number, (i) => {
          const vacancy = random.below(table.vacancyCount);
          const listed = result.proposals[vacancy]!.candidates[0];
          const request =
            i % 2 === 0 && listed ? table.requestRow(listed.requestId)! : random.below(table.requestCount);
          explain(allocation, vacancy, request);
        }),
      outcome: (figures) => ({ figures }),
    });
  },
  /** "Why not me?" over all vacancies. */
  "why-not": async ({ size, count }) => {
    const allocation = allocationOf(await inputOf(await ensureColumnFile(size as PoolSize)));
    const random = randomOf(9);
    return prepared({
      work: () => timesOf(count as number, () => whyNot(allocation, random.below(allocation.input.table.requestCount))),
      outcome: (figures) => ({ figures }),
    });
  },
};
