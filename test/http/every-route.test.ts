/** The path through the API, every call once: what each gives is held against its schema by the client. */
import { expect } from "chai";
import { allRoutes } from "../../src/http/all-routes.ts";
import { type Serving, serve } from "../../src/serve.ts";
import { ApiClient, callsThatSucceeded } from "../support/api-client.ts";
import {
  agreementFacts,
  dwellingFacts,
  employerFacts,
  landlordFacts,
  requestFacts,
  rightFacts,
} from "../support/builders.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { type Cells, csvOf, goodRow } from "../support/request-csv.ts";

describe("every call of the API", function () {
  this.timeout(60_000);
  let town: CommitteeTown;
  let serving: Serving;
  let hr: ApiClient;
  let secretary: ApiClient;
  let member: ApiClient;
  let landlord: ApiClient;
  let operator: ApiClient;

  before(async () => {
    callsThatSucceeded.clear();
    const source = { text: "Invented law" };
    town = await openCommitteeTown({ secondSignature: { kinds: ["confirm"], reasonCodes: [], source } });
    serving = await serve(town.app.context, { port: 0, requestsPerMinute: 0 });
    const as = (role: "hr" | "secretary" | "landlord" | "operator") => ApiClient.as(town.app, serving.url, role);
    [hr, secretary, landlord, operator] = await Promise.all([
      as("hr"),
      as("secretary"),
      as("landlord"),
      as("operator"),
    ]);
    member = await ApiClient.as(town.app, serving.url, "committee", "member-a");
  });
  after(async () => {
    await serving.close();
    await town.app.close();
  });

  it("declares, lists, reads and corrects employers, landlords, agreements, rights and dwellings", async () => {
    const records = {
      employers: [employerFacts({ id: "E-9" }), { employees: 77 }],
      landlords: [landlordFacts({ id: "L-9" }), { title: "Bailleur inventé" }],
      agreements: [agreementFacts({ id: "A-9", landlordId: "L-9" }), { effectiveTo: "2040-12-31" }],
      rights: [rightFacts({ id: "R-9", agreementId: "A-9" }), { validTo: "2040-12-31" }],
      dwellings: [dwellingFacts({ id: "D-9" }), { rooms: 5 }],
    } as const;
    for (const [collection, [facts, change]] of Object.entries(records)) {
      const made = await secretary.post(`/${collection}`, facts);
      expect(made.status, JSON.stringify(made.body)).to.equal(201);
      expect(made.headers.get("location")).to.equal(`/api/v1/${collection}/${facts.id}`);
      expect(made.etag).to.equal('"1"');
      const read = await secretary.get(`/${collection}/${facts.id}`);
      expect(read.body).to.deep.equal(made.body);
      const amended = await secretary.put(`/${collection}/${facts.id}`, { ...facts, ...change }, { version: 1 });
      expect([amended.status, amended.etag], JSON.stringify(amended.body)).to.deep.equal([200, '"2"']);
      const first = await secretary.get(`/${collection}?limit=1`);
      expect(first.body.items).to.have.length(1);
    }
  });

  it("takes a request from the check to its end", async () => {
    const { id: _, filedOn: __, validUntil: ___, ...facts } = requestFacts();
    const person = { familyName: "Inventée", givenNames: "Personne", email: "invented@example.invalid" };
    const checked = await hr.post("/requests/check", { facts, person });
    expect(checked.body.problems).to.deep.equal([]);
    expect(checked.body.prospects.length).to.be.greaterThan(0);

    const draft = await hr.post("/requests", { facts: { ...facts, id: "Q-DRAFT" }, isDraft: true });
    expect([draft.status, draft.body.state]).to.deep.equal([201, "draft"]);
    const submitted = await hr.call("post", "/requests/Q-DRAFT/submit", { version: 1 });
    expect(submitted.body.state).to.equal("active");

    const made = await hr.post("/requests", { facts: { ...facts, id: "Q-API" }, person });
    expect(made.headers.get("location")).to.equal("/api/v1/requests/Q-API");
    const read = await hr.get("/requests/Q-API");
    expect(read.body).to.include({ id: "Q-API", state: "active" });
    expect(JSON.stringify(read.body), "no name in it").to.not.include("Inventée");
    const changed = { facts: { ...read.body.facts, searchRadiusMetres: 12_000 } };
    const amended = await hr.put("/requests/Q-API", changed, { version: 1 });
    expect(amended.body.facts.searchRadiusMetres).to.equal(12_000);
    town.comes("2026-11-24");
    const renewed = await hr.post("/requests/Q-API/renew", {}, { version: 2 });
    expect(renewed.status, JSON.stringify(renewed.body)).to.equal(200);
    const twin = await hr.post("/requests", { facts: { ...facts, id: "Q-TWIN" }, person });
    expect(twin.body.state, "a person looks first").to.equal("submitted");
    const waiting = await secretary.get("/requests/duplicates?state=waiting");
    expect(waiting.body.items.map((pair: { request: { id: string } }) => pair.request.id)).to.include("Q-TWIN");
    const pair = { otherId: "Q-TWIN", otherExpected: 1, outcome: "merge", reason: "submitted-twice" };
    const merged = await secretary.post("/requests/Q-API/merge", pair, { version: 3 });
    expect(merged.body.mergedFrom, JSON.stringify(merged.body)).to.deep.equal(["Q-TWIN"]);
    const apart = { otherId: "Q-TWIN", otherExpected: 2, reason: "merged-in-error" };
    const separated = await secretary.post("/requests/Q-API/separate", apart, { version: 4 });
    expect(separated.status, JSON.stringify(separated.body)).to.equal(200);
    const off = await secretary.post("/requests/Q-DRAFT/deregister", { reason: "housed-elsewhere" }, { version: 2 });
    expect(off.body.state, JSON.stringify(off.body)).to.equal("deregistered");

    const named = await hr.post("/requests/Q-API/person", { purpose: "follow-request" });
    expect(named.body.contents, JSON.stringify(named.body)).to.deep.equal(person);
    const proof = await hr.post("/requests/Q-API/proofs", { code: "identity" });
    expect(proof.body, JSON.stringify(proof.body)).to.include({ state: "recorded", code: "identity" });
    expect((await secretary.get("/proofs")).body.items.map(({ id }: { id: string }) => id)).to.include(proof.body.id);
    const judged = await secretary.post(`/proofs/${proof.body.id}/judge`, { verdict: "validated" }, { version: 1 });
    expect(judged.body.state, JSON.stringify(judged.body)).to.equal("validated");
    const { body: now } = await hr.get("/requests/Q-API");

    const ended = await hr.post("/requests/Q-API/withdraw", { reason: "household-waiver" }, { version: now.version });
    expect(ended.body).to.include({ state: "withdrawn", endReason: "household-waiver" });
    const list = await hr.get("/requests?state=active&limit=2");
    expect(list.body.items).to.have.length(2);
  });

  it("says why and why not, with rules, sources and points", async () => {
    const why = await hr.get("/requests/Q-1/explanations/V-1");
    expect(why.body.verdict).to.equal("eligible");
    const whyNot = await hr.get("/requests/Q-8/explanations");
    expect(whyNot.body.kind).to.equal("considered");
    expect(whyNot.body.outcomes.length).to.be.greaterThan(0);
  });

  it("declares vacancies, extends them and takes them back", async () => {
    const body = { id: "V-9", dwellingId: "D-9", landlordId: "L-1", availableOn: "2026-12-01" };
    const { body: rights } = await secretary.get("/agreements");
    const own = { ...body, landlordId: rights.items[0].facts.landlordId };
    const made = await landlord.post("/vacancies", own);
    expect(made.status, JSON.stringify(made.body)).to.equal(201);
    const extended = await secretary.call("post", "/vacancies/V-9/extend", { version: 1 });
    expect(extended.body.isExtended, JSON.stringify(extended.body)).to.equal(true);
    const read = await landlord.get("/vacancies/V-9");
    expect(read.body.daysLeft).to.be.greaterThan(0);
    const withdrawn = await landlord.post("/vacancies/V-9/withdraw", { reason: "works" }, { version: 2 });
    expect(withdrawn.body, JSON.stringify(withdrawn.body)).to.include({ state: "withdrawn", endReason: "works" });
    expect((await landlord.get("/vacancies?limit=1")).body.next).to.be.a("string");
  });

  it("goes from the proposals over the session, the decisions and the certificate to the lease", async () => {
    const { body: proposals } = await member.get("/proposals");
    const ofVacancy = (id: string) => proposals.items.find((one: { vacancyId: string }) => one.vacancyId === id);
    const [first, second] = [ofVacancy("V-1"), ofVacancy("V-2")];
    expect((await member.get(`/proposals/${first.id}`)).body.candidates[0].explanation.verdict).to.equal("eligible");

    const agenda = await secretary.post("/agendas", { heldOn: "2026-11-25", proposalIds: [first.id, second.id] });
    const agendaId = agenda.body.id;
    const members = ["member-a", "member-b", "member-c", "member-d"].map((actorId) => ({ actorId, isPresent: true }));
    const attended = await secretary.post(`/agendas/${agendaId}/attend`, { members }, { version: 1 });
    expect(attended.body.members, JSON.stringify(attended.body)).to.deep.equal(members);
    const conflict = { vacancyId: "V-2", memberId: "member-d", ground: "family-tie" };
    const withdrawn = await secretary.post(`/agendas/${agendaId}/withdraw-member`, conflict, { version: 2 });
    expect(withdrawn.body.withdrawals, JSON.stringify(withdrawn.body)).to.have.length(1);
    expect((await member.get("/agendas")).body.items[0].id).to.equal(agendaId);
    expect((await member.get(`/agendas/${agendaId}`)).etag).to.equal('"3"');

    const pinned = async (id: string) => (await member.get(`/proposals/${id}`)).body.version;
    const decided = await member.post(
      `/proposals/${first.id}/decide`,
      { kind: "confirm" },
      { version: await pinned(first.id) },
    );
    expect(decided.status, JSON.stringify(decided.body)).to.equal(201);
    const few = await member.post(
      `/proposals/${second.id}/decide`,
      { kind: "confirm" },
      { version: await pinned(second.id) },
    );
    expect(few.status, JSON.stringify(few.body)).to.equal(201);
    const other = await ApiClient.as(town.app, serving.url, "committee", "member-b");
    for (const { body } of [decided, few]) {
      const signed = await other.post(`/decisions/${body.id}/second`, { signs: true }, { version: 1 });
      expect(signed.body.state, JSON.stringify(signed.body)).to.equal("final");
    }
    expect((await member.get(`/decisions?agendaId=${agendaId}`)).body.items).to.have.length(2);
    expect((await member.get(`/decisions/${decided.body.id}`)).body.kind).to.equal("confirm");
    const certificate = await secretary.post("/certificates", { decisionId: few.body.id });
    expect(certificate.status, JSON.stringify(certificate.body)).to.equal(201);
    expect((await secretary.get(`/certificates/${certificate.body.id}`)).body.needed).to.equal(3);
    const closed = await secretary.post(`/agendas/${agendaId}/close`, {}, { version: 3 });
    expect(closed.body.state, JSON.stringify(closed.body)).to.equal("closed");
    expect((await secretary.get(`/agendas/${agendaId}/minutes`)).body.items).to.have.length(2);

    for (const requestId of few.body.requestIds) {
      const { body } = await hr.get(`/requests/${requestId}`);
      await hr.post(`/requests/${requestId}/withdraw`, { reason: "housed-elsewhere" }, { version: body.version });
    }
    const over = await secretary.call("post", `/decisions/${few.body.id}/end`);
    expect(over.body.endedBy, JSON.stringify(over.body)).to.equal("secretary-1");

    const sent = await secretary.post("/designations", { decisionId: decided.body.id });
    const designationId = sent.body.id;
    expect((await landlord.get("/designations")).body.items[0].id).to.equal(designationId);
    const { body: toAnswer } = await landlord.get(`/designations/${designationId}`);
    expect([toAnswer.state, toAnswer.candidates[0].household.persons]).to.deep.equal(["sent", 1]);
    const open = { requestId: sent.body.candidates[0].requestId, purpose: "contact-candidate" };
    const early = await landlord.post(`/designations/${designationId}/open-candidate`, open);
    expect([early.status, early.body.code]).to.deep.equal([403, "name-withheld"]);
    const [a, b, c] = sent.body.candidates.map(({ requestId }: { requestId: string }) => requestId);
    town.comes("2026-12-10");
    const answers = [
      { requestId: a, answer: "awarded-conditional", conditionProof: "tax-notice", conditionUntil: "2026-12-30" },
      { requestId: b, answer: "not-awarded", motiveCode: "awarded-to-another" },
      { requestId: c, answer: "rejected-inadmissible", motiveCode: "file-irregular" },
    ];
    const answered = await landlord.post(
      `/designations/${designationId}/answer`,
      { answeredOn: "2026-12-03", answers },
      { version: 1 },
    );
    expect(answered.status, JSON.stringify(answered.body)).to.equal(200);
    const document = { requestId: a, givenOn: "2026-12-04" };
    const met = await landlord.post(`/designations/${designationId}/document`, document, { version: 2 });
    expect(met.status, JSON.stringify(met.body)).to.equal(200);
    const opened = await landlord.post(`/designations/${designationId}/open-candidate`, open);
    expect(opened.body.household.persons, JSON.stringify(opened.body)).to.equal(1);
    const reply = { requestId: a, reply: "accepted", repliedOn: "2026-12-05" };
    const replied = await hr.post(`/designations/${designationId}/reply`, reply, { version: 3 });
    expect(replied.status, JSON.stringify(replied.body)).to.equal(200);
    const lease = { requestId: a, signedOn: "2026-12-10" };
    const signed = await landlord.post(`/designations/${designationId}/lease`, lease, { version: 4 });
    expect(signed.body.state, JSON.stringify(signed.body)).to.equal("let");
  });

  it("tells of runs, and runs a day that is wanted", async () => {
    const { body } = await operator.get("/runs");
    expect(body.items).to.have.length(1);
    const { body: run } = await operator.get(`/runs/${body.items[0].id}`);
    expect(run.properties.every(({ holds }: { holds: boolean }) => holds)).to.equal(true);
    const again = await operator.post("/runs", { day: "2026-12-10" });
    expect([again.status, again.body.state], JSON.stringify(again.body)).to.deep.equal([200, "completed"]);
    expect((await operator.post("/runs", { day: "2026-12-10" })).body.code).to.equal("job-claimed");
  });

  it("takes a file of requests, and says everything wrong in it at once", async () => {
    const headers = { "Content-Type": "text/csv" };
    const row = { ...goodRow, Employeur: "E-1" };
    const send = (rows: readonly Cells[], mode: string) =>
      secretary.call("post", `/requests/import?mode=${mode}`, { raw: csvOf(rows), headers });
    const wrong = { ...row, "Date de naissance": "31/02/1996", Contrat: "inconnu" };
    const checked = await send([wrong], "check");
    expect(checked.body.isWritten, JSON.stringify(checked.body)).to.equal(false);
    expect(checked.body.problems.length, JSON.stringify(checked.body)).to.be.greaterThan(1);
    expect(checked.body.problems[0].line).to.equal(2);
    const vacancies = { raw: "dwellingId;availableOn\nD-404;2027-01-15\nD-1;soon", headers };
    const taken = await landlord.call("post", "/vacancies/import", vacancies);
    expect(taken.body.problems.length, JSON.stringify(taken.body)).to.be.greaterThan(1);
    const elsewhere = await landlord.call("post", "/vacancies/import", { raw: "a;b\n1;2", headers });
    expect(elsewhere.body, JSON.stringify(elsewhere.body)).to.include({ isBroken: true, isWritten: false });
    expect(elsewhere.body.counts.refused).to.equal(1);
    const zip = await hr.call("post", "/requests/import", {
      raw: "PK",
      headers: { "Content-Type": "application/zip" },
    });
    expect(zip.status).to.equal(415);
  });

  it("says who calls, and keeps tokens, webhooks and notices of one's own", async () => {
    expect((await hr.get("/me")).body).to.include({ id: "hr-1", language: "fr" });
    const { body: token } = await hr.post("/tokens", { title: "paie", days: 7, roles: ["hr"] });
    const program = new ApiClient(serving.url, token.secret);
    expect((await program.get("/me")).status).to.equal(200);
    expect((await hr.get("/tokens")).body.items.map(({ id }: { id: string }) => id)).to.include(token.tokenId);
    expect((await hr.call("delete", `/tokens/${token.tokenId}`)).status).to.equal(204);
    expect((await program.get("/me")).status).to.equal(401);

    const { body: landlords } = await secretary.get("/landlords");
    const landlordId = landlords.items[0].id;
    const made = await landlord.post("/webhooks", { url: "https://example.org/calls", landlordId });
    expect(made.status, JSON.stringify(made.body)).to.equal(200);
    expect((await landlord.get(`/webhooks?landlordId=${landlordId}`)).body.items[0].state).to.equal("active");
    expect((await landlord.call("delete", `/webhooks/${made.body.subscriptionId}`)).status).to.equal(204);
    expect((await landlord.get("/notices")).body.items.length).to.be.greaterThan(0);
  });

  it("tells what it is, and what each problem means, to everybody", async () => {
    const anybody = new ApiClient(serving.url);
    expect((await anybody.get("/openapi.json")).body.openapi).to.match(/^3\.1/);
    expect((await anybody.get("/problems/no-quorum")).body.status).to.equal(422);
    expect((await anybody.get("/problems/version-needed")).body.status).to.equal(428);
    expect((await anybody.get("/problems/constructor")).status).to.equal(404);
  });

  it("was made at least once, with what it must give", () => {
    const all = allRoutes.map(({ method, path }) => `${method} ${path}`);
    expect(all.filter((call) => !callsThatSucceeded.has(call))).to.deep.equal([]);
  });
});
