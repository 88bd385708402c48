import { expect } from "chai";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { listDeclared } from "../../src/app/list-declared.ts";
import { listRequests } from "../../src/app/list-requests.ts";
import { listRuns } from "../../src/app/list-runs.ts";
import { listVacancies } from "../../src/app/list-vacancies.ts";
import type { Page } from "../../src/app/ports.ts";
import { readDeclared } from "../../src/app/read-declared.ts";
import { readRequest } from "../../src/app/read-request.ts";
import { readRun } from "../../src/app/read-run.ts";
import { readVacancy } from "../../src/app/read-vacancy.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import type { Actor } from "../../src/domain/access/actor.ts";
import { type CommitteeTown, member, openCommitteeTown } from "../support/committee-town.ts";
import { declaredTown, townRequest } from "../support/declared-town.ts";
import { demoRuleFiles } from "../support/demo-town.ts";
import { type App, actorOf, openPrepared } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { storeRequest } from "../support/stored-town.ts";

const hrOf = (...employerIds: string[]) => actorOf("hr", { employerIds });
const landlordOf = (...landlordIds: string[]) => actorOf("landlord", { landlordIds });
const secretaryOf = (...departementCodes: string[]) => actorOf("secretary", { departementCodes });

/** Every page of a list, a few at a time. */
async function idsOf(list: (page: { limit: number; after?: string }) => Promise<Page<never>>): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await list({ limit: 3, ...(after === undefined ? {} : { after }) });
    expect(page.records.length, "only a last page is short").to.satisfy((n: number) => n === 3 || !page.next);
    expect(page.records.length === 0 && ids.length > 0, "no page after the last record").to.equal(false);
    ids.push(...(page.records as readonly { readonly id: string }[]).map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const requestsOf = (...employerIds: string[]) =>
  employerIds.flatMap((employerId) =>
    numbers(1, 20)
      .map(townRequest)
      .filter((facts) => facts.employerId === employerId)
      .map(({ id }) => id),
  );

describe("reading what was declared and submitted", () => {
  let app: App;
  before(async () => {
    app = await openPrepared("declared for reading", { rules: await demoRuleFiles() }, ({ context }) =>
      declaredTown(context),
    );
  });
  after(() => app.close());
  const requests = (actor: Actor, command: object = {}) =>
    idsOf((page) => listRequests(app.context, actor, { ...command, ...page }) as Promise<Page<never>>);
  const vacancies = (actor: Actor, command: object = {}) =>
    idsOf((page) => listVacancies(app.context, actor, { ...command, ...page }) as Promise<Page<never>>);
  const declared = (actor: Actor, kind: "employer" | "landlord" | "agreement" | "right" | "dwelling") =>
    idsOf((page) => listDeclared(app.context, actor, { kind, ...page }) as Promise<Page<never>>);

  it("an HR officer sees the requests of its employers, one employer after the other, and no other", async () => {
    expect(await requests(hrOf("E-2"))).to.deep.equal(requestsOf("E-2"));
    expect(await requests(hrOf("E-3", "E-1", "E-NONE"))).to.deep.equal(requestsOf("E-1", "E-3"));
    expect(await requests(hrOf("E-1", "E-2"), { employerId: "E-2" })).to.deep.equal(requestsOf("E-2"));
    expect(await requests(hrOf("E-1"), { state: "active" })).to.deep.equal(requestsOf("E-1"));
    expect(await requests(hrOf("E-1"), { state: "housed" })).to.deep.equal([]);
    for (const asked of [{ employerId: "E-2" }, { after: "E-2" }, { after: "E-2|x" }]) {
      const refused = await refusalOf(listRequests(app.context, hrOf("E-1"), asked));
      expect(refused.code, JSON.stringify(asked)).to.equal("scope-forbidden");
    }
    expect((await refusalOf(listRequests(app.context, hrOf()))).code).to.equal("scope-forbidden");
  });

  it("by need come first those with an offer under way, then drafts, then the queue; page by page the same", async () => {
    const other = await openCommitteeTown();
    try {
      await other.designateFirst();
      await storeRequest(other.app.context, "Q-8", { state: "housed" });
      await storeRequest(other.app.context, "Q-7", { state: "draft" });
      const { context } = other.app;
      for (const actor of [hrOf("E-1"), secretaryOf("02")]) {
        const ids: string[] = [];
        let after: string | undefined;
        do {
          const page = { isByNeed: true, limit: 2, ...(after === undefined ? {} : { after }) };
          const { records, next } = await listRequests(context, actor, page);
          ids.push(...records.map(({ id }) => id));
          after = next;
        } while (after !== undefined);
        expect(ids.slice(0, 3), actor.roles[0]).to.have.members(["Q-1", "Q-2", "Q-3"]);
        expect(ids.slice(3)).to.deep.equal(["Q-7", "Q-4", "Q-5", "Q-6", "Q-8"]);
      }
      const foreign = await refusalOf(listRequests(context, hrOf("E-1"), { isByNeed: true, after: "active~E-2" }));
      expect(foreign.code).to.equal("scope-forbidden");
      const wrong = await refusalOf(listRequests(context, hrOf("E-1"), { isByNeed: true, after: "nowhere~E-1" }));
      expect(wrong.code).to.equal("not-allowed");
    } finally {
      await other.app.close();
    }
  });

  it("the secretary sees all requests, and nobody who has nothing to do with them sees any", async () => {
    expect(await requests(secretaryOf())).to.deep.equal(numbers(1, 20).map((number) => townRequest(number).id));
    expect(await requests(actorOf("dpo"), { state: "active" })).to.have.length(20);
    for (const role of ["landlord", "committee", "operator", "rules"] as const)
      expect((await refusalOf(listRequests(app.context, actorOf(role)))).code, role).to.equal("role-forbidden");
  });

  it("a landlord sees its own vacancies, a secretary those of its territory", async () => {
    expect(new Set(await vacancies(landlordOf("L-SOCIAL")))).to.deep.equal(new Set(["V-1", "V-2", "V-3"]));
    expect(await vacancies(landlordOf("L-OWNER", "L-SOCIAL"))).to.have.members(["V-1", "V-2", "V-3", "V-4", "V-5"]);
    expect(await vacancies(landlordOf("L-OWNER"), { state: "open" })).to.deep.equal(["V-4", "V-5"]);
    expect(await vacancies(secretaryOf("02"))).to.have.length(5);
    expect(await vacancies(secretaryOf("02"), { state: "let" })).to.deep.equal([]);
    expect(await vacancies(secretaryOf("59"))).to.deep.equal([]);
    expect(await vacancies(actorOf("secretary"), { landlordId: "L-OWNER" })).to.deep.equal(["V-4", "V-5"]);
    for (const refused of [
      listVacancies(app.context, landlordOf("L-OWNER"), { landlordId: "L-SOCIAL" }),
      listVacancies(app.context, landlordOf("L-OWNER"), { departementCode: "02" }),
      listVacancies(app.context, secretaryOf("59"), { departementCode: "02" }),
      listVacancies(app.context, secretaryOf("02"), { landlordId: "L-OWNER" }),
    ])
      expect((await refusalOf(refused)).code).to.equal("scope-forbidden");
    expect((await refusalOf(listVacancies(app.context, actorOf("hr")))).code).to.equal("role-forbidden");
  });

  it("a vacancy is read with dwelling, right, agreement, landlord and the days left", async () => {
    const read = await readVacancy(app.context, landlordOf("L-OWNER"), { vacancyId: "V-4" });
    const { dwelling, right, agreement, landlord, daysLeft } = read;
    expect([dwelling.id, right.id, agreement.id, landlord.id]).to.deep.equal(["D-4", "R-OWNER", "A-OWNER", "L-OWNER"]);
    expect(daysLeft).to.equal(39);
    expect(read).not.to.have.any.keys("proposal", "designationId");
    for (const [actor, code] of [
      [landlordOf("L-SOCIAL"), "scope-forbidden"],
      [secretaryOf("59"), "scope-forbidden"],
      [actorOf("hr"), "role-forbidden"],
    ] as const)
      expect((await refusalOf(readVacancy(app.context, actor, { vacancyId: "V-4" }))).code).to.equal(code);
    const none = await refusalOf(readVacancy(app.context, secretaryOf("02"), { vacancyId: "V-9" }));
    expect(none.code).to.equal("not-found");
  });

  it("declared facts are read in scope: an HR officer its employers, a landlord what hangs on it", async () => {
    expect(await declared(hrOf("E-1", "E-3"), "employer")).to.deep.equal(["E-1", "E-3"]);
    const owner = landlordOf("L-OWNER");
    expect(await declared(owner, "landlord")).to.deep.equal(["L-OWNER"]);
    expect(await declared(owner, "agreement")).to.deep.equal(["A-OWNER"]);
    expect(await declared(owner, "right")).to.deep.equal(["R-OWNER"]);
    expect(await declared(owner, "dwelling")).to.deep.equal(["D-4", "D-5"]);
    expect(await declared(actorOf("secretary"), "dwelling")).to.have.length(6);
    expect(await declared(actorOf("hr"), "employer")).to.have.length(3);
    for (const [actor, kind] of [
      [hrOf("E-1"), "landlord"],
      [actorOf("hr"), "dwelling"],
      [owner, "employer"],
    ] as const)
      expect((await refusalOf(listDeclared(app.context, actor, { kind }))).code).to.equal("scope-forbidden");
    const read = (actor: Actor, kind: "employer" | "right" | "dwelling" | "agreement", id: string) =>
      readDeclared(app.context, actor, { kind, id });
    expect((await read(hrOf("E-2"), "employer", "E-2")).document.facts.id).to.equal("E-2");
    expect((await read(owner, "right", "R-OWNER")).id).to.equal("R-OWNER");
    expect((await read(landlordOf("L-NONE", "L-OWNER"), "dwelling", "D-5")).id).to.equal("D-5");
    for (const [actor, kind, id] of [
      [hrOf("E-2"), "employer", "E-1"],
      [hrOf("E-2"), "dwelling", "D-5"],
      [owner, "dwelling", "D-1"],
      [owner, "dwelling", "D-6"],
      [owner, "agreement", "A-SOCIAL"],
    ] as const)
      expect((await refusalOf(read(actor, kind, id))).code, `${kind} ${id}`).to.equal("scope-forbidden");
    expect((await refusalOf(read(actorOf("committee"), "dwelling", "D-1"))).code).to.equal("role-forbidden");
  });

  it("a request is read with its employer, its proofs and what happened to it, in the right scope", async () => {
    const { employer, proofs, standings, history, end } = await readRequest(app.context, hrOf("E-2"), {
      requestId: "Q-02",
    });
    expect(employer?.title).to.equal("Fonderie inventée");
    expect(proofs.map(({ document }) => document.state)).to.deep.equal(["validated"]);
    expect(standings).to.deep.equal([]);
    expect(history.map(({ what }) => what)).to.deep.equal(["submitted", "proof-recorded", "proof-judged"]);
    expect(end).to.equal(undefined);
    for (const [actor, code] of [
      [hrOf("E-1"), "scope-forbidden"],
      [actorOf("committee", { departementCodes: ["02"] }), "scope-forbidden"],
      [actorOf("landlord"), "role-forbidden"],
    ] as const)
      expect((await refusalOf(readRequest(app.context, actor, { requestId: "Q-02" }))).code).to.equal(code);
    const none = await refusalOf(readRequest(app.context, hrOf("E-1"), { requestId: "Q-99" }));
    expect(none.code).to.equal("not-found");
  });
});

describe("reading what came of a night", () => {
  let town: CommitteeTown;
  beforeEach(async () => {
    town = await openCommitteeTown();
  });
  afterEach(() => town.app.close());
  const where = async (requestId: string, actor = actorOf("secretary")) => {
    const { standings } = await readRequest(town.app.context, actor, { requestId });
    return standings.map((one) => [one.kind, one.vacancyId, "place" in one ? one.place : undefined]);
  };
  const happened = async (requestId: string) =>
    (await readRequest(town.app.context, town.secretary, { requestId })).history.map(({ what }) => what);

  it("says who is a candidate and who comes next, also to a committee of the territory", async () => {
    expect(await where("Q-1")).to.deep.equal([["candidate", "V-1", 1]]);
    expect(await where("Q-4", actorOf("committee", { departementCodes: ["02"] }))).to.deep.equal([["next", "V-1", 1]]);
    expect(await where("Q-8")).to.deep.equal([]);
    const elsewhere = actorOf("committee", { departementCodes: ["59"] });
    const refused = await refusalOf(readRequest(town.app.context, elsewhere, { requestId: "Q-1" }));
    expect(refused.code).to.equal("scope-forbidden");
  });

  it("follows a request from the agenda to the offer", async () => {
    const { context } = town.app;
    const agendaId = await town.meet();
    const [onAgenda] = (await readRequest(context, town.secretary, { requestId: "Q-1" })).standings;
    expect(onAgenda).to.include({ kind: "candidate", agendaId, isWithheld: false });
    const decisionId = await town.confirm("V-1");
    expect(await where("Q-1")).to.deep.equal([["decided", "V-1", undefined]]);
    expect(await where("Q-4")).to.deep.equal([]);
    const { designationId } = await designate(context, town.secretary, { decisionId });
    expect(await where("Q-1")).to.deep.equal([["designated", "V-1", undefined]]);
    const answers = [
      { requestId: "Q-1", answer: "awarded-ranked", rank: 1 },
      { requestId: "Q-2", answer: "awarded-ranked", rank: 2 },
      { requestId: "Q-3", answer: "awarded-ranked", rank: 3 },
    ] as const;
    await recordAnswer(context, actorOf("landlord"), { designationId, version: 1, answeredOn: "2026-11-23", answers });
    const [offered] = (await readRequest(context, town.secretary, { requestId: "Q-1" })).standings;
    expect(offered).to.include({ kind: "designated", answer: "awarded-ranked", offerUntil: "2026-12-03" });
    expect(await happened("Q-1")).to.deep.equal(["submitted", "chosen", "designated", "answered", "offered"]);
    expect(await happened("Q-2")).to.deep.equal(["submitted", "chosen", "designated", "answered"]);
    const read = await readVacancy(context, secretaryOf("02"), { vacancyId: "V-1" });
    expect(read).to.deep.include({ designationId });
    expect(read.proposal).to.deep.equal({ id: (await town.proposalOf("V-1")).id, state: "confirmed" });
    const told = await readVacancy(context, landlordOf("L-SOCIAL"), { vacancyId: "V-1" });
    expect(told).not.to.have.property("proposal");
  });

  it("sees what another run proposes since, and tells who was passed over", async () => {
    const { context } = town.app;
    expect(await where("Q-6")).to.deep.equal([["candidate", "V-2", 1]]);
    await town.meet();
    const { id: proposalId, version } = await town.proposalOf("V-1");
    await decideProposal(context, member("member-a"), {
      proposalId,
      version,
      kind: "replace",
      requestIds: ["Q-2", "Q-3", "Q-4"],
      skipped: [{ requestId: "Q-1", reasonCode: "candidate-withdrew", reason: "invented" }],
    });
    const { history } = await readRequest(context, town.secretary, { requestId: "Q-1" });
    expect(history.at(-1)).to.include({ what: "passed-over", vacancyId: "V-1", reasonCode: "candidate-withdrew" });
    expect(await where("Q-4")).to.deep.equal([["decided", "V-1", undefined]]);
    town.app.context.clock.moveTo("2026-11-24T06:00:00.000Z");
    await runAllocation(context, actorOf("system"));
    expect((await where("Q-1")).length).to.be.at.most(1);
    expect(await where("Q-6")).to.deep.equal([["candidate", "V-2", 1]]);
  });

  it("lists runs, the newest first, and reads one with what it withheld", async () => {
    const { context } = town.app;
    town.app.context.clock.moveTo("2026-11-24T06:00:00.000Z");
    await runAllocation(context, actorOf("system"));
    const { records } = await listRuns(context, actorOf("operator"));
    expect(records.map(({ document }) => document.asOf)).to.deep.equal(["2026-11-24", "2026-11-23"]);
    const first = await listRuns(context, actorOf("operator"), { limit: 1, state: "completed" });
    expect(first.records.map(({ id }) => id)).to.deep.equal([records[0]!.id]);
    expect(first.next).not.to.equal(undefined);
    expect((await readRun(context, actorOf("rules"), { runId: records[0]!.id })).withheld).to.deep.equal([]);
    for (const role of ["hr", "landlord"] as const)
      expect((await refusalOf(listRuns(context, actorOf(role)))).code).to.equal("role-forbidden");
  });
});
