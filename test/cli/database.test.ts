import { copyFile, readFile, stat, writeFile } from "node:fs/promises";
import { expect } from "chai";
import type { RunDocument } from "../../src/domain/runs/run-record.ts";
import { sha256 } from "../../src/domain/shared/digest.ts";
import { CommandedDatabase } from "../support/database-commands.ts";

interface Listed {
  readonly id: string;
  readonly version: number;
  readonly vacancyId: string;
  readonly proposed: { readonly candidates: readonly { readonly requestId: string }[] };
}

const unfilled = /\{\w+[}|]|undefined|\[object/;

describe("the life of a database on the command line", () => {
  let database: CommandedDatabase;
  /** Whom the committee took instead of the first for V-LAON-1-01. */
  let chosen: string;
  before(async () => {
    database = await CommandedDatabase.open();
  });
  after(() => database.close());

  it("begins with an import, which makes database and key, and says so", async () => {
    const { exitCode, out, err } = await database.run(["import", database.pool, "--lang", "fr"]);
    expect([exitCode, out]).to.satisfy(([code, text]: [number, string]) => code === 0 && /demande +400/.test(text));
    expect(err).to.contain("Une clé maîtresse a été créée").and.to.contain(`${database.file}.key`);
    expect((await stat(`${database.file}.key`)).mode & 0o777).to.equal(0o600);
    const again = await database.json<{ counts: Record<string, { created: number; unchanged: number }> }>(
      `import ${database.pool}`,
    );
    expect(again.counts.request).to.include({ created: 0, unchanged: 400 });
    expect(`${out}${err}`).to.not.match(unfilled);
  });

  it("the seed is published the day before, and the run reveals exactly that one", async () => {
    const { digest } = await database.json<{ digest: string }>("seed publish");
    expect(digest).to.match(/^[0-9a-f]{64}$/);
    database.clock.moveTo("2026-11-24T06:00:00.000Z");
    const run = await database.json<RunDocument & { readonly id: string }>("run");
    expect(run.id).to.equal("2026-11-24-1");
    expect(sha256(run.record!.seed)).to.equal(digest);
    expect(run.withheld).to.deep.equal([]);
  });

  it("a day is run once", async () => {
    const { exitCode, err } = await database.run("run --lang fr");
    expect(exitCode).to.equal(3);
    expect(err).to.contain("L’exécution du 24 novembre 2026 a déjà eu lieu");
  });

  it("proposals are listed by risk, and one is shown whole by its vacancy", async () => {
    const listed = await database.done("proposals");
    const days = [...listed.matchAll(/^ +(\d+) /gm)].map((match) => Number(match[1]));
    expect(days.length).to.be.greaterThan(40);
    expect(days).to.deep.equal([...days].sort((a, b) => a - b));
    const french = await database.done("proposals --lang fr");
    for (const line of `${listed}${french}`.split("\n")) expect(line.length, line).to.be.at.most(80);
    const whole = await database.done("proposals V-LAON-1-02 --lang fr");
    expect(whole).to.contain("Laon, rue du 13 octobre 1918, logement 2").and.to.contain("EHVP");
    expect(whole).to.contain("pts sur 125").and.to.contain("Motifs admis").and.to.contain("Lien de famille");
    expect(whole).to.contain("contingent agenda open <jour> V-LAON-1-02");
    expect(`${listed}${whole}`).to.not.match(unfilled);
  });

  it("nothing is decided without an open agenda and a quorum", async () => {
    const alone = await database.run("decide V-LAON-1-02 confirm");
    expect([alone.exitCode, alone.err]).to.satisfy(
      ([code, text]: [number, string]) => code === 3 && text.includes("on no open agenda"),
    );
    const opened = await database.done(
      "agenda open 2026-11-24 V-LAON-1-01 V-LAON-1-02 V-LAON-1-03 V-59350-01 V-60159-05",
    );
    expect(opened).to.match(/is open: 5 proposals/);
    const few = await database.run("decide V-LAON-1-02 confirm --lang fr");
    expect(few.exitCode).to.equal(3);
    expect(few.err).to.contain("0 membre présent et non retiré, il en faut 3");
    expect(await database.done("agenda attend --present m1,m2,m3 --absent m4")).to.contain("3 members present");
  });

  it("a decision is made on the version that was read, and a later one is a conflict that names the newer state", async () => {
    const [before] = (await database.json<Listed[]>("proposals")).filter((one) => one.vacancyId === "V-LAON-1-02");
    expect(await database.done(`decide V-LAON-1-02 confirm --as m1 --expect ${before!.version}`)).to.contain(
      "confirmed",
    );
    const late = await database.run(`decide ${before!.id} confirm --as m2 --expect ${before!.version} --lang fr`);
    expect(late.exitCode).to.equal(3);
    expect(late.err).to.contain("modification entre-temps").and.to.contain("confirmée");
  });

  it("another candidate is taken with a reason that names who is passed over", async () => {
    const shown = await database.json<{ proposal: { document: Listed } }>("proposals V-LAON-1-01");
    const passed = shown.proposal.document.proposed.candidates[0]!.requestId;
    const next = (await database.json<{ next: { requestId: string }[] }>("proposals V-LAON-1-01")).next[0]!.requestId;
    const silent = await database.run(`decide V-LAON-1-01 replace --requests ${next} --as m1`);
    expect([silent.exitCode, silent.out]).to.deep.equal([2, ""]);
    const decided = await database.done([
      ..."decide V-LAON-1-01 replace --as m1 --reason candidate-withdrew --text".split(" "),
      "letter of 20 November (invented)",
      "--requests",
      next,
    ]);
    expect(decided).to.contain(`passed over: ${passed} (candidate-withdrew)`);
    chosen = next;
  });

  it("what the rule set says needs two people needs two people", async () => {
    const given = await database.done("decide V-60159-05 give-back --reason no-suitable-candidate --text none --as m1");
    expect(given).to.contain("once another person has signed");
    expect(await database.done("agenda show")).to.contain("second V-60159-05");
    expect(await database.done("proposals V-60159-05")).to.contain("contingent second V-60159-05");
    const own = await database.run("second V-60159-05 --as m1");
    expect([own.exitCode, own.err]).to.satisfy(
      ([code, text]: [number, string]) => code === 3 && text.includes("another person"),
    );
    expect(await database.done("second V-60159-05 --as m2")).to.contain("V-60159-05: given back");
  });

  it("a designation goes from the landlord's answer to the lease", async () => {
    const sent = await database.done("designate V-LAON-1-02");
    expect(sent).to.contain("Next, once the landlord has answered for all: contingent answer V-LAON-1-02 ");
    const request = /^ {2}1\. {2}(\w+)/m.exec(sent)![1]!;
    const answered = await database.done(`answer V-LAON-1-02 ${request}=accepted-by-owner`);
    expect(answered).to.contain("offer until 4 December 2026");
    expect(answered).to.contain(`contingent reply V-LAON-1-02 ${request} accepted`);
    const twice = await database.run("designate V-LAON-1-02 --lang fr");
    expect([twice.exitCode, twice.err]).to.satisfy(
      ([code, text]: [number, string]) => code === 3 && text.includes("déjà été envoyée"),
    );
    expect(await database.done(`reply V-LAON-1-02 ${request} accepted --lang fr`)).to.contain("acceptée");
    expect(await database.done(`lease V-LAON-1-02 ${request} --on 2026-11-24`)).to.contain("lease signed");
    const wrong = await database.run("answer V-LAON-1-02 nobody");
    expect([wrong.exitCode, wrong.out]).to.deep.equal([2, ""]);
  });

  it("the agenda is closed with what is put back, and its minutes have a digest", async () => {
    const open = await database.run("agenda close");
    expect(open.exitCode).to.equal(3);
    const { agendaId, minutesDigest } = await database.json<{ agendaId: string; minutesDigest: string }>(
      "agenda close --put-back V-LAON-1-03,V-59350-01",
    );
    const minutes = await database.json<{ format: string; items: object[]; skippedInWords: object }>(
      `agenda show ${agendaId}`,
    );
    expect([minutes.format, minutes.items.length]).to.deep.equal(["contingent-minutes", 3]);
    expect(JSON.stringify(minutes.skippedInWords)).to.contain("letter of 20 November (invented)");
    const stored = await Promise.all(["", "-wal"].map((end) => readFile(`${database.file}${end}`).catch(() => "")));
    expect(Buffer.concat(stored.map((part) => Buffer.from(part))).includes("letter of 20 November")).to.equal(false);
    expect(await database.done(`agenda show ${agendaId} --lang fr`)).to.contain(minutesDigest);
    await database.done("agenda open 2026-11-25 V-59183-06");
    expect(await database.done("agenda close --put-back all --lang fr")).to.contain("est close");
    const list = await database.done("agenda list --lang fr");
    expect(list)
      .to.match(/close {2}\d+ propositions/)
      .and.to.contain(agendaId);
    expect((await database.run("agenda close --lang fr")).err).to.contain("contingent agenda list");
  });

  it("a decision whose candidate left is not sent; it says how it is ended, and then the vacancy is open", async () => {
    const before = await database.run("designate V-LAON-1-01 --end");
    expect(before.err).to.contain("is still there").and.to.contain("contingent designate V-LAON-1-01");
    await database.done(`requests withdraw ${chosen} --reason household-waiver`);
    const nobody = await database.run("designate V-LAON-1-01");
    expect(nobody.exitCode).to.equal(3);
    expect(nobody.err).to.contain(chosen).and.to.contain("contingent designate V-LAON-1-01 --end");
    expect(await database.done("designate V-LAON-1-01 --end --lang fr")).to.match(new RegExp(`parties\\s: ${chosen}`));
    expect((await database.run("designate V-LAON-1-01")).exitCode, "it was ended").to.equal(3);
  });

  it("the run is replayed to the byte, and with a corrected fact it says who would have been proposed", async () => {
    const outcome = await database.json<{ verdict: string; resultDigest: { recorded: string; found: string } }>(
      "replay 2026-11-24-1",
    );
    expect(outcome.verdict).to.equal("same");
    expect(outcome.resultDigest.found).to.equal(outcome.resultDigest.recorded);
    const town = JSON.parse(await readFile(database.pool, "utf8")) as { requests: { id: string; filedOn: string }[] };
    const corrected = { ...town.requests.find(({ id }) => id === "Y9N8"), filedOn: "2020-01-01" };
    await writeFile(database.path("corrected.json"), JSON.stringify(corrected));
    const report = await database.done(`replay 2026-11-24-1 --facts ${database.path("corrected.json")} --lang fr`);
    expect(report).to.contain("telle qu’elle aurait été").and.to.contain("Avec les faits corrigés de\u00a0: Y9N8");
    expect(report)
      .to.match(/Aurai(en)?t été proposée/)
      .and.to.not.match(unfilled);
  });

  it("a request with a name is read for a purpose only, exported, and the name is nowhere in clear", async () => {
    const town = JSON.parse(await readFile(database.pool, "utf8")) as { requests: Record<string, unknown>[] };
    const { validatedProofs: _, ...facts } = { ...town.requests[0], id: "NAMED-1" } as Record<string, unknown>;
    const person = { familyName: "Zirconius", givenNames: "Inventée", email: "z@example.test" };
    await writeFile(database.path("named.json"), JSON.stringify({ ...facts, person }));
    expect(await database.done(`requests submit ${database.path("named.json")}`)).to.contain("NAMED-1");
    const blind = await database.run("person show NAMED-1");
    expect(blind.exitCode).to.equal(2);
    expect(await database.done("person show NAMED-1 --purpose contact-candidate")).to.contain("Zirconius");
    const inFrench = await database.done("person show NAMED-1 --purpose contact-candidate --lang fr");
    expect(inFrench)
      .to.match(/nom +Zirconius/)
      .and.to.not.contain("familyName");
    const unsaid = await database.run("proofs judge none refused --lang fr");
    expect([unsaid.exitCode, unsaid.err]).to.satisfy(
      ([code, text]: [number, string]) => code === 2 && text.includes("--reason"),
    );
    const whose = await database.run("vacancies declare L-LAON-1-02 --available 2027-02-01");
    expect([whose.exitCode, whose.err]).to.satisfy(
      ([code, text]: [number, string]) => code === 2 && text.includes("--landlord"),
    );
    const log = await database.done("audit show --lang fr");
    expect(log).to.contain("finalité\u00a0: contact-candidate").and.to.not.contain("Zirconius");
    const file = database.path("export.json");
    await database.done(`person export NAMED-1 --out ${file}`);
    expect(await readFile(file, "utf8")).to.contain("Zirconius");
    const stored = await Promise.all(["", "-wal"].map((end) => readFile(`${database.file}${end}`).catch(() => "")));
    expect(Buffer.concat(stored.map((part) => Buffer.from(part))).includes("Zirconius")).to.equal(false);
  });

  it("a proof that a person validates counts among the facts, and a request can be renewed and withdrawn", async () => {
    const { proofId } = await database.json<{ proofId: string }>("proofs record NAMED-1 tax-notice");
    const judged = await database.done(`proofs judge ${proofId} validated --lang fr`);
    expect(judged).to.contain("validée").and.to.contain("compte désormais parmi les faits de NAMED-1");
    expect((await database.run(`proofs judge ${proofId} validated`)).exitCode, "it was judged").to.equal(3);
    expect(await database.done("requests renew NAMED-1")).to.contain("valid until");
    await writeFile(database.path("amended.json"), "{}");
    const amended = await database.run(`requests amend ${database.path("amended.json")}`);
    expect([amended.exitCode, amended.out]).to.deep.equal([2, ""]);
    expect(await database.done("requests withdraw NAMED-1 --reason employment-ended")).to.contain("is withdrawn");
    const merge = await database.run("requests merge NAMED-1 NAMED-1 --reason same-household");
    expect(merge.exitCode).to.equal(2);
  });

  it("a vacancy is declared under the right that covers the dwelling, and taken back", async () => {
    const { vacancies } = JSON.parse(await readFile(database.pool, "utf8")) as {
      vacancies: readonly { readonly id: string; readonly dwellingId: string; readonly rightId: string }[];
    };
    const { dwellingId, rightId } = vacancies.find(({ id }) => id === "V-LAON-2-05")!;
    const declare = `vacancies declare ${dwellingId} --available 2027-02-01 --right ${rightId}`;
    const twice = await database.run(`${declare} --lang fr`);
    expect(twice.exitCode, twice.err).to.equal(3);
    expect(twice.err).to.contain("a déjà la vacance V-LAON-2-05");
    const withdrawn = await database.done("vacancies withdraw V-LAON-2-05 --reason works");
    expect(withdrawn).to.contain("V-LAON-2-05 is withdrawn");
    const again = await database.run(declare);
    expect([again.exitCode, again.err]).to.deep.equal([0, ""]);
    expect(again.out).to.contain(`right ${rightId}`);
    const extended = await database.run("vacancies extend V-LAON-2-05");
    expect([extended.exitCode, extended.err]).to.satisfy(
      ([code, text]: [number, string]) => code === 3 && text.includes("not possible now"),
    );
  });

  it("the clocks of a day are told, and going through them again does nothing", async () => {
    const report = await database.done("clocks --lang fr");
    expect(report)
      .to.contain("Délais du 24 novembre 2026")
      .and.to.match(/demandes? expirées?/);
    expect(await database.done("clocks")).to.not.match(/expired/);
  });

  it("the log holds, and a root that was kept elsewhere vouches for it", async () => {
    const { ok, coveredThrough } = await database.json<{ ok: boolean; coveredThrough: number }>("audit verify");
    expect([ok, coveredThrough]).to.deep.equal([true, 0]);
    database.clock.moveTo("2026-11-25T06:00:00.000Z");
    const roots = await database.done("audit root");
    expect(roots).to.match(/^2026-11-23 1 \d+ [0-9a-f]{64}\n2026-11-24 /);
    await writeFile(database.path("roots.txt"), roots);
    const covered = await database.done(`audit verify --root ${database.path("roots.txt")} --lang fr`);
    expect(covered)
      .to.contain("Le journal tient")
      .and.to.match(/répond de chaque ligne jusqu’à \d+/);
    await writeFile(database.path("roots.txt"), roots.replace(/[0-9a-f]{64}/, "0".repeat(64)));
    const wrong = await database.run(`audit verify --root ${database.path("roots.txt")}`);
    expect(wrong.exitCode).to.equal(1);
    expect(wrong.out).to.contain("kept elsewhere of 2026-11-23");
  });

  it("a person is erased: the log still holds, the run names what it lacks", async () => {
    await database.done(`db backup ${database.path("copy.db")}`);
    expect(await database.done("person erase GKC6 --ground person-asked --lang fr")).to.contain("est effacée");
    expect(await database.done("person erase NAMED-1 --ground person-asked")).to.contain("is erased");
    expect(await database.done("person show NAMED-1 --purpose contact-candidate")).to.contain("Erased on");
    const twice = await database.run("person export NAMED-1");
    expect(twice.exitCode).to.equal(3);
    expect((await database.run("audit verify")).exitCode).to.equal(0);
    const replay = await database.run("replay 2026-11-24-1");
    expect(replay.exitCode).to.equal(1);
    expect(replay.out).to.contain("Erased since").and.to.contain("GKC6");
  });

  it("a restored copy gets the erasures again before it is in place", async () => {
    const restored = await database.done(`db restore ${database.path("copy.db")}`);
    expect(restored).to.match(/Erased again: 2 persons/);
    expect(await database.done("person show NAMED-1 --purpose contact-candidate")).to.contain("Erased on");
    expect((await database.run("audit verify")).exitCode).to.equal(0);
    expect(await database.done("db check")).to.contain("is sound");
    const moved = await database.json<{ isEqual: boolean }>(`db copy ${database.file} ${database.path("moved.db")}`);
    expect(moved.isEqual).to.equal(true);
  });

  it("where the database is lost, the list of erasures that was kept beside the copies does the same", async () => {
    await writeFile(database.path("erasures.json"), await database.done("db erasures"));
    const lost = database.path("lost.db");
    await writeFile(lost, "x".repeat(3_000));
    await copyFile(`${database.file}.key`, `${lost}.key`);
    const restored = await database.run(
      `db restore ${database.path("copy.db")} --database ${lost} --erasures ${database.path("erasures.json")} --lang fr`,
    );
    expect([restored.exitCode, restored.err]).to.deep.equal([0, ""]);
    expect(restored.out).to.contain("Effacées à nouveau\u00a0: 2 personnes");
    const shown = await database.run(`person show NAMED-1 --purpose contact-candidate --database ${lost}`);
    expect(shown.out).to.contain("Erased on");
    expect((await database.run(`audit verify --database ${lost}`)).exitCode).to.equal(0);
  });

  it("the keys are wrapped by another master key, and the old one no longer opens", async () => {
    await database.done(`keys rotate ${database.path("new.key")}`);
    const old = await database.run("proposals");
    expect([old.exitCode, old.err]).to.satisfy(
      ([code, text]: [number, string]) => code === 3 && text.includes("not the master key"),
    );
    const CONTINGENT_MASTER_KEY_FILE = database.path("new.key");
    expect((await database.run("proposals", { CONTINGENT_MASTER_KEY_FILE })).exitCode).to.equal(0);
    expect((await database.run("audit verify")).exitCode, "verifying needs no key").to.equal(0);
  });
});
