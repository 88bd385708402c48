import { expect } from "chai";
import { openPoolSource } from "../../src/adapters/files/pool-source.ts";
import { readPool } from "../../src/adapters/files/read-pool.ts";
import { commit, replace } from "../../src/app/commit.ts";
import { type ImportedPool, importPool } from "../../src/app/import-pool.ts";
import { judgeProof } from "../../src/app/judge-proof.ts";
import type { Kind } from "../../src/app/kinds.ts";
import { mergeRequests } from "../../src/app/merge-requests.ts";
import { personPlace } from "../../src/app/persons/person-keys.ts";
import { recordProof } from "../../src/app/record-proof.ts";
import { renewRequest } from "../../src/app/renew-request.ts";
import { readSnapshot } from "../../src/app/runs/read-snapshot.ts";
import { digestOf } from "../../src/domain/audit/record-digest.ts";
import { RowLeaves } from "../../src/domain/audit/row-leaves.ts";
import { snapshotDigest } from "../../src/domain/facts/snapshot-digest.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { smallPool } from "../support/small-pool.ts";
import { inFolder } from "../support/temporary-folder.ts";

const operator = actorOf("operator");

type Files = Readonly<Record<string, string>>;

const more = {
  "ledger.csv": "targetId,territory,year,lettings,counted\ndalo-share,02,2026,40,9\n",
  "pins.csv": "vacancyId,requestId,kind\nv1,q2,live-offer\n",
  "struck.csv": "vacancyId,requestId,reason\nv1,q1,refused-by-candidate\n",
  "travel-times.csv": "fromCommuneCode,toCommuneCode,minutes\n02408,02691,35\n",
};
const persons = {
  "persons.csv":
    "requestId,familyName,givenNames,email,phone,address\n" +
    "q1,Inventée,Zoé,zoe@invented.example,0600000000,1 rue Inventée\nq2,Imaginaire,Ali,,,\n",
};
const wholePool: Files = { ...smallPool, ...more, ...persons };

describe("the import of a pool", () => {
  let app: App;

  beforeEach(async () => {
    app = await openApp();
  });

  afterEach(() => app.close());

  async function imported(files: Files, goodRowsOnly = false): Promise<ImportedPool> {
    return inFolder(files, async (folder) =>
      importPool(app.context, operator, { source: await openPoolSource(folder), goodRowsOnly }),
    );
  }

  const get = async <K extends Kind>(kind: K, id: string) => (await app.context.store.get(kind, id))!;
  const places = ({ problems }: ImportedPool) =>
    problems.map(({ file, line, column, code }) => `${file}:${line ?? ""}:${column ?? ""} ${code}`);

  it("keeps every record in one change, each in its first state, and counts them", async () => {
    const pool = await imported(wholePool);
    expect(pool.problems).to.deep.equal([]);
    expect(pool.sequence).to.equal(1);
    expect(Object.fromEntries([...pool.counts].map(([kind, { created }]) => [kind, created]))).to.deep.equal({
      landlord: 1,
      agreement: 1,
      right: 1,
      dwelling: 1,
      employer: 1,
      vacancy: 1,
      request: 2,
      ledger: 1,
      pin: 1,
      struck: 1,
      "travel-time": 1,
      person: 2,
    });
    const vacancy = (await get("vacancy", "v1")).document;
    expect(vacancy).to.include({ state: "open", landlordId: "l1", departementCode: "02", isExtended: false });
    expect(vacancy.clock).to.deep.include({ startedOn: "2026-11-23", endsOn: "2026-12-05" });
    const request = (await get("request", "q1")).document;
    expect(request).to.include({ state: "active", submittedBy: "operator-1" });
    expect((await get("pin", "v1~q2")).document.state).to.equal("held");
    const person = (await get("person", request.personId!)).document;
    const { wrapped } = (await get("person-key", request.personId!)).document;
    const opened = app.context.sealing.open(wrapped!, person.sealed!, personPlace(request.personId!));
    expect(JSON.parse(opened)).to.include({ familyName: "Inventée", email: "zoe@invented.example" });
    expect(person.tokens).to.have.all.keys("name", "email", "family");
  });

  it("writes one audit entry whose Merkle root is that of the rows in the store", async () => {
    const pool = await imported(wholePool);
    const leaves = new RowLeaves();
    for (const kind of ["landlord", "agreement", "right", "dwelling", "employer", "vacancy", "request"] as const)
      await add(kind);
    for (const kind of ["ledger", "pin", "struck", "travel-time", "person", "person-key"] as const) await add(kind);
    async function add(kind: Kind) {
      for await (const batch of app.context.store.versions(kind)) {
        for (const { id, version, factsDigest, life } of batch)
          leaves.add(kind, id, version, digestOf(factsDigest, life));
      }
    }
    const entries = [];
    for await (const batch of app.context.store.entries()) entries.push(...batch);
    expect(entries).to.have.length(1);
    expect(entries[0]).to.include({ sequence: pool.sequence, command: "import-pool" });
    expect(entries[0]!.events).to.deep.equal([{ type: "pool-imported", records: 14, unchanged: 0, refused: 0 }]);
    expect(entries[0]!.rows).to.deep.equal(leaves.rows());
    expect(entries[0]!.changes).to.equal(undefined);
  });

  it("gives the store the snapshot digest of the files", async () => {
    const { "struck.csv": _, ...files } = { ...smallPool, ...more };
    await imported(files);
    const { snapshot } = await inFolder(files, readPool);
    const stored = await readSnapshot(app.context, { asOf: "2026-11-23" });
    expect(stored.snapshotDigest).to.equal(snapshotDigest(snapshot!));
    expect(stored.leftOut).to.equal(0);
  });

  it("writes nothing the second time and says so", async () => {
    await imported(wholePool);
    const again = await imported(wholePool);
    expect(again.problems).to.deep.equal([]);
    for (const [kind, counts] of again.counts) {
      expect(counts, kind).to.include({ created: 0, changed: 0, refused: 0 });
    }
    expect((await get("request", "q1")).version).to.equal(1);
    const [entry] = await entriesFrom(again.sequence!);
    expect(entry!.rows.count).to.equal(0);
    expect(entry!.events).to.deep.equal([{ type: "pool-imported", records: 0, unchanged: 14, refused: 0 }]);
  });

  async function entriesFrom(sequence: number) {
    for await (const batch of app.context.store.entries(sequence)) return batch;
    return [];
  }

  it("gives a record with other facts a new version in the state it has", async () => {
    await imported(wholePool);
    const vacancy = await get("vacancy", "v1");
    const request = await get("request", "q1");
    await commit(app.context, {
      actor: operator,
      command: "designate",
      events: [],
      writes: [
        replace(vacancy, { ...vacancy.document, state: "designated" }),
        replace(
          request,
          { ...request.document, state: "designated" },
          { personId: request.document.personId!, wrapped: await wrappedOf(request.document.personId!) },
        ),
      ],
    });
    const pool = await imported({
      ...wholePool,
      "vacancies.csv": wholePool["vacancies.csv"]!.replace("2026-12-05", "2026-12-31"),
      "requests.csv": wholePool["requests.csv"]!.replace("2450000", "2460000"),
      "persons.csv": wholePool["persons.csv"]!.replace("zoe@", "zoé@"),
    });
    expect(pool.problems).to.deep.equal([]);
    expect(pool.counts.get("request")).to.deep.equal({ created: 0, changed: 1, unchanged: 1, refused: 0 });
    expect(pool.counts.get("person")).to.deep.equal({ created: 0, changed: 1, unchanged: 1, refused: 0 });
    const changed = await get("vacancy", "v1");
    expect(changed.version).to.equal(3);
    expect(changed.document.state).to.equal("designated");
    expect(changed.document.clock.endsOn).to.equal("2026-12-31");
    expect((await get("request", "q1")).document.state).to.equal("designated");
    expect((await get("request", "q1")).document.facts!.household.referenceIncomeCentsPerYear).to.equal(2_460_000);
  });

  async function wrappedOf(personId: string): Promise<string> {
    return (await get("person-key", personId)).document.wrapped!;
  }

  it("takes back neither a proof that was validated nor a renewal, which a file from before knows nothing of", async () => {
    await imported(wholePool);
    const secretary = actorOf("secretary");
    const { proofId } = await recordProof(app.context, secretary, { requestId: "q1", code: "tax-notice" });
    await judgeProof(app.context, secretary, { proofId, expected: 1, verdict: "validated" });
    const { version, document } = await get("request", "q1");
    app.context.clock.moveTo(`${document.facts!.validUntil}T08:00:00.000Z`);
    const renewed = await renewRequest(app.context, secretary, { requestId: "q1", expected: version });
    const same = await imported(wholePool);
    expect(same.counts.get("request")).to.include({ changed: 0, unchanged: 2 });
    const richer = wholePool["requests.csv"]!.replace("2450000", "2460000");
    expect((await imported({ ...wholePool, "requests.csv": richer })).counts.get("request")).to.include({ changed: 1 });
    const { facts } = (await get("request", "q1")).document;
    expect(facts!.household.referenceIncomeCentsPerYear).to.equal(2_460_000);
    expect(facts!.validatedProofs).to.deep.equal(["tax-notice"]);
    expect(facts!.validUntil).to.equal(renewed.validUntil);
  });

  it("keeps the earlier seniority and the later validity of a merge, which a file from before knows nothing of", async () => {
    const older = wholePool["requests.csv"]!;
    await imported(wholePool);
    const [kept, other] = [await get("request", "q1"), await get("request", "q2")];
    expect(other.document.facts!.filedOn).to.not.equal(kept.document.facts!.filedOn);
    const [first, second] =
      kept.document.facts!.filedOn > other.document.facts!.filedOn ? [kept, other] : [other, kept];
    await mergeRequests(app.context, actorOf("secretary"), {
      keptId: first.id,
      keptExpected: first.version,
      otherId: second.id,
      otherExpected: second.version,
      outcome: "merge",
      reason: "same-household",
    });
    const merged = (await get("request", first.id)).document;
    expect(merged.facts!.filedOn).to.equal(second.document.facts!.filedOn);
    expect(merged.mergedFrom).to.deep.equal([second.id]);
    expect((await imported({ ...wholePool, "requests.csv": older })).counts.get("request")).to.include({
      changed: 0,
      unchanged: 2,
    });
    expect((await get("request", first.id)).document.facts).to.deep.equal(merged.facts);
  });

  it("does not revive a request that has ended, and leaves it alone when the row is the same", async () => {
    await imported(wholePool);
    const request = await get("request", "q2");
    const person = { personId: request.document.personId!, wrapped: await wrappedOf(request.document.personId!) };
    await commit(app.context, {
      actor: operator,
      command: "withdraw-request",
      events: [],
      writes: [replace(request, { ...request.document, state: "withdrawn" }, person)],
    });
    expect((await imported(wholePool)).problems).to.deep.equal([]);
    const pool = await imported({
      ...smallPool,
      "requests.csv": smallPool["requests.csv"].replace("transfer", "first-request"),
    });
    expect(places(pool)).to.deep.equal(["requests.csv:3:id record-ended"]);
    expect(pool.problems[0]!.sentence).to.contain("withdrawn");
    expect(pool.sequence).to.equal(undefined);
    expect((await get("request", "q2")).document.state).to.equal("withdrawn");
  });

  it("lets a part of a pool name what is stored, and reports what is nowhere", async () => {
    await imported(smallPool);
    const { "requests.csv": requests } = smallPool;
    const part = { "requests.csv": requests.replace("q1,", "q9,").replace(/q2.*\n/, "") };
    expect((await imported(part)).problems).to.deep.equal([]);
    const wrong = {
      "requests.csv": requests.replace("q1,e1", "q8,e7").replace(/q2.*\n/, ""),
      "vacancies.csv":
        "id,dwellingId,rightId,availableOn,designateBy\nv2,d1,r1,2026-12-01,2026-12-05\nv3,d7,r7,2026-12-01,2026-12-05\n",
      "persons.csv": "requestId,familyName,givenNames\nq1,Inventée,Zoé\nnobody,Inventé,Luc\n",
    };
    const pool = await imported(wrong);
    expect(places(pool)).to.deep.equal([
      "persons.csv:3:requestId reference-unknown",
      "requests.csv:2:employerId reference-unknown",
      "vacancies.csv:3:dwellingId reference-unknown",
      "vacancies.csv:3:rightId reference-unknown",
    ]);
    const good = await imported(wrong, true);
    expect(good.counts.get("vacancy")).to.include({ created: 1, refused: 1 });
    const { personId } = (await get("request", "q1")).document;
    expect((await get("person", personId!)).version).to.equal(1);
    expect(await app.context.store.get("vacancy", "v3")).to.equal(undefined);
  });

  it("keeps nothing of ten thousand rows with many errors and names every one of them; or keeps the good ones", async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => {
      const kind = i % 10 === 3 ? "third-request" : "first-request";
      const employer = i % 100 === 4 ? "nobody" : "e1";
      const day = i % 50 === 5 ? "31/13/2026" : "2027-01-31";
      const id = i % 1_000 === 6 ? `t${i - 1}` : `t${i}`;
      return `${id},${employer},${kind},2025-01-31,${day},applicant,permanent\n`;
    });
    const files = {
      ...smallPool,
      "requests.csv": `id,employerId,kind,filedOn,validUntil,person1.role,job.contract\n${rows.join("")}`,
    };
    const pool = await imported(files);
    expect(pool.problemCount).to.equal(1_000 + 100 + 200 + 10);
    expect(pool.problems).to.have.length(pool.problemCount);
    expect(pool.problems.filter(({ code }) => code === "not-allowed").map(({ line }) => line)).to.deep.equal(
      Array.from({ length: 1_000 }, (_, i) => i * 10 + 5),
    );
    const wrong = pool.problems.find(({ line, column }) => line === 5 && column === "kind")!;
    expect(wrong.values).to.include({ sent: "third-request", allowed: "first-request, transfer" });
    expect(pool.sequence).to.equal(undefined);
    expect(await app.context.store.head()).to.include({ sequence: 0 });
    expect(await app.context.store.get("landlord", "l1")).to.equal(undefined);

    const good = await imported(files, true);
    expect(good.problems).to.deep.equal(pool.problems);
    expect(good.counts.get("request")).to.deep.equal({ created: 8_690, changed: 0, unchanged: 0, refused: 1_310 });
    expect((await get("request", "t0")).document.state).to.equal("active");
    expect(await app.context.store.get("request", "t3")).to.equal(undefined);
    const [entry] = await entriesFrom(good.sequence!);
    expect(entry!.rows.count).to.equal(8_690 + 6);
  });

  it("reports facts that contradict each other beside everything else", async () => {
    const pool = await imported({
      ...smallPool,
      "agreements.csv": "id,landlordId,programme,effectiveFrom,effectiveTo\na1,l1,social-flow,2024-01-01,2023-01-01\n",
      "vacancies.csv":
        "id,dwellingId,rightId,availableOn,designateBy,temporaryUntil\nv1,d1,r1,2026-12-01,2026-12-05,2026-11-30\n",
      "ledger.csv": "targetId,territory,year,lettings,counted\ndalo-share,02,2026,4,9\n",
    });
    expect(places(pool)).to.deep.equal([
      "agreements.csv:2:effectiveTo days-contradict",
      "ledger.csv:2:counted not-allowed",
      "vacancies.csv:2:temporaryUntil days-contradict",
    ]);
  });

  it("gives a request of a pool with persons one without a name where no row names it, and a stored one its person later", async () => {
    await imported(smallPool);
    expect((await get("request", "q1")).document.personId).to.equal(undefined);
    const { "requests.csv": requests } = smallPool;
    const pool = await imported({
      "requests.csv": `${requests.replace("2450000", "2460000")}${requests.split("\n")[2]!.replace("q2", "q3")}\n`,
      "persons.csv": "requestId,familyName,givenNames\nq1,Inventée,Zoé\nq2,Imaginaire,Ali\n",
    });
    expect(pool.problems).to.deep.equal([]);
    expect(pool.counts.get("person")).to.deep.equal({ created: 2, changed: 0, unchanged: 0, refused: 0 });
    for (const [id, version] of [
      ["q1", 2],
      ["q2", 2],
      ["q3", 1],
    ] as const) {
      const request = await get("request", id);
      expect(request.version, id).to.equal(version);
      const person = await get("person", request.document.personId!);
      expect(person.document.sealed === undefined, id).to.equal(id === "q3");
      expect(await wrappedOf(request.document.personId!), id).to.be.a("string");
    }
  });

  it("keeps of the good rows none that names a refused one", async () => {
    const pool = await imported(
      { ...wholePool, "requests.csv": wholePool["requests.csv"]!.replace("first-request", "third-request") },
      true,
    );
    expect(places(pool)).to.deep.equal([
      "persons.csv:2:requestId reference-refused",
      "requests.csv:2:kind not-allowed",
      "struck.csv:2:requestId reference-refused",
    ]);
    expect(pool.counts.get("person")).to.deep.equal({ created: 1, changed: 0, unchanged: 0, refused: 1 });
    expect(pool.counts.get("struck")).to.deep.equal({ created: 0, changed: 0, unchanged: 0, refused: 1 });
  });

  it("refuses everything for a wrong column or file, also when only good rows are wanted", async () => {
    for (const files of [
      { ...wholePool, "requests.csv": wholePool["requests.csv"]!.replace("wishedCommunes", "wishes") },
      { ...wholePool, "employers.xlsx": "PK" },
      { "landlords.csv": "" },
    ]) {
      const pool = await imported(files, true);
      expect(pool.problemCount).to.be.greaterThan(0);
      expect(pool.sequence).to.equal(undefined);
    }
    const missing = await importPool(app.context, operator, {
      source: await openPoolSource("/nowhere"),
      goodRowsOnly: true,
    });
    expect(missing.problems.map(({ code }) => code)).to.deep.equal(["path-missing"]);
    expect(await app.context.store.head()).to.include({ sequence: 0 });
  });

  it("takes NDJSON and a JSON snapshot as it takes CSV", async () => {
    const { snapshot } = await inFolder({ ...smallPool, ...more }, readPool);
    const ndjson = Object.fromEntries(
      (["landlords", "agreements", "rights", "dwellings", "employers", "vacancies", "requests"] as const).map(
        (name) => [`${name}.ndjson`, snapshot![name].map((record) => `${JSON.stringify(record)}\n`).join("")],
      ),
    );
    expect((await imported(ndjson)).counts.get("request")).to.include({ created: 2 });
    const pool = await imported({ "snapshot.json": JSON.stringify(snapshot), ...persons });
    expect(pool.problems).to.deep.equal([]);
    expect(pool.counts.get("request")).to.deep.equal({ created: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(pool.counts.get("pin")).to.include({ created: 1 });
    expect(pool.counts.get("landlord")).to.include({ unchanged: 1 });
  });

  it("is refused to who may not", async () => {
    const source = await openPoolSource("/nowhere");
    let refused: unknown;
    await importPool(app.context, actorOf("hr"), { source }).catch((error: unknown) => (refused = error));
    expect(refused).to.include({ code: "role-forbidden" });
  });
});
