import { expect } from "chai";
import type { Stored } from "../../../src/app/ports.ts";
import { recordNow } from "../../../src/app/records/read-as-of.ts";
import { designationOf, openDesignatedSite } from "../../support/designated-town.ts";
import type { Site, SiteClient } from "../../support/open-site.ts";

describe("the pages of a designation", function () {
  this.timeout(60_000);
  let site: Site;
  let social: string;
  let owner: string;
  let clerk: SiteClient;
  beforeEach(async () => {
    site = await openDesignatedSite();
    social = await designationOf(site, "V-1");
    owner = await designationOf(site, "V-4");
    clerk = await site.as("landlord-social");
  });
  afterEach(() => site.close());

  const record = (id: string): Promise<Stored<"designation">> => recordNow(site.context, "designation", id);
  const candidates = async (id = social) => (await record(id)).document.candidates.map(({ requestId }) => requestId);
  const path = (id = social) => `/designations/${id}`;
  /** Ranks for all but the last, who is refused on a ground. */
  const answers = async (motiveCode: string) => {
    const ids = await candidates();
    return Object.fromEntries(
      ids.flatMap((requestId, at) =>
        at < ids.length - 1
          ? [
              [`answer.${requestId}`, "awarded-ranked"],
              [`answer.${requestId}.awarded-ranked.rank`, `${at + 1}`],
            ]
          : [
              [`answer.${requestId}`, "not-awarded"],
              [`answer.${requestId}.not-awarded.motiveCode`, motiveCode],
              [`answer.${requestId}.not-awarded.motive`, "Dit en séance."],
            ],
      ),
    );
  };
  const names = async (id = social) => {
    const found: string[] = [];
    for (const requestId of await candidates(id)) found.push(`Personne-Inventée-${Number(requestId.slice(2))}`);
    return found;
  };

  it("list what a landlord has to answer first, with the days left, and nothing of another landlord", async () => {
    const { page, status } = await clerk.get("/designations");
    expect(status).to.equal(200);
    expect(page.links.map(({ href }) => href)).to.include(path());
    expect(page.links.map(({ href }) => href)).not.to.include(path(owner));
    expect(page.main).to.contain("À répondre (1)").and.to.contain("30 jours");
    expect((await clerk.get(path(owner))).status).to.equal(403);
  });

  it("show the least data the answer needs: no name, no income, no employer, and the reading is in the log", async () => {
    const before = await site.context.store.head();
    const { page, markup } = await clerk.get(path());
    for (const name of await names()) expect(markup).not.to.contain(name);
    expect(markup).not.to.match(/Sucrerie|Fonderie|16.?200|1620000/);
    expect(page.main).to.contain("Plafond de ressources conforme").and.to.contain("Taux d’effort");
    expect(page.main).to.contain("Ce que cette étape ne montre pas");
    const after = await site.context.store.head();
    expect(after.sequence).to.be.greaterThan(before.sequence);
    const read: string[] = [];
    for await (const entries of site.context.store.entries(before.sequence + 1))
      for (const { events } of entries) read.push(...events.map(({ type }) => type));
    expect(read).to.include("designation-read");
  });

  it("give a private owner less than a social landlord", async () => {
    const { page } = await (await site.as("landlord-owner")).get(path(owner));
    expect(page.main).to.contain("Je retiens ce candidat").and.to.contain("Je refuse ce candidat");
    for (const hidden of ["Ancienneté", "Priorité", "adulte", "Taux d’effort", "R441-3"])
      expect(page.main, hidden).not.to.contain(hidden);
  });

  it("return a ground that the facts contradict beside its field, and lose nothing that was typed", async () => {
    const sent = await clerk.submit(path(), `${path()}/answers`, await answers("income-above-ceiling"));
    expect(sent.status).to.equal(422);
    const last = (await candidates()).at(-1)!;
    expect(sent.page.main).to.contain("ne peut pas être retenu").and.to.contain("1 point à corriger");
    expect(sent.page.links.map(({ href }) => href)).to.include(`#f-answer-${last}-not-awarded-motiveCode`);
    expect(sent.markup).to.contain(`id="f-answer-${last}-not-awarded-motiveCode"`);
    const form = sent.page.forms.find(({ action }) => action === `${path()}/answers`)!;
    const [first] = await candidates();
    expect(form.fields[`answer.${first}`]).to.deep.equal(["awarded-ranked"]);
    expect(form.fields[`answer.${first}.awarded-ranked.rank`]).to.deep.equal(["1"]);
    expect(form.fields[`answer.${last}.not-awarded.motive`]?.[0]?.trim()).to.equal("Dit en séance.");
    expect((await record(social)).version).to.equal(1);
  });

  it("tell what is missing of each answer in the words of its candidate", async () => {
    const [first, second] = await candidates();
    const typed = { [`answer.${first}`]: "awarded-conditional", [`answer.${second}`]: "rejected-inadmissible" };
    const { page, status } = await clerk.submit(path(), `${path()}/answers`, typed);
    expect(status).to.equal(422);
    expect(page.main).to.contain(`Demande ${first}\u00a0: choisissez la pièce attendue.`);
    expect(page.main).to.contain(`Demande ${second}\u00a0: choisissez un motif.`);
    const none = await clerk.submit(path(), `${path()}/answers`, {});
    expect(none.page.main).to.contain("Choisissez une réponse pour un candidat au moins.");
  });

  it("keep some answers and leave the other candidates open", async () => {
    const [first] = await candidates();
    const typed = { [`answer.${first}`]: "awarded-ranked", [`answer.${first}.awarded-ranked.rank`]: "1" };
    const sent = await clerk.submit(path(), `${path()}/answers`, typed);
    expect(sent.status).to.equal(303);
    expect((await record(social)).document.state).to.equal("sent");
    const { page } = await clerk.follow(sent);
    expect(page.main).to.contain("Déjà répondu").and.to.contain("Vos réponses sont enregistrées");
    expect(page.forms.find(({ action }) => action.endsWith("/answers"))!.names).not.to.include(`answer.${first}`);
  });

  it("lead from the answers over the offer, a refusal and the next rank to the lease, and show a name only while there is an offer", async () => {
    const [first, second] = await candidates();
    const [firstName, secondName] = await names();
    await clerk.submit(path(), `${path()}/answers`, await answers("breach-of-tenancy"));
    expect((await record(social)).document.candidates[0]).to.include({ state: "offered" });
    const opened = await clerk.submit(path(), `${path()}/name`, {});
    expect(opened.page.main).to.contain(firstName!);
    expect(opened.page.main).not.to.contain(secondName!);
    const refused = await clerk.submit(path(), `${path()}/reply`, { reply: "refused" });
    expect(refused.status).to.equal(303);
    expect(await clerk.post(`${path()}/name`, { requestId: first! })).to.include({ status: 403 });
    const next = await clerk.submit(path(), `${path()}/name`, {});
    expect(next.page.main).to.contain(secondName!).and.not.to.contain(firstName!);
    await clerk.submit(path(), `${path()}/reply`, { reply: "accepted" });
    await clerk.submit(path(), `${path()}/lease`, {});
    const { document } = await record(social);
    expect(document.state).to.equal("let");
    expect(document.candidates[1]).to.include({ requestId: second, state: "leased" });
    const after = await clerk.get(path());
    for (const name of await names()) expect(after.markup).not.to.contain(name);
    expect(after.page.main).not.to.contain("Ménage");
    expect((await clerk.post(`${path()}/name`, { requestId: second! })).status).to.equal(403);
    const purposes: (string | undefined)[] = [];
    for await (const entries of site.context.store.entries())
      for (const { events, purpose } of entries)
        if (events.some(({ type }) => type === "person-read")) purposes.push(purpose);
    expect(purposes).to.deep.equal(["contact-candidate", "contact-candidate"]);
  });

  it("show the newer state to whoever was slower, with what was typed", async () => {
    const [first, second] = await candidates();
    const rank = (id: string, at: string) => ({
      [`answer.${id}`]: "awarded-ranked",
      [`answer.${id}.awarded-ranked.rank`]: at,
    });
    await clerk.submit(path(), `${path()}/answers`, rank(first!, "1"));
    const late = await clerk.post(`${path()}/answers`, {
      version: "1",
      candidate: second!,
      answeredOn: "2026-11-23",
      ...rank(second!, "2"),
    });
    expect(late.status).to.equal(409);
    expect(late.page.main).to.contain("Quelqu’un a enregistré autre chose");
    const form = late.page.forms.find(({ action }) => action.endsWith("/answers"))!;
    expect(form.fields[`answer.${second}`]).to.deep.equal(["awarded-ranked"]);
    expect(form.fields.version).to.deep.equal(["2"]);
  });

  it("let an owner take or refuse its one candidate; a refusal brings the vacancy to the committee again", async () => {
    const there = await site.as("landlord-owner");
    const [only] = await candidates(owner);
    const values = {
      [`answer.${only}`]: "refused-by-owner",
      [`answer.${only}.refused-by-owner.motiveCode`]: "file-irregular",
    };
    expect((await there.submit(path(owner), `${path(owner)}/answers`, values)).status).to.equal(303);
    expect((await record(owner)).document.state).to.equal("failed");
    expect((await recordNow(site.context, "vacancy", "V-4")).document.state).to.equal("proposed");
    const { records } = await site.context.store.list({ kind: "reassignment", by: "byVacancy", equals: ["V-4"] });
    expect(records).to.have.length(1);
    expect(records[0]!.document.outcome).to.include({ isExact: true });
    const { page } = await there.get(path(owner));
    expect(page.main).to.contain("aucun candidat n’est resté");
  });
});
