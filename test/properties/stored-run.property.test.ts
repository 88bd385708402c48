import { expect } from "chai";
import fc from "fast-check";
import { replayRun } from "../../src/app/replay-run.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { allocate } from "../../src/domain/engine/allocate.ts";
import { runInputOf } from "../../src/domain/engine/run-input.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import { canonicalJson, sha256 } from "../../src/domain/shared/digest.ts";
import { cutTown, demoRuleFiles, demoRuleSets, demoTown, shuffled } from "../support/demo-town.ts";
import { tries } from "../support/effort.ts";
import { actorOf, openApp } from "../support/open-app.ts";
import { Choices } from "../support/random-rules.ts";
import { storeRequest, storeTown } from "../support/stored-town.ts";

/** A part of the demonstration in any order, with pins, struck pairs and journeys drawn at random. */
function randomTown(seed: number): Snapshot {
  const choices = new Choices(seed);
  const town = cutTown(demoTown(), choices, 30 + choices.below(40), 8 + choices.below(10));
  const [first, second, third] = shuffled(choices, town.requests);
  const [here, there] = shuffled(choices, town.vacancies);
  const travelTimes = town.dwellings.slice(0, 5).flatMap(({ communeCode }, at) => {
    const to = town.requests[at]!.job.workplaceCommuneCode;
    return to === undefined ? [] : [{ fromCommuneCode: communeCode, toCommuneCode: to, minutes: 5 + at }];
  });
  return {
    ...town,
    requests: shuffled(choices, town.requests),
    vacancies: shuffled(choices, town.vacancies),
    pins: [{ vacancyId: here!.id, requestId: first!.id, kind: "live-offer" }],
    struck: [
      { vacancyId: here!.id, requestId: second!.id, reason: "refused-by-candidate" },
      { vacancyId: there!.id, requestId: third!.id, reason: "refused-by-landlord" },
    ],
    travelTimes: [...new Map(travelTimes.map((one) => [`${one.fromCommuneCode}${one.toCommuneCode}`, one])).values()],
  };
}

describe("a run on a store", () => {
  it("is the run on files of the same facts, and is replayed to the byte after they changed", async () => {
    const ruleSets = await demoRuleSets();
    const rules = await demoRuleFiles();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1_000_000 }), async (seed) => {
        const town = randomTown(seed);
        const app = await openApp({ rules });
        try {
          await storeTown(app.context, town);
          const night = await runAllocation(app.context, actorOf("system"));
          if (night.kind !== "completed") throw new Error(night.kind);
          const programmes = new Set(night.run.document.record!.ruleSets.map(({ id }) => id));
          const used = ruleSets.filter(({ id }) => programmes.has(id));
          const { result } = allocate(runInputOf(town, used, factCatalogue)).allocation!;
          expect(night.run.document.resultDigest).to.equal(sha256(canonicalJson(result)));
          await storeRequest(app.context, town.requests[seed % town.requests.length]!.id, { state: "withdrawn" });
          const replayed = await replayRun(app.context, actorOf("dpo"), { runId: night.run.id });
          expect(replayed).to.include({ verdict: "same" });
        } finally {
          await app.close();
        }
      }),
      { numRuns: tries(2) },
    );
  });
});
