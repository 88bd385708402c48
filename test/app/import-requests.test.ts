import { expect } from "chai";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { type ImportRequests, importRequests } from "../../src/app/import-requests.ts";
import { renewRequest } from "../../src/app/renew-request.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { personContents, requestFacts } from "../support/builders.ts";
import { townFacts } from "../support/declared-town.ts";
import { meanwhile } from "../support/meanwhile.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { type Cells, csvOf, goodRow, sourceOf } from "../support/request-csv.ts";
import { expectRefusal, lastEntry, notices, readNow } from "../support/told.ts";

const secretary = actorOf("secretary");
const hr = actorOf("hr", { employerIds: ["E-1"] });
const none = { created: 0, amended: 0, unchanged: 0, refused: 0, waiting: 0 };

describe("the file of an employer", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await declareFacts(app.context, secretary, { records: townFacts });
  });
  afterEach(() => app.close());

  const row = (more: Cells = {}): Cells => ({ ...goodRow, ...more });
  const other = (more: Cells = {}) => row({ Matricule: "M-2", Nom: "Autre-Inventée", ...more });
  const send = (rows: readonly Cells[] | string, mode: ImportRequests["mode"] = "all-or-nothing", actor = hr) =>
    importRequests(app.context, actor, { source: sourceOf(typeof rows === "string" ? rows : csvOf(rows)), mode });
  const stored = async () => {
    const { records } = await app.context.store.list({ kind: "request", by: "byEmployer", equals: ["E-1"] });
    return records;
  };
  const codesOf = ({ problems }: Awaited<ReturnType<typeof send>>) =>
    problems.map(({ line, column, code }) => `${line} ${column} ${code}`);

  it("makes a request of each row, with its names sealed and its facts in the units of the engine", async () => {
    const imported = await send([row(), other({ "Conjoint (oui/non)": "oui" })]);
    expect(imported.problems).to.deep.equal([]);
    expect(imported.counts).to.deep.equal({ ...none, created: 2 });
    const [first] = await stored();
    expect(first!.document).to.deep.include({ state: "active", submittedBy: "hr-1" });
    expect(first!.document.facts).to.deep.include({
      employerId: "E-1",
      kind: "first-request",
      filedOn: "2026-02-02",
      validUntil: "2027-02-02",
      hasUniqueNumber: true,
      wishedCommunes: ["02408", "02691"],
      searchRadiusMetres: 12_500,
    });
    expect(first!.document.facts!.household).to.deep.include({
      referenceIncomeCentsPerYear: 1_620_000,
      resourcesCentsPerMonth: 148_050,
      persons: [{ role: "applicant", bornOn: "1996-03-09" }],
    });
    expect(first!.document.facts!.job).to.deep.include({
      contract: "permanent",
      event: "new-hire",
      startsOn: "2026-09-01",
    });
    const person = await readNow(app.context, "person", first!.document.personId!);
    expect(JSON.stringify(person.document)).not.to.match(/Personne|Alix|M-1/);
    const entry = await lastEntry(app.context);
    expect(entry).to.include({ command: "import-requests", actorId: "hr-1" });
    expect(entry.events).to.deep.equal([{ type: "requests-imported", ...none, created: 2 }]);
  });

  it("changes nothing when it is sent a second time, and the day after", async () => {
    const rows = [
      row(),
      other({ Matricule: "" }),
      other({ Nom: "Troisième-Inventée", Matricule: "M-3", "Demande déposée le": "" }),
    ];
    await send(rows);
    const before = await stored();
    app.context.clock.moveTo("2026-11-24T08:00:00.000Z");
    expect((await send(rows)).counts).to.deep.equal({ ...none, unchanged: 3 });
    expect(await stored()).to.deep.equal(before);
  });

  it("tells a request anew by the employer's reference, also under another name; by name and birth where there is none", async () => {
    await send([row(), other({ Matricule: "" })]);
    const [first, second] = await stored();
    const married = row({ Nom: "Mariée-Inventée", "Ressources du ménage (euros par mois)": "1500" });
    const changed = other({ Matricule: "M-2", "Ressources du ménage (euros par mois)": "1600" });
    expect((await send([married, changed])).counts).to.deep.equal({ ...none, amended: 2 });
    expect(
      (await readNow(app.context, "request", first!.id)).document.facts!.household.resourcesCentsPerMonth,
    ).to.equal(150_000);
    expect(
      (await readNow(app.context, "request", second!.id)).document.facts!.household.resourcesCentsPerMonth,
    ).to.equal(160_000);
    expect(await stored()).to.have.length(2);
    expect((await send([married, changed])).counts).to.deep.equal({ ...none, unchanged: 2 });
  });

  it("leaves what it has no column for as it was, and takes an empty cell for a fact nobody knows", async () => {
    await send([row()]);
    const { "Prise de poste le": _, ...without } = row({ "RFR (euros par an)": "" });
    expect((await send([without])).counts.amended).to.equal(1);
    const [request] = await stored();
    expect(request!.document.facts!.job.startsOn).to.equal("2026-09-01");
    expect(request!.document.facts!.household).not.to.have.property("referenceIncomeCentsPerYear");
  });

  it("undoes no renewal, and changes nothing of a request that is over; a later filing is a new request", async () => {
    await send([row()]);
    const [request] = await stored();
    await renewRequest(app.context, hr, { requestId: request!.id, expected: 1 });
    expect((await send([row()])).counts).to.deep.equal({ ...none, unchanged: 1 });
    await withdrawRequest(app.context, hr, { requestId: request!.id, expected: 2, reason: "housed-elsewhere" });
    expect((await send([row()])).counts).to.deep.equal({ ...none, unchanged: 1 });
    const changed = await send([row({ "RFR (euros par an)": "1" })]);
    expect(codesOf(changed)).to.deep.equal(["2 Matricule request-over"]);
    expect((await send([row({ "Demande déposée le": "01/11/2026" })])).counts).to.deep.equal({ ...none, created: 1 });
  });

  it("lists all errors of all rows at once, with line, column, value and what to do, and keeps nothing", async () => {
    const rows = [
      row(),
      row({ Matricule: "M-2", Nom: "", "Date de naissance": "31/02/1996", "RFR (euros par an)": "beaucoup" }),
      other({
        "Prise de poste le": "01/09/2026",
        "Numéro unique": "peut-être",
        Contrat: "CDX",
        "Demande déposée le": "01/01/2030",
      }),
      other({ Matricule: "", "Date de naissance": "" }),
    ];
    const sent = await send(rows);
    expect(sent.sequence).to.equal(undefined);
    expect(codesOf(sent)).to.deep.equal([
      "3 Date de naissance day-missing",
      "3 Nom fact-missing",
      "3 RFR (euros par an) no-amount",
      "4 Contrat not-allowed",
      "4 Numéro unique no-boolean",
      "5 Date de naissance row-unrecognisable",
    ]);
    expect(sent.problems[2]!.values).to.include({ sent: "beaucoup" });
    expect(sent.counts).to.deep.equal({ ...none, created: 1, refused: 3 });
    expect(await stored()).to.deep.equal([]);
  });

  it("keeps the good rows alone when they are asked for, and its check writes nothing at all", async () => {
    const rows = [row(), other({ Contrat: "CDX" })];
    const before = await app.context.store.head();
    const checked = await send(rows, "check");
    expect(checked.counts).to.deep.equal({ ...none, created: 1, refused: 1 });
    expect(await app.context.store.head()).to.deep.equal(before);
    expect((await send(rows, "good-rows-only")).counts).to.deep.equal(checked.counts);
    expect(await stored()).to.have.length(1);
  });

  it("says what contradicts in a row: days, counts, a household without sense", async () => {
    const sent = await send(
      [
        row({ "Demande déposée le": "01/12/2026" }),
        other({ "Personnes à charge (nombre)": "0", "Enfant 1 : date de naissance": "01/01/2020" }),
      ].map((one) => ({ "Personnes à charge (nombre)": "", "Enfant 1 : date de naissance": "", ...one })),
    );
    expect(codesOf(sent)).to.deep.equal([
      "2 Demande déposée le filed-to-come",
      "3 Personnes à charge (nombre) count-below",
    ]);
  });

  it("says of each day that cannot be what to do", async () => {
    const days = {
      "Demande déposée le": "01/02/2025",
      "Valable jusqu’au": "",
      "Date de naissance": "01/01/1990",
      "Fin du contrat le": "01/08/2026",
    };
    const sent = await send([
      row(days),
      other({ ...days, "Valable jusqu’au": "01/11/2026" }),
      other({
        ...days,
        Matricule: "M-3",
        Nom: "Trois",
        "Valable jusqu’au": "01/01/2028",
        "Date de naissance": "01/01/2027",
      }),
    ]);
    expect(codesOf(sent)).to.deep.equal([
      "2 Demande déposée le filed-long-ago",
      "2 Fin du contrat le ends-before-start",
      "3 Fin du contrat le ends-before-start",
      "3 Valable jusqu’au validity-over",
      "4 Date de naissance born-to-come",
      "4 Fin du contrat le ends-before-start",
      "4 Valable jusqu’au validity-too-long",
    ]);
    expect(sent.problems[0]!.valuesFr).to.deep.equal({ sent: "01/02/2025" });
  });

  it("refuses everything, good rows too, for a column that is unknown, twice or missing", async () => {
    const wrong = await send([{ ...row(), "Couleur des yeux": "bleus" }], "good-rows-only");
    expect(codesOf(wrong)).to.deep.equal(["1 Couleur des yeux column-unknown"]);
    expect([wrong.isBroken, wrong.sequence]).to.deep.equal([true, undefined]);
    const { Nom: _, ...without } = row();
    expect(codesOf(await send([without]))).to.deep.equal(["1 Nom column-missing"]);
    expect(await stored()).to.deep.equal([]);
  });

  it("takes rows of the sender's own employers only", async () => {
    const rows = [
      row({ Employeur: "E-1" }),
      other({ Employeur: "E-2" }),
      other({ Matricule: "M-3", Nom: "Trois", Employeur: "" }),
    ];
    expect(codesOf(await send(rows))).to.deep.equal(["3 Employeur employer-not-yours"]);
    const two = actorOf("hr", { employerIds: ["E-1", "E-2"] });
    expect(codesOf(await send(rows, "check", two))).to.deep.equal(["4 Employeur employer-missing"]);
    const chosen = { source: sourceOf(csvOf(rows.slice(1))), mode: "check", employerId: "E-1" } as const;
    expect((await importRequests(app.context, two, chosen)).counts).to.deep.equal({ ...none, created: 2 });
    const other1 = { ...chosen, source: sourceOf(csvOf([row()])), employerId: "E-2" };
    expect(codesOf(await importRequests(app.context, hr, other1))).to.deep.equal(["2 undefined employer-not-yours"]);
    expect(codesOf(await send([row({ Employeur: "E-9" })], "check", secretary))).to.deep.equal([
      "2 Employeur employer-unknown",
    ]);
    expect((await send([row()], "check", secretary)).counts.created).to.equal(1);
    await expectRefusal(app.context, () => send(rows, "check", actorOf("landlord")), "role-forbidden");
  });

  it("does not give an employer the facts that others set, nor a new filing after it was handed in", async () => {
    await send([row()]);
    const sent = await send([row({ "Demande déposée le": "01/01/2020", "Nature de la demande": "mutation" })]);
    expect(codesOf(sent)).to.deep.equal([
      "2 Demande déposée le fixed-since-handed-in",
      "2 Nature de la demande fixed-since-handed-in",
    ]);
  });

  it("names a row that stands twice, by its reference or its person", async () => {
    const sent = await send([row(), row({ Nom: "Autre" }), other({ Matricule: "" }), other()]);
    expect(codesOf(sent)).to.deep.equal(["3 Matricule row-twice", "5 Matricule row-twice"]);
  });

  it("lets a new request wait where another may be of the same household, in the store or in the file", async () => {
    await submitRequest(app.context, secretary, {
      facts: requestFacts({ employerId: "E-2" }),
      person: personContents(),
    });
    const sent = await send([
      row(),
      other(),
      other({ Matricule: "M-3" }),
      row({ Matricule: "M-4", "Date de naissance": "" }),
    ]);
    expect(sent.problems).to.deep.equal([]);
    expect(sent.counts).to.deep.equal({ ...none, created: 4, waiting: 2 });
    expect(sent.waitingLines).to.deep.equal([2, 4]);
    expect((await stored()).map(({ document }) => document.state)).to.deep.equal([
      "submitted",
      "active",
      "submitted",
      "active",
    ]);
    expect(
      (await notices(app.context, "import-with-duplicates")).map(({ to, values }) => [to.role, values.count]),
    ).to.deep.equal([["secretary", 2]]);
  });

  it("sees a request of the same household that is handed in while it is sent", async () => {
    const submit = () =>
      submitRequest(app.context, secretary, { facts: requestFacts({ employerId: "E-2" }), person: personContents() });
    const slow = meanwhile(app.context, submit);
    const { counts } = await importRequests(slow, hr, { source: sourceOf(csvOf([row()])), mode: "all-or-nothing" });
    expect(counts).to.deep.equal({ ...none, created: 1, waiting: 1 });
  });

  it("is read with commas or tabs, with the names of the facts in cents, whatever the capitals of a heading", async () => {
    const text =
      "REFERENCE\tfamilyname\tgivenNames\tkind\tapplicantBornOn\treferenceIncomeCentsPerYear\tprénom 2\nM-1\tInventée\tAlix\tfirst-request\t1996-03-09\t1620000\t";
    expect(codesOf(await send(text))).to.deep.equal(["1 prénom 2 column-unknown"]);
    await send(text.replace("\tprénom 2", "").replace(/\t$/, ""));
    expect((await stored())[0]!.document.facts!.household.referenceIncomeCentsPerYear).to.equal(1_620_000);
  });

  it("of ten thousand rows is one change, and a second time none", async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => row({ Matricule: `M-${n}`, Nom: `Inventée-${n}` }));
    const text = csvOf(rows);
    expect((await send(text)).counts).to.deep.equal({ ...none, created: 10_000 });
    expect((await send(text)).counts).to.deep.equal({ ...none, unchanged: 10_000 });
  }).timeout(60_000);
});
