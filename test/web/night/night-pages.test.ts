import { expect } from "chai";
import { commit, create, replace } from "../../../src/app/commit.ts";
import type { Stored } from "../../../src/app/ports.ts";
import { schedule } from "../../../src/jobs/schedule.ts";
import { startJobs } from "../../../src/jobs/start-jobs.ts";
import { actorOf } from "../../support/open-app.ts";
import { inventAccount, openSite, type Site } from "../../support/open-site.ts";

const system = actorOf("system");
const silent = { alarm: () => ({ stop: () => undefined }) };

describe("the pages of the night", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  async function change(runId: string, more: Partial<Stored<"run">["document"]>): Promise<void> {
    const run = (await site.context.store.get("run", runId))!;
    const writes = [replace(run, { ...run.document, ...more })];
    await commit(site.context, { actor: system, command: "run-allocation", events: [], writes });
  }

  async function notice(id: string, more: Partial<Stored<"notice">["document"]>): Promise<void> {
    const document = {
      state: "sent" as const,
      to: { role: "secretary" as const, scopeId: "02" },
      subject: "vacancy-withdrawn",
      values: { vacancyId: "V-1", reasonCode: "sold" },
      createdAt: site.context.clock.now(),
      attempts: 1,
      ...more,
    };
    await commit(site.context, {
      actor: system,
      command: "send-notices",
      events: [],
      writes: [create("notice", id, document)],
    });
  }

  it("tell the operator that all is well once the night is done, and what to do while nobody does it", async () => {
    const operator = await site.as("operator");
    const before = await operator.get("/operations");
    expect(before.page.main).to.contain("1 chose à régler maintenant");
    expect(before.page.main).to.contain("Aucun processus ne fait les tâches.");
    const jobs = startJobs({ context: site.context, jobs: schedule, ...silent });
    await jobs.wake();
    const after = await operator.get("/operations");
    expect(after.page.main).to.contain("Tout va bien");
    expect(after.page.main).to.contain("nuit 2026-11-23-1");
    expect(after.page.main).to.contain("empreinte publiée pour le 24 novembre 2026");
    expect(after.page.main).to.contain("demain à 2\u00a0h\u00a030");
    await jobs.close();
    for (const who of ["hr", "landlord", "committee"]) {
      const refused = await (await site.as(who)).get("/operations");
      expect(refused.status, who).to.equal(403);
    }
  });

  it("name what is not well: a failed job, a refused night, withheld proposals, notices that did not arrive", async () => {
    const failing = schedule.map((job) =>
      job.name === "publish-seed" ? { ...job, run: () => Promise.reject(new Error("Zoé Inventée")) } : job,
    );
    const jobs = startJobs({ context: site.context, jobs: failing, ...silent });
    await jobs.wake();
    await change("2026-11-23-1", { withheld: ["V-1"] });
    await notice("dead-1", { state: "failed", lastProblem: "address-refused" });
    const operator = await site.as("operator");
    const { main } = (await operator.get("/operations")).page;
    expect(main).to.contain("1 chose à régler maintenant");
    expect(main).to.contain("Graine du lendemain\u00a0: échec, 1 tentative.");
    expect(main).to.contain("Nuit du 23 novembre 2026\u00a0: 1 proposition retenue par la vérification.");
    expect(main).to.contain("1 avis n’est pas arrivé.");
    expect(main).to.contain("l’adresse est refusée par son serveur");
    expect(main).not.to.contain("Zoé");
    await change("2026-11-23-1", { state: "refused", withheld: [] });
    expect((await operator.get("/operations")).page.main).to.contain(
      "La nuit du 23 novembre 2026 s’est arrêtée sans rien proposer.",
    );
    await jobs.close();
  });

  it("send a dead letter again at the press of a button, once", async () => {
    await notice("dead-1", { state: "failed", lastProblem: "busy" });
    const operator = await site.as("operator");
    const answer = await operator.submit("/operations", "/notices/dead-1/retry");
    expect(answer.location).to.equal("/operations?told=night.outbox.retried");
    expect((await site.context.store.get("notice", "dead-1"))!.document.state).to.equal("pending");
    const again = await operator.post("/notices/dead-1/retry", { version: "1" });
    expect(again.status).to.equal(409);
    const hr = await site.as("hr");
    expect((await hr.post("/notices/dead-1/retry", { version: "2" })).status).to.equal(403);
  });

  it("list the nights, and show of one everything it takes to judge it", async () => {
    const operator = await site.as("operator");
    const { page } = await operator.get("/runs");
    expect(page.links.map(({ href }) => href)).to.include("/runs/2026-11-23-1");
    expect(page.main).to.contain("8 sur 8");
    const { document } = (await site.context.store.get("run", "2026-11-23-1"))!;
    const run = (await operator.get("/runs/2026-11-23-1")).page.main;
    for (const said of [
      document.record!.snapshotDigest,
      document.record!.seed,
      document.resultDigest!,
      ...document.record!.ruleSets.map(({ digest }) => digest),
      "contingent replay 2026-11-23-1",
      "P8 ",
      "Tout est vérifié, rien n’est retenu.",
      "Ménages DALO, puis priorités justifiées",
    ])
      expect(run).to.contain(said);
    expect((await operator.get("/runs/2026-11-22-1")).status).to.equal(404);
    expect((await (await site.as("hr")).get("/runs")).status).to.equal(403);
  });

  it("say why proposals are withheld, where they are settled, and what stopped a refused night", async () => {
    const { verification } = (await site.context.store.get("run", "2026-11-23-1"))!.document;
    const violation = {
      property: "P4",
      key: "passed-over",
      values: { vacancyId: "V-1", requestId: "Q-02", points: 12, last: "Q-04", lastPoints: 10 },
    } as const;
    await change("2026-11-23-1", {
      withheld: ["V-1", "V-2"],
      verification: { ...verification!, violations: [violation], violationCount: 1 },
    });
    const operator = await site.as("operator");
    const withheld = (await operator.get("/runs/2026-11-23-1")).page.main;
    expect(withheld).to.contain("2 propositions retenues");
    expect(withheld).to.contain("la demande Q-02 (12 points) est oubliée");
    expect(withheld).to.contain("liée à une autre par une même demande");
    await change("2026-11-23-1", {
      state: "refused",
      withheld: [],
      findings: [
        {
          severity: "error",
          kind: "unknown-fact" as never,
          file: "als-2026/eligibility.json",
          pointer: "/rules/3/require",
          sentence: "There is no fact.",
        } as never,
      ],
    });
    const refused = (await operator.get("/runs/2026-11-23-1")).page.main;
    expect(refused).to.contain("als-2026/eligibility.json");
    expect(refused).to.contain("/rules/3/require");
    expect(refused).to.contain("contingent run --day 2026-11-23");
  });

  it("tell everybody what concerns them and nobody else, until they have read it", async () => {
    await notice("of-02", {});
    await notice("of-59", { to: { role: "secretary", scopeId: "59" } });
    await notice("of-hr", {
      to: { role: "hr", scopeId: "E-1" },
      subject: "request-ended",
      values: { requestId: "Q-01", state: "expired" },
    });
    await inventAccount(site.context, "of-aisne", { roles: ["secretary"], scope: { departementCodes: ["02"] } });
    const secretary = await site.as("of-aisne");
    const before = await secretary.get("/notices");
    expect(before.page.main).to.contain("1 non lu");
    expect(before.markup.match(/<li class="is-unread">/g)).to.have.lengthOf(1);
    expect(before.page.links.map(({ href }) => href)).to.include("/vacancies/V-1");
    expect((await secretary.submit("/notices", "/notices/read")).status).to.equal(303);
    const after = await secretary.get("/notices");
    expect(after.page.main).not.to.contain("non lu");
    site.context.clock.moveTo("2026-11-24T08:00:00.000Z");
    await notice("later", {});
    const next = await (await site.as("of-aisne")).get("/notices");
    expect(next.page.main).to.contain("1 non lu");
    expect(next.page.main).to.contain("Hier");
    await inventAccount(site.context, "of-employer", { roles: ["hr"], scope: { employerIds: ["E-1"] } });
    const hr = (await (await site.as("of-employer")).get("/notices")).page.main;
    expect(hr).to.contain("Une demande a pris fin");
    expect(hr).not.to.contain("Un logement a été retiré");
    await inventAccount(site.context, "of-nothing", { roles: ["hr"], scope: { employerIds: ["E-9"] } });
    expect((await (await site.as("of-nothing")).get("/notices")).page.main).to.contain("Aucun avis");
  });

  it("page through many notices of several scopes without leaving one out or showing one twice", async () => {
    const { clock } = site.context;
    for (let n = 0; n < 130; n++) {
      clock.moveTo(new Date(Date.parse("2026-11-23T09:00:00.000Z") + n * 60_000).toISOString());
      await notice(`n-${n}`, {
        to: { role: "secretary", scopeId: n % 3 === 0 ? "02" : "59" },
        values: { vacancyId: `N${n}` },
      });
    }
    await inventAccount(site.context, "of-two", { roles: ["secretary"], scope: { departementCodes: ["02", "59"] } });
    const secretary = await site.as("of-two");
    const seen: string[] = [];
    let path: string | undefined = "/notices";
    while (path !== undefined) {
      const { page, markup }: { page: { links: readonly { href: string; text: string }[] }; markup: string } =
        await secretary.get(path);
      seen.push(...[...markup.matchAll(/href="\/vacancies\/(N\d+)"/g)].map((match) => match[1]!));
      path = page.links.find(({ text }) => text.includes("Suite de la liste"))?.href;
    }
    expect(seen).to.deep.equal([...Array(130).keys()].map((n) => `N${129 - n}`));
  });
});

describe("the page of programs that subscribed", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
    await inventAccount(site.context, "of-social", { roles: ["landlord"], scope: { landlordIds: ["L-SOCIAL"] } });
  });
  afterEach(() => site.close());

  it("shows the secret once, and ends what it began", async () => {
    const landlord = await site.as("of-social");
    expect((await landlord.get("/notices")).page.links.map(({ href }) => href)).to.include("/webhooks");
    const answer = await landlord.submit("/webhooks", "/webhooks", { url: "https://si.example.org/avis" });
    const secret = /whsec_[A-Za-z0-9+/=]{44}/.exec(answer.page.main)![0];
    const listed = await landlord.get("/webhooks");
    expect(listed.page.main).to.contain("https://si.example.org/avis").and.to.contain("Actif");
    expect(listed.markup).not.to.contain(secret);
    const end = listed.page.forms.find(({ action }) => action.endsWith("/end"))!;
    expect((await landlord.submit("/webhooks", end.action)).location).to.contain("told=night.webhooks.ended");
    expect((await landlord.get("/webhooks")).page.main).to.contain("Terminé");
  });

  it("keeps what was typed where it cannot be called, and refuses another landlord's", async () => {
    const landlord = await site.as("of-social");
    const wrong = await landlord.submit("/webhooks", "/webhooks", { url: "ftp://si.example.org/avis" });
    expect(wrong.status).to.equal(422);
    expect(wrong.page.forms.find(({ action }) => action === "/webhooks")!.fields.url).to.deep.equal([
      "ftp://si.example.org/avis",
    ]);
    const other = await landlord.post("/webhooks", { url: "https://si.example.org", of: "L-OWNER" });
    expect(other.status).to.equal(403);
    expect((await (await site.as("hr")).get("/webhooks")).status).to.equal(403);
  });
});
