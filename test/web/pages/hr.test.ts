import { expect } from "chai";
import { submitRequest } from "../../../src/app/submit-request.ts";
import { requestColumns } from "../../../src/domain/imports/request-columns.ts";
import { personContents, requestFacts } from "../../support/builders.ts";
import { actorOf } from "../../support/open-app.ts";
import { inventAccount, openSite, type Site, type SiteClient } from "../../support/open-site.ts";
import { type Cells, csvOf, goodRow } from "../../support/request-csv.ts";
import { lastEntries } from "../../support/told.ts";

const filled = {
  familyName: "Essai-Inventé",
  givenNames: "Paul",
  bornOn: "1994-05-17",
  kind: "first-request",
  wish1: "Laon (02408)",
  wish2: "laon",
  referenceIncome: "16 200,00",
  searchRadius: "12,5",
  person1Role: "dependant",
  person1BornOn: "2021-03-02",
  hasUniqueNumber: "yes",
};

describe("the pages of an employer", () => {
  let site: Site;
  let hr: SiteClient;
  before(async () => {
    site = await openSite();
    await inventAccount(site.context, "hr-of-1", actorOf("hr", { employerIds: ["E-1"] }));
    hr = await site.as("hr-of-1");
  });
  after(() => site.close());

  const idIn = (location: string | undefined) => /^\/requests\/([^?/]+)/.exec(location ?? "")?.[1] ?? "";
  const stored = async (id: string) => (await site.context.store.get("request", id))!;

  describe("list its requests", () => {
    it("by name, with what came of them or why nothing came, and log one reading of names", async () => {
      const before = (await site.context.store.head()).sequence;
      const { page, status } = await hr.get("/requests");
      expect(status).to.equal(200);
      expect(page.h1).to.equal("Demandes");
      expect(page.main).to.match(/Proposée au comité|Recevable pour/);
      const { sequence } = await site.context.store.head();
      expect(sequence - before).to.equal(1);
      const [entry] = await lastEntries(site.context, 1);
      expect(entry).to.include({ command: "read-person", purpose: "follow-request" });
    });

    it("narrowed to a state or a name; nothing found says what to write", async () => {
      const drafts = await hr.get("/requests?state=draft");
      expect(drafts.page.main).to.include("Aucune demande ne correspond");
      const someone = (await hr.get("/requests")).page.links.find(({ href }) => /^\/requests\/Q-/.test(href))!;
      const found = await hr.get(`/requests?q=${encodeURIComponent(someone.text)}`);
      expect(found.page.links.filter(({ href }) => /^\/requests\/Q-/.test(href)).map(({ text }) => text)).to.include(
        someone.text,
      );
      expect((await hr.get("/requests?q=Personne%20Du%20Tout")).page.main).to.include("Aucune demande ne correspond");
    });

    it("as a table for a spreadsheet in which no name is a formula", async () => {
      const person = personContents({ familyName: "=SUM(A1)", givenNames: "Alix" });
      await submitRequest(site.context, actorOf("hr"), { facts: requestFacts({ id: "Q-FORMULA" }), person });
      const { markup, headers } = await hr.get("/requests/export");
      expect(headers.get("content-type")).to.include("text/csv");
      expect(headers.get("content-disposition")).to.match(/^attachment; filename="demandes-2026-11-23\.csv"/);
      expect(markup).to.include("'=SUM(A1)").and.not.match(/;=SUM/);
    });

    it("are not those of another employer", async () => {
      await submitRequest(site.context, actorOf("hr"), {
        facts: requestFacts({ id: "Q-OTHER", employerId: "E-2" }),
        person: personContents({ familyName: "Ailleurs-Inventée" }),
      });
      expect((await hr.get("/requests")).markup).not.to.include("Ailleurs");
      expect((await hr.get("/requests?q=ailleurs-inventee")).page.main).to.include("Aucune demande ne correspond");
      for (const path of ["/requests/Q-OTHER", "/requests/Q-OTHER/amend"])
        expect((await hr.get(path)).status, path).to.equal(403);
    });
  });

  describe("take a request", () => {
    it("in: facts in the units of the engine, communes by name, and it is in the queue", async () => {
      const sent = await hr.submit("/requests/new", "/requests", { ...filled, do: "send" });
      expect(sent.status).to.equal(303);
      const { document } = await stored(idIn(sent.location));
      expect(document).to.include({ state: "active", submittedBy: "hr-of-1" });
      expect(document.facts).to.deep.include({
        employerId: "E-1",
        wishedCommunes: ["02408"],
        searchRadiusMetres: 12_500,
        filedOn: "2026-11-23",
      });
      expect(document.facts!.household).to.deep.include({
        referenceIncomeCentsPerYear: 1_620_000,
        persons: [
          { role: "applicant", bornOn: "1994-05-17" },
          { role: "dependant", bornOn: "2021-03-02" },
        ],
      });
      const page = await hr.follow(sent);
      expect(page.page.h1).to.equal("Essai-Inventé Paul");
      expect(page.page.main)
        .to.include("La demande est dans la file")
        .and.include("16 200 € par an".replace(" 2", "\u202f2").replace(" €", "\u00a0€"));
    });

    it("back with everything typed and all problems at once, at their fields and in a summary with links", async () => {
      const wrong = {
        ...filled,
        familyName: "",
        email: "faux",
        wish2: "Nulle-Part",
        referenceIncome: "beaucoup",
        filedOn: "2027-01-01",
      };
      const sent = await hr.submit("/requests/new", "/requests", { ...wrong, do: "send" });
      expect(sent.status).to.equal(422);
      const summary = sent.page.links.filter(({ href }) => href.startsWith("#f-")).map(({ href }) => href);
      expect(summary).to.have.members(["#f-familyName", "#f-email", "#f-wish2", "#f-referenceIncome"]);
      for (const href of summary) expect(sent.markup).to.include(`id="${href.slice(1)}"`);
      expect(sent.page.forms.find(({ action }) => action === "/requests")!.fields).to.deep.include({
        givenNames: ["Paul"],
        referenceIncome: ["beaucoup"],
        person1Role: ["dependant"],
      });
      const later = await hr.submit("/requests/new", "/requests", { ...filled, filedOn: "2027-01-01", do: "send" });
      expect(later.status).to.equal(422);
      const said = later.page.links.filter(({ href }) => href === "#f-filedOn").map(({ text }) => text);
      expect(said).to.deep.equal(["Déposée le\u00a0: Cette date n’est pas encore venue."]);
      const days = {
        ...filled,
        bornOn: "2030-01-01",
        startsOn: "2026-05-01",
        endsOn: "2026-04-01",
        filedOn: "2024-01-01",
      };
      const impossible = await hr.submit("/requests/new", "/requests", { ...days, do: "send" });
      expect(
        impossible.page.links.filter(({ href }) => href.startsWith("#f-")).map(({ href }) => href),
      ).to.have.members(["#f-filedOn", "#f-bornOn", "#f-endsOn"]);
      expect(impossible.page.main).not.to.match(/validUntil|today|household|job\./);
    });

    it("as a check that says what the rules say, and keeps nothing", async () => {
      await hr.get("/requests");
      const before = await site.context.store.head();
      const checked = await hr.submit("/requests/new", "/requests", { ...filled, do: "check" });
      expect(checked.status).to.equal(200);
      expect(checked.page.main)
        .to.include("Ce que disent les règles aujourd’hui")
        .and.match(/Il manque des faits|Recevable pour/);
      expect(checked.page.forms.find(({ action }) => action === "/requests")!.fields.familyName).to.deep.equal([
        "Essai-Inventé",
      ]);
      expect(await site.context.store.head()).to.deep.equal(before);
    });

    it("as a draft, completed and sent later; more lines for the household without losing what was typed", async () => {
      const more = await hr.submit("/requests/new", "/requests", { ...filled, do: "more-persons" });
      expect(more.page.forms.find(({ action }) => action === "/requests")!.names).to.include("person5Role");
      expect(more.page.forms.find(({ action }) => action === "/requests")!.fields.familyName).to.deep.equal([
        "Essai-Inventé",
      ]);
      const draft = await hr.submit("/requests/new", "/requests", { kind: "first-request", do: "draft" });
      const id = idIn(draft.location);
      expect((await stored(id)).document.state).to.equal("draft");
      const here = `/requests/${id}/amend`;
      const typed = { ...filled, familyName: "Brouillon-Inventé", do: "send" };
      expect((await hr.submit(here, here, typed)).status).to.equal(303);
      expect((await stored(id)).document.state).to.equal("active");
    });

    it("anew, at the version that was read: the second sees that another was faster and loses nothing typed", async () => {
      const sent = await hr.submit("/requests/new", "/requests", {
        ...filled,
        familyName: "Deux-Inventée",
        do: "send",
      });
      const here = `/requests/${idIn(sent.location)}/amend`;
      const { page } = await hr.get(here);
      const form = page.forms.find(({ action }) => action === here)!;
      expect(form.fields).to.deep.include({
        familyName: ["Deux-Inventée"],
        wish1: ["Laon (02408)"],
        referenceIncome: ["16200"],
      });
      expect((await hr.post(here, { ...form.fields, resources: "1 500", do: "send" })).status).to.equal(303);
      const late = await hr.post(here, { ...form.fields, resources: "1 600", do: "send" });
      expect(late.status).to.equal(409);
      expect(late.page.forms.find(({ action }) => action === here)!.fields.resources).to.deep.equal(["1 600"]);
      const request = await stored(idIn(sent.location));
      expect(request.document.facts!.household.resourcesCentsPerMonth).to.equal(150_000);
      expect(request.document.facts!.household.persons).to.have.length(2);
    });

    it("renewed, proofs added, withdrawn with the consequence stated before", async () => {
      const old = { ...filled, familyName: "Vie-Inventée", filedOn: "2026-02-02", do: "send" };
      const id = idIn((await hr.submit("/requests/new", "/requests", old)).location);
      const here = `/requests/${id}`;
      expect((await hr.submit(here, `${here}/renew`)).location).to.include("told=hr.told.renewed");
      expect((await stored(id)).document.facts!.validUntil).to.equal("2027-11-23");
      const again = await hr.submit(here, `${here}/renew`);
      expect([again.status, again.page.links.some(({ href }) => href === "#f-renewedOn")]).to.deep.equal([422, true]);
      const none = await hr.submit(here, `${here}/proofs`, {});
      expect(none.status).to.equal(422);
      await hr.submit(here, `${here}/proofs`, { code: "tax-notice", issuedOn: "2026-09-01" });
      expect((await hr.get(here)).page.main)
        .to.include("Avis d’impôt")
        .and.include("Enregistrée");
      expect((await hr.get(here)).page.main).to.include("La demande quitte la file dès maintenant");
      expect((await hr.submit(here, `${here}/withdraw`)).status).to.equal(422);
      expect((await hr.submit(here, `${here}/withdraw`, { reason: "housed-elsewhere" })).status).to.equal(303);
      expect((await stored(id)).document.state).to.equal("withdrawn");
    });

    it("with markup in its names as text", async () => {
      const name = '<script>alert("x")</script>';
      const sent = await hr.submit("/requests/new", "/requests", { ...filled, familyName: name, do: "send" });
      const { markup, page } = await hr.follow(sent);
      expect(markup).not.to.include("<script>alert");
      expect(page.h1).to.include(name);
    });
  });

  describe("take a file", () => {
    const rows = (count: number, more: (n: number) => Cells = () => ({})): readonly Cells[] =>
      Array.from({ length: count }, (_, n) => ({
        ...goodRow,
        Matricule: `F-${n}`,
        Nom: `Fichier-Inventé-${n}`,
        ...more(n),
      }));
    const upload = (content: string | Uint8Array, fileName = "demandes.csv", client = hr) =>
      client.upload("/requests/import", {}, { name: "file", fileName, content });

    it("in two steps: all problems and counts first, then the good rows alone; a second time nothing changes", async () => {
      const text = csvOf(rows(12, (n) => (n % 4 === 1 ? { Contrat: "CDX", "Numéro unique": "peut-être" } : {})));
      const before = await site.context.store.head();
      const sent = await upload(text);
      expect(sent.status).to.equal(303);
      const checked = await hr.follow(sent);
      expect(await site.context.store.head()).to.deep.equal(before);
      expect(checked.page.main).to.include("3 lignes sont à corriger").and.include("Enregistrer les 9 bonnes lignes");
      expect(checked.page.main)
        .to.include("Ligne 3")
        .and.include("CDI, CDD")
        .and.include("« peut-être »".replaceAll(" ", "\u00a0"));
      const problems = await hr.get(`${sent.location}/problems`);
      expect(problems.markup.split("\r\n")).to.have.length(1 + 6 + 1);
      expect((await hr.submit(sent.location!, sent.location!, {})).status).to.equal(422);
      const kept = await hr.submit(sent.location!, sent.location!, { keep: "good" });
      expect((await hr.follow(kept)).page.main)
        .to.include("Le fichier est enregistré")
        .and.match(/9 demandes créées|demandes créées 9/);
      const again = await hr.follow(await upload(text));
      expect(again.page.main).to.match(/9 inchangées|inchangées 9/);
    });

    it("whole where every row is good, or not at all", async () => {
      const sent = await upload(csvOf(rows(3, (n) => ({ Matricule: `G-${n}`, Nom: `Bon-Inventé-${n}` }))));
      const page = await hr.follow(sent);
      expect(page.page.main).to.include("Enregistrer les 3 demandes");
      const kept = await hr.submit(sent.location!, sent.location!);
      expect((await hr.follow(kept)).page.main).to.include("Le fichier est enregistré");
      const other = await upload(csvOf(rows(2, (n) => ({ Matricule: `H-${n}`, Contrat: "CDX" }))));
      const none = await hr.follow(other);
      expect(none.page.main).not.to.include("bonnes lignes");
    });

    it("by its content: a workbook or an archive is refused with what to do, whatever its name", async () => {
      const zip = new Uint8Array([0x50, 0x4b, 3, 4, ...new Array(50_000).fill(0)]);
      const refused = await upload(zip, "demandes.csv");
      expect(refused.status).to.equal(422);
      expect(refused.page.main).to.include("un classeur (xlsx, ods) ou une archive zip").and.include("CSV (UTF-8)");
      expect((await upload("", "vide.csv")).status).to.equal(422);
      const nothing = await hr.upload("/requests/import", {}, { name: "file", fileName: "", content: "" });
      expect(nothing.page.main).to.include("Choisissez un fichier");
    });

    it("never with a forged form, and none of it is read then", async () => {
      const forged = await hr.upload(
        "/requests/import",
        { csrf: "forged" },
        { name: "file", fileName: "a.csv", content: csvOf(rows(2)) },
      );
      expect(forged.status).to.equal(403);
    });

    it("of another officer to nobody else, and under a name that is no path", async () => {
      await inventAccount(site.context, "hr-second", actorOf("hr", { employerIds: ["E-1"] }));
      const second = await site.as("hr-second");
      const sent = await upload(csvOf(rows(1)), "../../etc/pass wd.csv");
      expect((await hr.follow(sent)).page.main)
        .to.include("pass wd.csv")
        .and.not.include("etc");
      expect((await second.get(sent.location!)).status).to.equal(404);
      await second.post(sent.location!, { keep: "none" });
      expect((await second.post(sent.location!, { keep: "all" })).status).to.equal(404);
      expect((await hr.get(sent.location!)).status).to.equal(200);
      expect((await hr.get("/requests/import/nonexistent")).page.main).to.include("Ce fichier n’est plus ici");
    });

    it("that starts from a template whose row is read as it stands, with every column explained", async () => {
      const template = await hr.get("/requests/import/template");
      const read = await hr.follow(await upload(template.bytes, "modele.csv"));
      expect(read.page.main).to.include("Enregistrer la demande");
      const columns = await hr.get("/requests/import/columns");
      for (const { titles } of requestColumns) expect(columns.markup).to.include(titles.fr[0]);
    });
  });
});

describe("the pages of the secretary who looks after requests", () => {
  let site: Site;
  let secretary: SiteClient;
  before(async () => {
    site = await openSite();
    secretary = await site.as("secretary");
    const submit = (id: string, more: object = {}) =>
      submitRequest(site.context, actorOf("hr"), { facts: requestFacts({ id, ...more }), person: personContents() });
    await submit("Q-A");
    await submit("Q-B", { filedOn: "2026-01-05", validUntil: "2027-01-05", employerId: "E-2" });
  });
  after(() => site.close());

  const stateOf = async (id: string) => (await site.context.store.get("request", id))!.document.state;

  it("show who may be of one household side by side; merged with a reason, and separated again", async () => {
    const { page } = await secretary.get("/duplicates");
    expect(page.main).to.include("Personne-Inventée Alix").and.include("Identique");
    const choose = (values: object) => secretary.submit("/duplicates", "/duplicates", values as Record<string, string>);
    expect((await choose({})).status).to.equal(422);
    expect((await choose({ "outcome-Q-B": "merge" })).status).to.equal(422);
    expect((await choose({ "outcome-Q-B": "merge", "merge-reason-Q-B": "same-household" })).status).to.equal(303);
    expect(await stateOf("Q-B")).to.equal("merged");
    expect((await secretary.get("/duplicates")).page.main).to.include("Rien à trancher");
    const undone = await secretary.submit("/duplicates?state=merged", "/duplicates/separate", {
      "reason-Q-B": "different-households",
    });
    expect(undone.status).to.equal(303);
    expect(await stateOf("Q-B")).to.equal("active");
  });

  it("judge proofs: validated until a day, or refused with a reason; a second judgement sees the newer state", async () => {
    const hr = await site.as("hr");
    await hr.submit("/requests/Q-A", "/requests/Q-A/proofs", { code: "tax-notice" });
    const { page } = await secretary.get("/proofs");
    expect(page.main).to.include("Avis d’impôt");
    const form = page.forms.find(({ action }) => action.startsWith("/proofs/"))!;
    const id = form.action.slice("/proofs/".length);
    const judge = (typed: Readonly<Record<string, string>> = {}) => {
      const named = Object.entries(typed).map(([name, value]) => [`${name}-${id}`, value]);
      return secretary.post(form.action, { ...form.fields, ...Object.fromEntries(named) });
    };
    expect((await judge()).status).to.equal(422);
    expect((await judge({ verdict: "refused" })).status).to.equal(422);
    expect((await judge({ verdict: "validated", validUntil: "2027-06-30" })).status).to.equal(303);
    expect((await judge({ verdict: "refused", reason: "unreadable" })).status).to.equal(409);
    expect((await site.context.store.get("request", "Q-A"))!.document.facts!.validatedProofs).to.include("tax-notice");
    expect((await hr.get("/requests/Q-A")).page.main).to.include("Validée");
  });

  it("give every field an id of its own, however many forms stand on a page", async () => {
    const submit = (id: string) =>
      submitRequest(site.context, actorOf("hr"), { facts: requestFacts({ id }), person: personContents() });
    for (const id of ["Q-C", "Q-D", "Q-E"]) await submit(id);
    for (const path of ["/duplicates", "/proofs?state=validated"]) {
      const ids = [...(await secretary.get(path)).markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, path).to.equal(ids.length);
    }
  });

  it("are the secretary's alone", async () => {
    const hr = await site.as("hr");
    for (const path of ["/duplicates", "/proofs"]) expect((await hr.get(path)).status, path).to.equal(403);
  });
});
