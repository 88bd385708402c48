import { expect } from "chai";
import { PROBLEMS_KEPT } from "../../../src/adapters/files/input-problem.ts";
import { readPool } from "../../../src/adapters/files/read-pool.ts";
import { smallPool } from "../../support/small-pool.ts";
import { inFolder } from "../../support/temporary-folder.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

const reading = (files: Files) => inFolder(files, (folder) => readPool(folder));

async function snapshotOf(files: Files) {
  const { snapshot, problems } = await reading(files);
  expect(problems.map(({ sentence }) => sentence)).to.deep.equal([]);
  return snapshot!;
}

/** The small pool with some files changed or, where undefined, left out. */
function pool(changes: Readonly<Record<string, string | Uint8Array | undefined>>): Files {
  const files = Object.entries({ ...smallPool, ...changes }).filter(([, content]) => content !== undefined);
  return Object.fromEntries(files) as Files;
}

async function problemsOf(changes: Readonly<Record<string, string | Uint8Array | undefined>>) {
  const { snapshot, problems } = await reading(pool(changes));
  expect(snapshot, "a snapshot in spite of problems").to.equal(undefined);
  for (const { sentence } of problems) expect(sentence).to.not.match(/\{\w+\}|undefined|Error/);
  return problems;
}

const requestsWith = (header: string, ...rows: string[]) => ({
  "requests.csv": [`id,kind,filedOn,validUntil,person1.role,${header}`, ...rows].join("\n"),
});
const goodStart = (id: string) => `${id},transfer,2025-02-01,2027-02-01,applicant`;

describe("reading a pool", () => {
  it("reads a folder of CSV files: lists, persons with gaps, places, yes and no", async () => {
    const snapshot = await snapshotOf(smallPool);
    expect(snapshot.asOf).to.equal("2026-11-23");
    expect(snapshot.note).to.equal("invented");
    expect(snapshot.dwellings[0]!.position).to.deep.equal({
      grid: "lambert-93",
      eastMetres: 745_192,
      northMetres: 6_940_694,
    });
    expect(snapshot.employers[0]!.isContributing).to.equal(true);
    expect(snapshot.requests[0]).to.deep.equal({
      id: "q1",
      employerId: "e1",
      kind: "first-request",
      filedOn: "2025-01-31",
      validUntil: "2027-01-31",
      wishedCommunes: ["02408", "02691"],
      provenPriorities: [],
      household: {
        persons: [{ role: "applicant", bornOn: "1990-02-28" }, { role: "dependant" }],
        referenceIncomeCentsPerYear: 2_450_000,
        isStayLawful: true,
      },
      job: {
        contract: "permanent",
        workplacePosition: { grid: "lambert-93", eastMetres: 704_500, northMetres: 7_059_962 },
      },
    });
    expect(snapshot.requests[1]!.job).to.deep.equal({});
    expect(snapshot.requests[1]!.wishedCommunes).to.equal(undefined);
  });

  it("reads semicolons, tabs, a byte order mark, Windows line ends, quotes and names as rules write them", async () => {
    const expected = await snapshotOf(smallPool);
    for (const delimiter of [";", "\t"]) {
      const files = Object.fromEntries(
        Object.entries(smallPool).map(([name, text]) => [
          name,
          name.endsWith(".csv") ? `\uFEFF${text.replaceAll(",", delimiter).replaceAll("\n", "\r\n")}` : text,
        ]),
      );
      expect(await snapshotOf(files)).to.deep.equal(expected);
    }
    const quoted = {
      ...smallPool,
      "landlords.csv": 'landlord.id,landlord.kind,title\nl1,social,"Rue ""A"",\nB"\n\n,,\n',
    };
    expect((await snapshotOf(quoted)).landlords).to.deep.equal([{ id: "l1", kind: "social", title: 'Rue "A",\nB' }]);
  });

  it("reads the same pool as NDJSON files and as one JSON snapshot", async () => {
    const snapshot = await snapshotOf(smallPool);
    const files: Record<string, string> = { "run.json": smallPool["run.json"] };
    for (const [name, records] of Object.entries(snapshot)) {
      if (Array.isArray(records))
        files[`${name}.ndjson`] = records.map((record) => `${JSON.stringify(record)}\n`).join("\n");
    }
    expect(await snapshotOf(files)).to.deep.equal(snapshot);
    expect(await snapshotOf({ "snapshot.json": JSON.stringify(snapshot) })).to.deep.equal(snapshot);
    const single = await inFolder({ "night.json": JSON.stringify(snapshot) }, (folder) =>
      readPool(`${folder}/night.json`),
    );
    expect(single.snapshot).to.deep.equal(snapshot);
  });

  it("projects degrees in JSON too, overseas into the local zone", async () => {
    const record = { id: "d1", communeCode: "97411", departementCode: "974", rooms: 3, funding: "plus" };
    const dwelling = {
      ...record,
      rentCentsPerMonth: 1,
      chargesCentsPerMonth: 1,
      position: { latitude: -20.8789, longitude: 55.4481 },
    };
    const snapshot = await snapshotOf(
      pool({ "dwellings.csv": undefined, "dwellings.ndjson": JSON.stringify(dwelling) }),
    );
    expect(snapshot.dwellings[0]!.position).to.deep.equal({
      grid: "utm-40s",
      eastMetres: 338_568,
      northMetres: 7_690_475,
    });
  });

  it("takes no vacancy and no request for an empty pool, not for a mistake", async () => {
    const headerOf = (text: string) => text.split("\n")[0]!;
    const files = {
      ...smallPool,
      "vacancies.csv": headerOf(smallPool["vacancies.csv"]),
      "requests.csv": headerOf(smallPool["requests.csv"]),
    };
    const snapshot = await snapshotOf(files);
    expect([snapshot.vacancies, snapshot.requests]).to.deep.equal([[], []]);
  });

  it("lists everything wrong in all rows, with file, line and column", async () => {
    const problems = await problemsOf(
      requestsWith(
        "household.referenceIncomeCentsPerYear,household.isStayLawful,wishedCommunes,job.contract,job.startsOn",
        `${goodStart("q1")},"24500,50",peut-être,"02408,02691",CDI,23/11/2026`,
        `${goodStart("q2")},12.5,oui,2408,permanent,2026-02-30`,
        `q 3,transfert,2025-02-01,,applicant,-1,,,,`,
        `${goodStart("q4")},1`,
      ),
    );
    const shown = problems.map(({ line, column, sentence }) => `${line} ${column}: ${sentence}`);
    expect(shown).to.deep.equal([
      '2 household.isStayLawful: "peut-être" is neither yes nor no. Write true or false (oui, non, yes, no, 1 and 0 are read too).',
      '2 household.referenceIncomeCentsPerYear: "24500,50" is not in cents. Money is written in whole cents, digits only: 2450050.',
      '2 job.contract: "CDI" is not allowed. Allowed: permanent, fixed-term, apprenticeship, professionalisation, temporary, seasonal, job-seeker.',
      '2 job.startsOn: A day is written 2026-11-23, but "23/11/2026" was sent. Write 2026-11-23.',
      '2 wishedCommunes: A list is separated by spaces or |, but "02408,02691" was sent. Write 02408 02691.',
      '3 household.referenceIncomeCentsPerYear: "12.5" is not in cents. Money is written in whole cents, digits only: 1250.',
      '3 job.startsOn: There is no day "2026-02-30" in the calendar. Correct it.',
      '3 wishedCommunes: "2408" has not the form of an INSEE code of a commune, such as 02408 (not a postcode). A spreadsheet may have taken a leading zero away: write 02408.',
      "4 household.referenceIncomeCentsPerYear: -1 is out of range: allowed from 0 to 2000000000. Units: see the name of the fact.",
      '4 id: "q 3" has not the form of an id: letters, digits, dot, hyphen and underscore, at most 64 characters, a letter or digit first.',
      '4 kind: "transfert" is not allowed. Allowed: first-request, transfer. Maybe "transfer"?',
      "4 validUntil: The fact validUntil is required and absent. Give it.",
      "5 undefined: The row has 6 cells, the header has 10. Check delimiters and quotes.",
    ]);
  });

  it("reads words of a list of allowed words with capitals, in cells and in lists", async () => {
    const dwellings = smallPool["dwellings.csv"].replace("plus", "PLUS");
    const requests = smallPool["requests.csv"]
      .replace("permanent", "Permanent")
      .replace("first-request", "First-Request")
      .replace(",|,", ",Violence DISABILITY no-housing,");
    const snapshot = await snapshotOf(pool({ "dwellings.csv": dwellings, "requests.csv": requests }));
    const [request] = snapshot.requests;
    expect(snapshot.dwellings[0]!.funding).to.equal("plus");
    expect([request!.kind, request!.job.contract]).to.deep.equal(["first-request", "permanent"]);
    expect(request!.provenPriorities).to.deep.equal(["violence", "disability", "no-housing"]);
  });

  it("leaves capitals where any text may stand", async () => {
    const snapshot = await snapshotOf(pool({ "requests.csv": smallPool["requests.csv"].replace("q2,", "Q2,") }));
    expect(snapshot.requests.map(({ id }) => id)).to.have.members(["q1", "Q2"]);
  });

  it("tells a day that does not exist from a day written another way", async () => {
    const days = ["31/11/2026", "29.02.2027", "23/11/2026", "11/23/2026", "1/2/2026"];
    const rows = days.map((day, i) => `${goodStart(`q${i}`)},${day}`);
    const problems = await problemsOf(requestsWith("job.startsOn", ...rows));
    expect(problems.map(({ sentence }) => sentence)).to.deep.equal([
      'There is no day "31/11/2026" in the calendar. Correct it.',
      'There is no day "29.02.2027" in the calendar. Correct it.',
      'A day is written 2026-11-23, but "23/11/2026" was sent. Write 2026-11-23.',
      'A day is written 2026-11-23, but "11/23/2026" was sent.',
      'A day is written 2026-11-23, but "1/2/2026" was sent. Write 2026-02-01.',
    ]);
  });

  it("says an amount in cents where it is certain what was meant", async () => {
    const sentTo = async (column: string, ...cells: string[]) => {
      const rows = cells.map((cell, i) => `${goodStart(`q${i}`)},"${cell}"`);
      return (await problemsOf(requestsWith(column, ...rows))).map(({ code, values }) => [code, values.todo]);
    };
    const amounts = ["650 €", "21 500,00", "21\u202f500,5", "21\u00a0500 EUR", "650€", "12.34", "-1,5"];
    expect(await sentTo("rentLimitCentsPerMonth", ...amounts)).to.deep.equal(
      ["65000", "2150000", "2150050", "2150000", "65000", "1234", "-150"].map((todo) => ["money-in-cents", todo]),
    );
    const unclear = ["21 500", "1,234", "1 23,00", "€", "many", "1.234"];
    expect(await sentTo("rentLimitCentsPerMonth", ...unclear)).to.deep.equal(
      [...Array(5).fill("no-number"), "no-decimal"].map((code) => [code, undefined]),
    );
    expect((await sentTo("job.commuteMinutes", "12,5", "12.5", "12 €")).map(([code]) => code)).to.deep.equal([
      "decimal-comma",
      "no-decimal",
      "no-number",
    ]);
  });

  it("names unknown, doubled and missing columns once, with what was probably meant", async () => {
    const problems = await problemsOf({
      "requests.csv": `id,kind,filedOn,validUntill,person1.role,kind,houshold.isStayLawful\n${goodStart("q1")},,\n${goodStart("q2")},,`,
    });
    expect(problems.map(({ line, column, code }) => [line, column, code])).to.deep.equal([
      [1, "houshold.isStayLawful", "column-unknown"],
      [1, "kind", "column-twice"],
      [1, "validUntil", "column-missing"],
      [1, "validUntill", "column-unknown"],
    ]);
    expect(problems[0]!.sentence).to.contain('Maybe "household.isStayLawful"?');
    expect(problems[3]!.sentence).to.contain('Maybe "validUntil"?');
  });

  it("finds ids that stand twice and ids that nobody has", async () => {
    const problems = await problemsOf({
      "landlords.csv": "id,kind\nl1,social\nl2,private\nl1,private\n",
      "rights.csv": "id,agreementId,mode\nr1,a9,flow\n",
      "pins.csv": "vacancyId,requestId,kind\nv1,q9,confirmed\nv1,q1,confirmed\nv1,q1,live-offer\n",
      "employers.csv": undefined,
    });
    expect(problems.map(({ file, line, code }) => [file, line, code])).to.deep.equal([
      ["employers.csv", undefined, "file-missing"],
      ["landlords.csv", 4, "id-twice"],
      ["pins.csv", 2, "reference-unknown"],
      ["pins.csv", 4, "pair-twice"],
      ["rights.csv", 2, "reference-unknown"],
    ]);
    expect(problems[1]!.sentence).to.equal('The id "l1" stands here and before, in line 2. Every id may stand once.');
  });

  it("does not call a record missing because it has another mistake", async () => {
    const problems = await problemsOf({ "landlords.csv": "id,kind\nl1,sociale\n" });
    expect(problems.map(({ code }) => code)).to.deep.equal(["not-allowed"]);
  });

  it("names files of another kind and another encoding, and says what to do", async () => {
    const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]);
    const latin1 = Buffer.from("id,kind,title\nl1,social,Cité\n", "latin1");
    const utf16 = Buffer.from("\uFEFFid,kind\nl1,social\n", "utf16le");
    const sentences = async (content: Uint8Array) =>
      (
        await problemsOf({
          "landlords.csv": content,
          "agreements.csv": "id,landlordId,programme,effectiveFrom\n",
          "rights.csv": "id,agreementId,mode\n",
          "vacancies.csv": "id,dwellingId,rightId,availableOn,designateBy\n",
        })
      )[0]!.sentence;
    expect(await sentences(zip)).to.equal(
      "This is a spreadsheet (xlsx, ods) or a zip archive, which is not read. Export each sheet as CSV (UTF-8).",
    );
    expect(await sentences(latin1)).to.contain("Latin-1 or Windows-1252. Save it as UTF-8");
    expect(await sentences(utf16)).to.contain("encoded in UTF-16. Save it as UTF-8");
    const [sheet] = await problemsOf({ "requests.csv": undefined, "requests.xlsx": zip }).then((all) =>
      all.filter(({ code }) => code === "file-kind"),
    );
    expect(sheet!.sentence).to.contain("Export each sheet as CSV");
  });

  it("says so when there is no pool: no path, an empty folder, no reference day, a misnamed file, two formats", async () => {
    const none = await readPool("/nowhere/at/all");
    expect(none.problems.map(({ code }) => code)).to.deep.equal(["path-missing"]);
    expect((await reading({})).problems.map(({ code }) => code)).to.deep.equal(["folder-empty"]);
    expect((await problemsOf({ "run.json": undefined })).map(({ code }) => code)).to.deep.equal(["as-of-missing"]);
    expect((await problemsOf({ "run.json": '{"asOf": "2026-02-30"}' })).map(({ code }) => code)).to.deep.equal([
      "day-missing",
    ]);
    const [misnamed] = await problemsOf({ "pin.csv": "vacancyId,requestId,kind\n" });
    expect(misnamed!.sentence).to.contain('Maybe "pins.csv"?');
    expect((await problemsOf({ "landlords.ndjson": "" })).map(({ code }) => code)).to.include("file-twice");
    expect((await problemsOf({ "dwellings.csv": undefined })).map(({ code }) => code)).to.include("file-missing");
    const chosen = await inFolder({ ...smallPool, "run.json": "{}" }, (folder) =>
      readPool(folder, { asOf: "2027-01-01" }),
    );
    expect(chosen.snapshot!.asOf).to.equal("2027-01-01");
  });

  it("reports an unreadable file instead of failing", async () => {
    const { problems } = await reading(pool({ "landlords.csv": undefined, "landlords.csv/inside": "" }));
    expect(problems.some(({ sentence }) => sentence.includes("it is a folder"))).to.equal(true);
  });

  it("reports broken JSON, lines that are no record, null, and wrong types with a pointer", async () => {
    const good = {
      id: "q1",
      kind: "transfer",
      filedOn: "2025-02-01",
      validUntil: "2027-02-01",
      household: { persons: [{ role: "applicant" }] },
      job: {},
    };
    const lines = [
      JSON.stringify(good),
      '{"id": ',
      "[1]",
      JSON.stringify({ ...good, id: "q2", hasUniqueNumber: null, rentLimitCentsPerMonth: 12.5, colour: "red" }),
      JSON.stringify({
        ...good,
        id: "q3",
        household: { persons: [] },
        job: { workplacePosition: { latitude: 3.0635, longitude: 50.6366 } },
      }),
    ];
    const { problems } = await reading(pool({ "requests.csv": undefined, "requests.ndjson": lines.join("\n") }));
    expect(problems.map(({ line, pointer, code }) => [line, pointer, code])).to.deep.equal([
      [2, undefined, "json-syntax"],
      [3, undefined, "not-an-object"],
      [4, "/colour", "fact-unknown"],
      [4, "/hasUniqueNumber", "wrong-type"],
      [4, "/rentLimitCentsPerMonth", "wrong-type"],
      [5, "/household/persons", "list-length"],
      [5, "/job/workplacePosition", "position-outside"],
    ]);
    expect(problems[6]!.sentence).to.contain("seem to be exchanged");
  });

  it("says the words inside a sentence in French too", async () => {
    const problems = await problemsOf({
      ...requestsWith("job.startsOn,wishedCommunes", `${goodStart("q1")},23/11/2026,2408`),
      "pin.csv": "",
    });
    expect(problems.map(({ code, valuesFr }) => [code, valuesFr.hint ?? valuesFr.what])).to.deep.equal([
      ["file-unknown", " Peut-être « pins.csv » ?"],
      ["day-format", " Écrivez 2026-11-23."],
      [
        "wrong-form",
        "un code INSEE de commune, comme 02408 (pas un code postal). Un tableur a peut-être retiré le zéro de tête : écrivez 02408",
      ],
    ]);
  });

  it("reports a quote that is never closed at the line where it opens", async () => {
    const problems = await problemsOf({
      "employers.csv": 'id,sector,employees,title\ne1,public,3,"Mairie\ne2,public,4,B\n',
    });
    expect(problems.filter(({ code }) => code === "quote-open").map(({ file, line }) => [file, line])).to.deep.equal([
      ["employers.csv", 2],
    ]);
  });

  it("keeps the first problems and counts the others", async () => {
    const rows = Array.from({ length: PROBLEMS_KEPT + 500 }, (_, i) => `${goodStart(`q${i}`)},perhaps`);
    const files = { ...smallPool, ...requestsWith("hasUniqueNumber", ...rows) };
    const { problems, problemCount } = await reading(files);
    expect(problemCount).to.equal(PROBLEMS_KEPT + 500);
    expect(problems).to.have.length(PROBLEMS_KEPT + 1);
    expect(problems.at(-1)!.sentence).to.equal("500 more problems were found and are not listed.");
  });
});
