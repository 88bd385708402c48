import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { create } from "../../../src/app/commit.ts";
import { runAllocation } from "../../../src/app/run-allocation.ts";
import { lastRun } from "../../../src/app/runs/last-run.ts";
import { submitRequest } from "../../../src/app/submit-request.ts";
import { personContents } from "../../support/builders.ts";
import { declaredTown, townRequest } from "../../support/declared-town.ts";
import { actorOf } from "../../support/open-app.ts";
import { inventAccount, openSite, type Site, type SiteClient } from "../../support/open-site.ts";
import { storeRecords } from "../../support/stored-town.ts";

/** Q-21 lacks a fact that decides; Q-22 comes after the night. */
async function prepared(site: Parameters<NonNullable<Parameters<typeof openSite>[1]>>[0]): Promise<void> {
  const { context } = site;
  await declaredTown(context);
  const { hasEmployerConsent: _, ...incomplete } = townRequest(21);
  await submitRequest(context, actorOf("hr"), { facts: incomplete, person: personContents() });
  const outcome = await runAllocation(context, actorOf("system"));
  if (outcome.kind !== "completed") throw new Error(`the night is ${outcome.kind}`);
  await submitRequest(context, actorOf("hr"), { facts: { ...townRequest(22), filedOn: "2026-11-20" } });
}

/** One request of each verdict: on a list, others before it, refused, incomplete. */
const verdicts = { listed: "Q-01", refused: "Q-19", incomplete: "Q-21" } as const;

/** The titles of the four items of CRPA art. R311-3-1-2, in the words of the letter. */
const fourItems = [
  "1. Degré et mode de contribution",
  "2. Données traitées et leurs sources",
  "3. Paramètres et leur pondération",
  "4. Opérations effectuées",
];

const plain = (text: string) =>
  text
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "’")
    .replace(/[\s\u00a0\u202f]+/g, " ");

function textOfPdf(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "contingent-letter-"));
  try {
    writeFileSync(join(folder, "letter.pdf"), bytes);
    return plain(execFileSync("pdftotext", [join(folder, "letter.pdf"), "-"], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasPdfReader(): boolean {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("the pages that say why", () => {
  let site: Site;
  let secretary: SiteClient;
  before(async () => {
    site = await openSite("why-not pages", prepared);
    secretary = await site.as("secretary");
  });
  after(() => site.close());

  it("a request that is refused everywhere is told what would help, and every dwelling with the rule, its value and threshold", async () => {
    const { status, markup } = await secretary.get("/requests/Q-19/why-not");
    expect(status).to.equal(200);
    const text = plain(markup);
    expect(text).to.include("Demande Q-19 : pourquoi pas encore ?");
    expect(text).to.include("Aucun changement permis, seul ou à deux, n’aurait suffi");
    expect(text).to.include("Plafond de ressources");
    expect(text).to.match(/90 000 €/);
    expect(text).to.include("5 logements examinés");
    for (const id of ["V-1", "V-2", "V-3", "V-4", "V-5"])
      expect(markup).to.include(`href="/requests/Q-19/explanations/${id}?run=`);
  });

  it("a request that lacks a fact is told which one and who can supply it", async () => {
    const text = plain((await secretary.get("/requests/Q-21/why-not")).markup);
    expect(text).to.include("Un fait manque").and.include("accord de l’employeur").and.include("Par l’employeur.");
  });

  it("an HR officer hears of its own requests, and of no proposal before the committee has decided", async () => {
    await inventAccount(site.context, "hr-e1", { roles: ["hr"], scope: { employerIds: ["E-1"] } });
    const hr = await site.as("hr-e1");
    const own = plain((await hr.get("/requests/Q-01/why-not")).markup);
    expect(own).to.include("Le comité examine une proposition").and.not.include("Candidate, place");
    expect(plain((await secretary.get("/requests/Q-01/why-not")).markup)).to.include("Candidate, place");
    const pairs = await Promise.all(
      ["V-1", "V-2", "V-3", "V-4", "V-5"].map(async (id) =>
        plain((await hr.get(`/requests/Q-01/explanations/${id}`)).markup),
      ),
    );
    expect(pairs.filter((text) => /Proposée, place|En réserve \d/.test(text))).to.deep.equal([]);
    expect(pairs.filter((text) => text.includes("n’est pas une promesse"))).to.have.length.greaterThan(0);
    for (const path of [
      "/requests/Q-02/why-not",
      "/requests/Q-02/letter",
      "/requests/Q-02/letter.pdf",
      "/requests/Q-02/explanations/V-1",
    ])
      expect((await hr.get(path)).status, path).to.equal(403);
    const committee = await site.as("committee");
    expect((await committee.get("/requests/Q-02/why-not")).status).to.equal(200);
    expect(
      (await committee.get("/requests/Q-02/letter")).status,
      "a letter is the secretary's or the employer's",
    ).to.equal(403);
    expect((await (await site.as("landlord")).get("/requests/Q-02/why-not")).status).to.equal(403);
  });

  it("the letter comes from whom the configuration names; what it does not name stays in brackets", async () => {
    const letter = async () => plain((await secretary.get("/requests/Q-02/letter")).page.main);
    expect(await letter())
      .to.contain("[Nom et adresse du comité")
      .and.to.contain("[coordonnées du médiateur]");
    const reserver = {
      name: "Réservataire Inventé",
      addressLines: ["1 rue Inventée", "02000 Laon"],
      mediator: "m@inv.fr",
    };
    Object.assign(site.context, { reserver });
    try {
      const named = await letter();
      for (const part of ["Réservataire Inventé", "1 rue Inventée", "02000 Laon", "(m@inv.fr)"])
        expect(named).to.contain(part);
      expect(named).not.to.contain("[Nom et adresse du comité");
    } finally {
      Object.assign(site.context, { reserver: undefined });
    }
  });

  it("a request that came after the night is told so, and has no letter yet", async () => {
    const text = plain((await secretary.get("/requests/Q-22/why-not")).markup);
    expect(text).to.include("ne l’a pas étudiée");
    expect(await secretary.get("/requests/Q-22/letter")).to.include({
      status: 303,
      location: "/requests/Q-22/why-not",
    });
    expect((await secretary.get("/requests/Q-99/why-not")).status).to.equal(404);
    expect((await secretary.get("/requests/Q-19/why-not?run=NONE")).status).to.equal(404);
  });

  it("while the night is computed again the page says so, with the reasons and a link to ask again", async () => {
    const { context } = site;
    const recall = { ask: async () => ({ kind: "computing" }) as const };
    Object.assign(context, { recall });
    try {
      const { markup } = await secretary.get("/requests/Q-19/why-not");
      const text = plain(markup);
      expect(text).to.include("La nuit est en train d’être recalculée").and.include("Actualiser la page");
      expect(text).to.include("Plafond de ressources").and.not.include("Aucun changement permis");
      expect(markup).to.include('hx-select="#why-not-answer"');
      expect(plain((await secretary.get("/requests/Q-19/explanations/V-1")).markup)).to.include(
        "la place dans l’ordre vient",
      );
    } finally {
      Reflect.deleteProperty(context, "recall");
    }
  });

  it("one pair is told whole: every rule, every criterion, facts, parameters and digests", async () => {
    const text = plain((await secretary.get("/requests/Q-19/explanations/V-1")).markup);
    expect(text).to.include("La demande ne remplit pas toutes les conditions").and.include("non remplie");
    for (const part of [
      "Les conditions, une par une",
      "Les points, critère par critère",
      "Données utilisées",
      "Paramètres appliqués",
      "Empreintes",
    ])
      expect(text).to.include(part);
  });

  for (const [verdict, requestId] of Object.entries(verdicts)) {
    it(`the letter to a request that is ${verdict} has the mention, the four items and where to turn`, async () => {
      const text = plain((await secretary.get(`/requests/${requestId}/letter`)).markup);
      for (const item of fourItems) expect(text).to.include(item);
      for (const part of [
        "traitement algorithmique",
        "finalité",
        "L311-3-1",
        "R311-3-1-1",
        "CADA",
        "médiateur",
        "Défenseur des droits",
        "CNIL",
        "L441-2-3",
      ])
        expect(text, part).to.include(part);
      expect(text).to.include("[Nom et adresse du demandeur]").and.not.include("Personne-Inventée");
    });
  }

  it("the letter as PDF says the same, with its accents", async function () {
    if (!hasPdfReader()) this.skip();
    const answer = await secretary.get("/requests/Q-19/letter.pdf");
    expect(answer.headers.get("content-type")).to.include("application/pdf");
    const text = textOfPdf(answer.bytes);
    for (const item of fourItems) expect(text).to.include(item);
    expect(text).to.include("Réponse à votre demande de logement").and.include("dépassent le plafond");
    const again = await secretary.get("/requests/Q-19/letter.pdf");
    expect(Buffer.from(again.bytes).equals(Buffer.from(answer.bytes)), "the same bytes on the same day").to.equal(true);
  });

  it("the name is written only where it is asked for, which is logged with its purpose", async () => {
    const { sequence } = await site.context.store.head();
    await secretary.get("/requests/Q-19/letter");
    expect((await site.context.store.head()).sequence).to.equal(sequence);
    const named = await secretary.submit("/requests/Q-19/letter", "/requests/Q-19/letter");
    expect(plain(named.markup)).to.include("Personne-Inventée-19");
    const entries = [];
    for await (const some of site.context.store.entries(sequence + 1)) entries.push(...some);
    expect(entries.map(({ command, purpose }) => `${command} ${purpose}`)).to.deep.equal([
      "read-person answer-the-person",
    ]);
    const forged = await secretary.ask("/requests/Q-19/letter", { method: "POST" });
    expect(forged.status).to.equal(403);
  });

  it("HTML in an address stays text", async () => {
    const { store } = site.context;
    const dwelling = (await store.get("dwelling", "D-1"))!;
    const facts = { ...dwelling.document.facts, address: "<script>alert(1)</script>" };
    await storeRecords(site.context, [{ ...create("dwelling", "D-1", { facts }), expected: dwelling.version }]);
    const { markup } = await secretary.get("/requests/Q-19/why-not");
    expect(markup).to.include("&lt;script&gt;").and.not.include("<script>alert");
    expect((await lastRun(site.context))!.document.asOf).to.equal("2026-11-23");
  });
});
