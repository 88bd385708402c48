import { expect } from "chai";
import fc from "fast-check";
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { issueCertificate } from "../../src/app/issue-certificate.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Stored } from "../../src/app/ports.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { recordReply } from "../../src/app/record-reply.ts";
import { listAll } from "../../src/app/records/list-all.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { replayRun } from "../../src/app/replay-run.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { allocate } from "../../src/domain/engine/allocate.ts";
import { runInputOf } from "../../src/domain/engine/run-input.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Pin, Snapshot, Struck } from "../../src/domain/facts/snapshot.ts";
import { isInQueue } from "../../src/domain/requests/request-state.ts";
import { keptModes } from "../../src/domain/runs/kept-proposals.ts";
import { DomainError } from "../../src/domain/shared/domain-error.ts";
import { cutTown, demoRuleFiles, demoRuleSets, demoTown } from "../support/demo-town.ts";
import { tries } from "../support/effort.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { Choices } from "../support/random-rules.ts";
import { storeTown } from "../support/stored-town.ts";

const [system, secretary, landlord, hr] = [
  actorOf("system"),
  actorOf("secretary"),
  actorOf("landlord"),
  actorOf("hr"),
] as const;
const memberIds = ["member-a", "member-b", "member-c"];
const member = { ...actorOf("committee"), id: "member-a" };

/** A town whose committee has sent some designations, with one more agenda that is open. */
async function decidedTown(app: App, town: Snapshot, choices: Choices): Promise<Stored<"run">> {
  const { context } = app;
  await storeTown(context, town);
  const night = await runAllocation(context, system);
  if (night.kind !== "completed") throw new Error(night.kind);
  const proposals = await undecided(app);
  const some = proposals.filter(({ document }) => document.proposed.candidates.length > 0);
  const [decided, open] = [some.slice(0, 4), some.slice(4, 6)];
  const meet = async (on: readonly Stored<"proposal">[]) => {
    const { agendaId } = await openAgenda(context, secretary, {
      heldOn: "2026-11-23",
      proposalIds: on.map(({ id }) => id),
    });
    const members = memberIds.map((actorId) => ({ actorId, isPresent: true }));
    await attendAgenda(context, secretary, { agendaId, version: 1, members });
  };
  if (decided.length > 0) await meet(decided);
  for (const { id } of decided) {
    const { version } = await recordNow(context, "proposal", id);
    const { decisionId } = await decideProposal(context, member, { proposalId: id, version, kind: "confirm" });
    try {
      await designate(context, secretary, { decisionId });
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "too-few-candidates")) throw error;
      await issueCertificate(context, secretary, { decisionId });
      await designate(context, secretary, { decisionId });
    }
  }
  if (open.length > 0 && choices.chance(0.7)) await meet(open);
  return night.run;
}

async function undecided({ context }: App): Promise<Stored<"proposal">[]> {
  const found: Stored<"proposal">[] = [];
  for await (const one of listAll(context, { kind: "proposal", by: "byState", equals: ["proposed"] })) found.push(one);
  return found;
}

/** One thing that makes somebody fall away, drawn at random; undefined where nobody can. */
async function fallAway({ context }: App, choices: Choices): Promise<string | undefined> {
  const { records } = await context.store.list({ kind: "designation", by: "byState", equals: ["sent"] });
  const answered = (await context.store.list({ kind: "designation", by: "byState", equals: ["answered"] })).records;
  const all = [...records, ...answered];
  if (all.length === 0) return undefined;
  const { id: designationId, version, document } = choices.of(all);
  const vacancy = await recordNow(context, "vacancy", document.vacancyId);
  const owner = (await recordNow(context, "landlord", vacancy.document.landlordId)).document.facts;
  const waiting = document.candidates.filter(({ state }) => state === "sent");
  const offered = document.candidates.find(({ state }) => state === "offered");
  if (offered) {
    const reply = choices.of(["refused", "withdrawn"] as const);
    const command = { designationId, version, requestId: offered.requestId, reply, repliedOn: "2026-11-23" };
    await recordReply(context, landlord, command);
    return `${reply} ${offered.requestId}`;
  }
  const { requestId } = choices.of(waiting);
  if (choices.chance(0.25)) {
    const request = await recordNow(context, "request", requestId);
    await withdrawRequest(context, hr, { requestId, expected: request.version, reason: "housed-elsewhere" });
    return `gone ${requestId}`;
  }
  const isSocial = owner.kind === "social";
  const answers = waiting.map(({ requestId: id }, at) => {
    if (choices.chance(0.6))
      return isSocial
        ? ({ requestId: id, answer: "not-awarded", motiveCode: "breach-of-tenancy" } as const)
        : ({ requestId: id, answer: "refused-by-owner", motiveCode: "file-irregular" } as const);
    return isSocial
      ? ({ requestId: id, answer: "awarded-ranked", rank: at + 1 } as const)
      : ({ requestId: id, answer: "accepted-by-owner" } as const);
  });
  await recordAnswer(context, landlord, { designationId, version, answeredOn: "2026-11-23", answers });
  return JSON.stringify(answers);
}

/** A full run of the town as it stands in the store, by the facts of the night and with its modes. */
async function fullRun(
  { context }: App,
  town: Snapshot,
  run: Stored<"run">,
  ruleSets: Awaited<ReturnType<typeof demoRuleSets>>,
) {
  const pins: Pin[] = [];
  const struck: Struck[] = [];
  const requests = town.requests.slice();
  const vacancies = town.vacancies.slice();
  for (const { id } of town.vacancies) {
    const stored = await recordNow(context, "vacancy", id);
    if (!["open", "proposed", "designated"].includes(stored.document.state))
      vacancies.splice(
        vacancies.findIndex((one) => one.id === id),
        1,
      );
  }
  for (const { id } of town.requests) {
    const stored = await recordNow(context, "request", id);
    if (!isInQueue(stored.document))
      requests.splice(
        requests.findIndex((one) => one.id === id),
        1,
      );
    for await (const { document } of listAll(context, { kind: "pin", by: "byRequest", equals: [id] }))
      if (document.state === "held") pins.push(document.facts);
    for await (const { document } of listAll(context, { kind: "struck", by: "byRequest", equals: [id] }))
      struck.push(document.facts);
  }
  const isKnown = ({ requestId, vacancyId }: Pin | Struck) =>
    requests.some(({ id }) => id === requestId) && vacancies.some(({ id }) => id === vacancyId);
  const now = { ...town, requests, vacancies, pins: pins.filter(isKnown), struck: struck.filter(isKnown) };
  const modesFrom = keptModes(run.document, ruleSets);
  const { allocation } = allocate({
    ...runInputOf(now, ruleSets, factCatalogue),
    seed: run.document.record!.seed,
    modesFrom,
  });
  return new Map(allocation!.result.proposals.map((proposal) => [proposal.vacancyId, proposal]));
}

const linesOf = (candidates: readonly { requestId: string; points: number }[]) =>
  candidates.map(({ requestId, points }) => `${requestId} ${points}`);

describe("a chain", () => {
  it("leaves the undecided proposals as a full run with the same pins and modes makes them, and the run replayable", async () => {
    const all = await demoRuleSets();
    const rules = await demoRuleFiles();
    let moves = 0;
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1_000_000 }), async (seed) => {
        const choices = new Choices(seed);
        const town = cutTown(demoTown(), choices, 40 + choices.below(60), 8 + choices.below(8));
        const app = await openApp({ rules });
        try {
          const run = await decidedTown(app, town, choices);
          const used = all.filter(({ id }) => run.document.record!.ruleSets.some((set) => set.id === id));
          const pinned = (await undecided(app)).filter(({ document }) => document.agendaId !== undefined);
          const path: string[] = [];
          for (let step = 0; step < 4; step++) {
            const what = await fallAway(app, choices);
            if (what === undefined) break;
            path.push(what);
            const full = await fullRun(app, town, run, used);
            for (const { document } of await undecided(app)) {
              const where = `seed ${seed}, ${path.join(" then ")}, ${document.vacancyId}`;
              if (document.agendaId !== undefined) continue;
              const { candidates, next } = full.get(document.vacancyId)!;
              expect(linesOf(document.proposed.candidates), where).to.deep.equal(linesOf(candidates));
              expect(linesOf(document.proposed.next), where).to.deep.equal(linesOf(next));
            }
          }
          for (const { id, version } of pinned)
            expect((await recordNow(app.context, "proposal", id)).version).to.equal(version);
          const done = (await app.context.store.list({ kind: "reassignment", by: "byState", equals: ["done"] }))
            .records;
          for (const { document } of done) {
            expect(document.outcome!.isExact).to.equal(true);
            moves += document.outcome!.moves.length;
            changed += document.outcome!.proposals.length;
          }
          expect(await replayRun(app.context, actorOf("dpo"), { runId: run.id })).to.include({ verdict: "same" });
        } finally {
          await app.close();
        }
      }),
      { numRuns: tries(3), seed: 7 },
    );
    expect(moves, "moves that were tried").to.be.above(0);
    expect(changed, "proposals that were changed").to.be.above(0);
  }).timeout(120_000);
});
