import { expect } from "chai";
import { declareFacts } from "../../../src/app/declare-facts.ts";
import { openDesignatedSite } from "../../support/designated-town.ts";
import { actorOf } from "../../support/open-app.ts";
import type { Site, SiteClient } from "../../support/open-site.ts";

describe("the pages of vacancies", function () {
  this.timeout(60_000);
  let site: Site;
  let clerk: SiteClient;
  beforeEach(async () => {
    site = await openDesignatedSite();
    clerk = await site.as("landlord-social");
  });
  afterEach(() => site.close());

  it("list one's own with their clocks, the nearest first, and show one with what happened to it", async () => {
    const { page } = await clerk.get("/vacancies");
    const own = page.links.filter(({ href }) => /^\/vacancies\/V-/.test(href)).map(({ href }) => href);
    expect(own).to.have.members(["/vacancies/V-1", "/vacancies/V-2", "/vacancies/V-3"]);
    const one = await clerk.get("/vacancies/V-1");
    expect(one.page.main).to.contain("Désignation reçue, 3 candidats").and.to.contain("Délai ouvert");
    expect((await clerk.get("/vacancies/V-4")).status).to.equal(403);
  });

  it("announce the right and the clock before anything is sent, then declare", async () => {
    const owner = await site.as("landlord-owner");
    expect((await owner.get("/vacancies/new")).page.forms.find(({ action }) => action === "/vacancies/new")).to.exist;
    const path = "/vacancies/new";
    await clerk.submit("/vacancies/V-2", "/vacancies/V-2/withdraw", { reason: "declared-in-error" });
    const before = (await site.context.store.head()).sequence;
    const typed = { dwellingId: "D-2", availableOn: "2026-12-10" };
    const checked = await clerk.submit(path, path, typed);
    expect(checked.status).to.equal(200);
    expect(checked.page.main).to.contain("Le droit trouvé").and.to.contain("A-SOCIAL");
    expect(checked.page.main).to.contain("30 jours").and.to.contain("23\u00a0décembre\u00a02026");
    expect((await site.context.store.head()).sequence).to.equal(before);
    const form = checked.page.forms.find(({ action }) => action === path)!;
    const declared = await clerk.post(path, form.fields);
    expect(declared.status).to.equal(303);
    expect((await clerk.follow(declared)).page.main).to.contain("Le logement est déclaré");
  });

  it("take a dwelling that is told of for the first time, and keep what was typed until it is right", async () => {
    const path = "/vacancies/new?dwelling=new";
    expect((await clerk.get("/vacancies/new")).page.links.map(({ href }) => href)).to.include(path);
    const empty = await clerk.submit(path, "/vacancies/new", {});
    expect(empty.status).to.equal(422);
    const fields = [
      "dwellingId",
      "address",
      "commune",
      "rooms",
      "funding",
      "rentCentsPerMonth",
      "chargesCentsPerMonth",
    ];
    expect(empty.page.links.map(({ href }) => href)).to.include.members(fields.map((name) => `#f-${name}`));
    const typed = {
      dwellingId: "RES-12-04",
      address: "4 rue inventée",
      commune: "Laon",
      rooms: "3",
      floor: "-1",
      funding: "plus",
      rentCentsPerMonth: "412,50",
      chargesCentsPerMonth: "60",
      availableOn: "2026-12-10",
    };
    const without = await clerk.submit(path, "/vacancies/new", typed);
    expect(without.status).to.equal(422);
    expect(without.page.main).to.contain("code INSEE");
    const form = without.page.forms.find(({ action }) => action === "/vacancies/new")!;
    expect(form.fields.address).to.deep.equal(["4 rue inventée"]);
    const checked = await clerk.post("/vacancies/new", { ...form.fields, commune: "Laon (02408)" });
    expect(checked.page.main).to.contain("Le droit trouvé");
    const ready = checked.page.forms.find(({ action }) => action === "/vacancies/new")!;
    expect((await clerk.post("/vacancies/new", ready.fields)).status).to.equal(303);
    const { facts } = (await site.context.store.get("dwelling", "RES-12-04"))!.document;
    expect(facts).to.include({ communeTitle: "Laon", departementCode: "02", rentCentsPerMonth: 41_250, floor: -1 });
  });

  it("keep the right that was chosen among several until the declaration", async () => {
    await declareFacts(site.context, actorOf("secretary"), {
      records: [{ kind: "right", facts: { id: "R-SECOND", agreementId: "A-SOCIAL", mode: "flow" } }],
    });
    const typed = {
      dwellingId: "RES-12-05",
      address: "5 rue inventée",
      commune: "Laon (02408)",
      rooms: "2",
      funding: "plus",
      rentCentsPerMonth: "400",
      chargesCentsPerMonth: "50",
      availableOn: "2026-12-10",
    };
    const path = "/vacancies/new?dwelling=new";
    const asked = await clerk.submit(path, "/vacancies/new", typed);
    expect(asked.page.main).to.contain("Plusieurs droits");
    const choosing = asked.page.forms.find(({ action }) => action === "/vacancies/new")!;
    const found = await clerk.post("/vacancies/new", { ...choosing.fields, rightId: "R-SECOND" });
    expect(found.page.main).to.contain("Le droit trouvé");
    const ready = found.page.forms.find(({ action }) => action === "/vacancies/new")!;
    const declared = await clerk.post("/vacancies/new", ready.fields);
    expect(declared.status).to.equal(303);
    const under = { kind: "vacancy", by: "byRight", equals: ["R-SECOND"] } as const;
    const { records } = await site.context.store.list(under);
    expect(records.map(({ document }) => document.facts.dwellingId)).to.deep.equal(["RES-12-05"]);
  });

  it("tell everything that is wrong at its field, and keep what was typed", async () => {
    const path = "/vacancies/new";
    const empty = await clerk.submit(path, path, {});
    expect(empty.status).to.equal(422);
    expect(empty.page.links.map(({ href }) => href)).to.include.members(["#f-dwellingId", "#f-availableOn"]);
    const taken = await clerk.submit(path, path, { dwellingId: "D-1", availableOn: "2026-12-10" });
    expect(taken.status).to.equal(422);
    expect(taken.page.main).to.contain("V-1");
    expect(taken.page.forms.find(({ action }) => action === path)!.fields.availableOn).to.deep.equal(["2026-12-10"]);
  });

  it("withdraw with a reason and say what it leads to", async () => {
    const { page } = await clerk.get("/vacancies/V-1");
    expect(page.main).to.contain("Des candidats vous ont été envoyés");
    const without = await clerk.submit("/vacancies/V-1", "/vacancies/V-1/withdraw", {});
    expect(without.status).to.equal(422);
    const done = await clerk.submit("/vacancies/V-1", "/vacancies/V-1/withdraw", { reason: "works" });
    expect(done.status).to.equal(303);
    expect((await clerk.follow(done)).page.main).to.contain("Travaux avant relocation");
    const late = await clerk.post("/vacancies/V-1/withdraw", { version: "1", reason: "works" });
    expect(late.status).to.equal(409);
  });
});
