import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import type { Ran } from "../support/command-line.ts";
import { spawnProgram } from "../support/command-line.ts";
import { CommandedDatabase } from "../support/database-commands.ts";

/** A command line, the exit code it ends with, and what it says in English and French. */
type Wrong = readonly [line: string, exitCode: number, en: string, fr: string];

const stack = /\bat .*\.(ts|js):\d|Error:|node:internal/;

describe("what is wrong with a database or a command on it", () => {
  let database: CommandedDatabase;

  before(async () => {
    database = await CommandedDatabase.open();
    await database.done(`import ${database.pool}`);
    await database.done("run");
    await database.done("agenda open 2026-11-24 V-LAON-1-01 V-LAON-1-02");
    await database.done("agenda attend --present m1,m2,m3");
    await database.done("decide V-LAON-1-02 confirm --as m1");
    await mkdir(database.path("folder"));
    await writeFile(database.path("text.db"), "This is a letter, not a database.".repeat(200));
    const other = new DatabaseSync(database.path("other.db"));
    other.exec("PRAGMA application_id = 7; CREATE TABLE letters (text TEXT)");
    other.close();
  });
  after(() => database.close());

  function holds({ exitCode, out, err }: Ran, [line, wanted, ...said]: Wrong, language: "en" | "fr"): void {
    expect(err, line).to.contain(said[language === "en" ? 0 : 1]);
    expect([exitCode, out], line).to.deep.equal([wanted, ""]);
    expect(err, line)
      .to.not.match(stack)
      .and.to.not.match(/\{\w+[}|]|undefined/);
  }

  async function refuse(wrong: readonly Wrong[], environment: Record<string, string> = {}): Promise<void> {
    for (const one of wrong) {
      for (const language of ["en", "fr"] as const)
        holds(await database.run([...one[0].split(" "), "--lang", language], environment), one, language);
      const { out, exitCode } = await database.run(`${one[0]} --json`, environment);
      const { problem } = JSON.parse(out) as { problem: { exitCode: number; sentence: string } };
      expect([exitCode, problem.exitCode], one[0]).to.deep.equal([one[1], one[1]]);
      expect(problem.sentence).to.not.equal("");
    }
  }

  it("a database that is not there is not made by a command that reads, which names import", async () => {
    const nowhere = database.path("nowhere.db");
    for (const line of [
      "run",
      "proposals",
      "audit verify",
      "db check",
      "person show x --purpose judge-proof",
      "seed publish",
    ])
      await refuse([
        [`${line} --database ${nowhere}`, 2, "There is no database at", "Il n’y a pas de base en"],
        [`${line} --database ${nowhere}`, 2, "contingent import <pool>", "contingent import <données>"],
      ]);
    expect(existsSync(nowhere)).to.equal(false);
  });

  it("another file, a folder, another application's database, a newer schema", async () => {
    const newer = database.path("newer.db");
    await database.done(`db backup ${newer}`);
    const db = new DatabaseSync(newer);
    db.exec("PRAGMA user_version = 900");
    db.close();
    const at = (name: string) => `proposals --database ${database.path(name)}`;
    await refuse([
      [at("text.db"), 3, "is not a database of contingent", "n’est pas une base de contingent"],
      [at("folder"), 3, "it is a folder", "c’est un dossier"],
      [at("other.db"), 3, "another application made it", "une autre application l’a faite"],
      [at("newer.db"), 3, "schema 900", "schéma 900"],
      [`db restore ${database.path("text.db")}`, 3, "is not a database", "n’est pas une base"],
      [`db backup ${database.path("text.db")}`, 3, "exists already", "existe déjà"],
      [`db copy ${database.file} ${newer}`, 3, "schema 900", "schéma 900"],
    ]);
    expect((await database.run("audit verify")).exitCode, "nothing was changed").to.equal(0);
  });

  it("a wrong key, no key, a file that holds none", async () => {
    const key = "ab".repeat(32);
    await refuse([["proposals", 3, "not the master key", "pas la clé maîtresse"]], { CONTINGENT_MASTER_KEY: key });
    await refuse([["proposals", 2, "it does not exist", "il n’existe pas"]], {
      CONTINGENT_MASTER_KEY_FILE: database.path("none.key"),
    });
    await refuse([["proposals", 2, "does not hold a key", "ne contient pas de clé"]], {
      CONTINGENT_MASTER_KEY_FILE: database.pool,
    });
    await copyFile(database.file, database.path("alone.db"));
    await refuse([[`proposals --database ${database.path("alone.db")}`, 2, "alone.db.key", "alone.db.key"]]);
    await refuse(
      [
        ["proposals", 2, "CONTINGENT_ROLE", "CONTINGENT_ROLE"],
        ["proposals", 2, "CONTINGENT_MASTER_KEY is no master key", "CONTINGENT_MASTER_KEY n’est pas une clé"],
      ],
      { CONTINGENT_ROLE: "king", CONTINGENT_MASTER_KEY: "secret" },
    );
  });

  it("records that are not there, and values that are not possible", async () => {
    await refuse([
      [
        "proposals nothing",
        2,
        "There is no proposal nothing",
        "Introuvable dans cette base\u00a0: proposition nothing",
      ],
      ["decide nothing confirm", 2, "There is no proposal", "Introuvable"],
      ["second nothing", 2, "There is no decision", "Introuvable"],
      ["designate nothing", 2, "There is no decision", "Introuvable"],
      ["answer nothing q=awarded", 2, "There is no designation", "Introuvable"],
      ["replay 1999-01-01-1", 2, "There is no run", "Introuvable"],
      ["person export nothing", 2, "There is no person", "Introuvable"],
      ["audit show --record request/nothing", 2, "There is no request", "Introuvable"],
      ["audit show --record nothing", 2, "names no record", "ne nomme aucun enregistrement"],
      ["audit show --from soon", 2, "is no whole number", "n’est pas un nombre entier"],
      ["decide V-LAON-1-01 approve", 2, "Possible: confirm, replace", "Valeurs possibles\u00a0: confirm, replace"],
      ["proposals --state lost", 2, "does not know", "ne connaît pas"],
      ["run --day 2026-02-30", 2, "is not a day", "n’est pas un jour"],
      ["seed publish --day 2020-01-01", 2, "not allowed", "n’est pas admis"],
      ["person show Y9N8 --purpose curiosity", 2, "does not know", "ne connaît pas"],
      ["requests withdraw Y9N8 --reason bored", 2, "does not know", "ne connaît pas"],
      ["answer V-LAON-1-01 q=perhaps", 2, "is no answer", "n’est pas une réponse"],
      ["decide V-LAON-1-01 defer --as m1", 2, "code of the reason", "code du motif"],
      ["proposals --as é", 2, "--as", "--as"],
      [`replay 2026-11-23-1 --facts ${database.path("none.json")}`, 2, "cannot be read", "ne peut pas être lu"],
      [`requests submit ${database.path("text.db")}`, 2, "is no JSON", "n’est pas du JSON"],
    ]);
  });

  it("states and versions that have moved on, and roles that may not", async () => {
    await refuse([
      ["decide V-LAON-1-02 confirm --as m2", 3, "is confirmed", "«\u00a0confirmée\u00a0»"],
      ["decide V-LAON-1-01 confirm --as m1 --expect 99", 3, "was changed meanwhile", "modification entre-temps"],
      ["agenda close", 3, "without a decision", "sans décision"],
      [
        "decide V-LAON-1-01 confirm --role hr",
        3,
        "As HR you may not: decide",
        "Le rôle «\u00a0RH\u00a0» ne permet pas",
      ],
      ["run", 3, "was made already", "a déjà eu lieu"],
      ["run --day 2026-11-24", 3, "today is 23 November 2026", "nous sommes le 23 novembre 2026"],
    ]);
    database.clock.moveTo("2020-01-01T08:00:00.000Z");
    await refuse([["seed publish", 3, "The clock of this machine", "L’horloge de cette machine"]]);
    database.clock.moveTo("2026-11-23T08:00:00.000Z");
  });

  it("rules that are not there or do not hold stop a night, which is recorded as refused", async () => {
    await refuse([
      [
        `run --day 2026-11-22 --rules ${database.path("none")}`,
        2,
        "No readable rule set",
        "Aucun jeu de règles lisible",
      ],
      ["run --day 2026-11-22 --rules rules/als-2026", 2, "is a rule set itself", "est lui-même un jeu de règles"],
      [
        `replay 2026-11-23-1 --rules ${database.path("none")}`,
        2,
        "No readable rule set",
        "Aucun jeu de règles lisible",
      ],
    ]);
    await cp("rules", database.path("rules"), { recursive: true });
    const scoring = database.path("rules/als-2026/scoring.json");
    await writeFile(scoring, (await readFile(scoring, "utf8")).replace('"headings"', '"haedings"'));
    const night = `run --day 2026-11-22 --rules ${database.path("rules")} --lang fr`;
    const { exitCode, out, err } = await database.run(night);
    expect([exitCode, out]).to.deep.equal([3, ""]);
    expect(err)
      .to.contain("als-2026/scoring.json")
      .and.to.match(/constats? bloquants?/);
    expect(await database.done("audit show --record run/2026-11-22-1")).to.contain('"refused"');
    await refuse([["replay 2026-11-22-1", 3, "cannot be replayed", "ne peut pas être rejouée"]]);
    expect((await database.run("run --day 2026-11-22")).exitCode, "once the rules hold").to.equal(0);
  });

  it("a pool with faults is refused whole, each with line and column; or its good rows are kept", async () => {
    const pool = database.path("faulty");
    await mkdir(pool);
    await writeFile(
      `${pool}/employers.csv`,
      "id,sector,employees,isContributing\nnew-1,agricultural,12,oui\nnew-2,space,x,oui\n",
    );
    const whole = await database.run(`import ${pool}`);
    expect([whole.exitCode, whole.out]).to.deep.equal([2, ""]);
    expect(whole.err).to.contain("employers.csv:3 sector").and.to.contain("employers.csv:3 employees");
    const absent = await database.run("audit show --record employer/new-1");
    expect(absent.exitCode).to.equal(2);
    const good = await database.run(`import ${pool} --good-rows-only --lang fr`);
    expect(good.exitCode).to.equal(1);
    expect(good.err).to.contain("employers.csv:3");
    expect((await database.run("audit show --record employer/new-1")).exitCode).to.equal(0);
  });

  it("a record that somebody edited in the file is named, in people's words", async () => {
    const edited = database.path("edited.db");
    await database.done(`db backup ${edited}`);
    const db = new DatabaseSync(edited);
    const { changes } = db
      .prepare("UPDATE vacancy SET life = replace(life, '\"proposed\"', '\"let\"') WHERE id = 'V-LAON-1-03'")
      .run();
    db.close();
    expect(Number(changes)).to.equal(1);
    const found = await database.run(`audit verify --database ${edited}`);
    expect(found.exitCode).to.equal(1);
    expect(found.out)
      .to.contain("The log does not hold")
      .and.to.match(/vacancy V-LAON-1-03, version 2, entry \d+: /);
    const french = await database.run(`audit verify --lang fr --database ${edited}`);
    expect(french.out)
      .to.contain("vacance V-LAON-1-03, version 2")
      .and.to.not.match(/\{\w+[}|]/);
    const first = JSON.parse((await database.run(`audit verify --json --database ${edited}`)).out) as {
      firstWrong: { record: { kind: string; id: string } };
    };
    expect(first.firstWrong.record).to.include({ kind: "vacancy", id: "V-LAON-1-03" });
  });

  it("a copy is not put back while it is unknown who was erased, unless somebody says so", async () => {
    const copy = database.path("copy.db");
    await database.done(`db backup ${copy}`);
    const broken = database.path("broken.db");
    await writeFile(broken, "x".repeat(5_000));
    const restore = `db restore ${copy} --database ${broken}`;
    await refuse([[restore, 3, "who was erased", "qui a été effacé"]]);
    expect(await readFile(broken, "utf8"), "nothing was changed").to.equal("x".repeat(5_000));
    await writeFile(database.path("erasures.json"), "[7]");
    await refuse([
      [
        `${restore} --erasures ${database.path("erasures.json")}`,
        2,
        "no list of erasures",
        "pas une liste d’effacements",
      ],
    ]);
    expect((await database.run(`${restore} --without-erasures`)).exitCode).to.equal(0);
    await rm(broken);
  });

  it("a database that was cut to nothing is not taken for one in which nobody was erased", async () => {
    const [copy, cut] = [database.path("kept.db"), database.path("cut.db")];
    await database.done(`db backup ${copy}`);
    await writeFile(cut, "");
    for (const command of [
      "audit verify",
      "db check",
      "db erasures",
      "proposals",
      `db backup ${database.path("x.db")}`,
    ])
      await refuse([[`${command} --database ${cut}`, 2, "no database at", "pas de base en"]]);
    await refuse([
      [`db restore ${copy} --database ${cut}`, 3, "who was erased", "qui a été effacé"],
      [`db restore ${cut}`, 2, "no database at", "pas de base en"],
    ]);
    expect(await readFile(cut, "utf8")).to.equal("");
    await database.done("audit verify");
  });

  it("damage says what to do, and a damaged record is named", async () => {
    const damaged = database.path("damaged.db");
    await database.done(`db backup ${damaged}`);
    await copyFile(`${database.file}.key`, `${damaged}.key`);
    const db = new DatabaseSync(damaged);
    db.exec("UPDATE request SET facts = '#' || facts WHERE id = 'EHVP'");
    db.close();
    await refuse([[`run --again --database ${damaged}`, 3, "stored request EHVP", "Demande EHVP"]]);
    await writeFile(damaged, (await readFile(damaged)).subarray(0, 50_000));
    await refuse([[`proposals --database ${damaged}`, 3, "db restore <copy>", "db restore <copie>"]]);
  });

  it("a restored copy forgets no erasure that the database in place remembers, whatever list is given, and says how far it goes back", async () => {
    const [file, copy, list] = [
      database.path("erasing.db"),
      database.path("erasing-copy.db"),
      database.path("none.json"),
    ];
    await database.done(`db backup ${file}`);
    await copyFile(`${database.file}.key`, `${file}.key`);
    await database.done(`db backup ${copy} --database ${file}`);
    const requestId = "Q7BM";
    await database.done(`requests withdraw ${requestId} --reason household-waiver --database ${file}`);
    await database.done(`person erase ${requestId} --ground person-asked --database ${file}`);
    await writeFile(list, "[]");
    const said = await database.done(`db restore ${copy} --erasures ${list} --database ${file}`);
    expect(said).to.match(/replaced ended at entry \d+; the copy's ended at \d+/);
    const erasures = JSON.parse(await database.done(`db erasures --json --database ${file}`)) as object[];
    expect(erasures).to.have.length(1);
  });

  it("a file of kept roots that holds none is no vouching", async () => {
    const roots = database.path("roots.txt");
    await writeFile(roots, "\n \n");
    await refuse([[`audit verify --root ${roots}`, 2, "holds no root", "aucune racine"]]);
  });

  it("what happened is not recorded on a day to come", async () => {
    await database.done("designate V-LAON-1-02");
    const { designation } = { designation: "V-LAON-1-02" };
    const { proposal } = await database.json<{
      proposal: { document: { proposed: { candidates: { requestId: string }[] } } };
    }>(`proposals ${designation}`);
    const { requestId } = proposal.document.proposed.candidates[0]!;
    const late = (line: string): Wrong => [`${line} --on 2062-11-24`, 2, "is to come", "est à venir"];
    await refuse([late(`answer ${designation} ${requestId}=accepted-by-owner`)]);
    await database.done(`answer ${designation} ${requestId}=accepted-by-owner`);
    await refuse([late(`reply ${designation} ${requestId} accepted`)]);
    await database.done(`reply ${designation} ${requestId} accepted`);
    await refuse([late(`lease ${designation} ${requestId}`)]);
  });

  it("a server that is not there: try again later, and no password in the answer", async () => {
    const place = "mongodb://someone:hunter2@127.0.0.1:1/contingent?serverSelectionTimeoutMS=200";
    const { exitCode, out, err } = await database.run(["proposals", "--database", place, "--lang", "fr"]);
    expect([exitCode, out]).to.deep.equal([4, ""]);
    expect(err).to.contain("aucun serveur ne répond").and.to.not.contain("hunter2").and.to.not.match(stack);
    await refuse([["db backup x --database mongodb://127.0.0.1:1/contingent", 2, "in a file", "dans un fichier"]]);
  });

  it("an address of another kind is refused, and no password is in the answer", async () => {
    for (const address of [
      "postgres://someone:hunter2@host/base?key=hunter2",
      "MONGODB://someone:hunter2@host/base",
      "mongodb:/someone:hunter2@host/base",
    ])
      for (const line of [
        `proposals --database ${address}`,
        `db check --database ${address}`,
        `import ${database.pool} --database ${address}`,
        `db copy ${database.file} ${address}`,
        `db copy ${address} ${database.path("never.db")}`,
        `db restore ${address}`,
        `db backup ${address}`,
      ]) {
        for (const options of ["", " --json"]) {
          const { exitCode, out, err } = await database.run(line + options);
          expect([exitCode, `${out}${err}`.includes("hunter2")], line).to.deep.equal([3, false]);
          expect(err).to.contain("an address of another kind");
        }
      }
    for (const line of ["db restore", "db backup"]) {
      const { exitCode, err } = await database.run(`${line} mongodb://someone:hunter2@127.0.0.1:1/base`);
      expect([exitCode, err.includes("hunter2")], line).to.deep.equal([3, false]);
    }
  });

  it("an address of MongoDB with a port that is none, or names that nobody knows, is told", async () => {
    const certificate = "mongodb://a:hunter2@127.0.0.1:1/?tls=true&tlsCertificateKeyFile=/none";
    await refuse([
      ["proposals --database mongodb://a:hunter2@127.0.0.1:99999/x", 4, "the address cannot be read", "l’adresse"],
      [`proposals --database ${certificate}`, 4, "the address cannot be read", "l’adresse"],
      ["proposals --database mongodb+srv://a:hunter2@nowhere.invalid/x", 4, "no server answers", "aucun serveur"],
    ]);
  });

  it("marks that turn the direction of writing are not shown", async () => {
    const { err } = await database.run(["proposals", "V-\u202e1\u2066\u200f\u2028"]);
    expect(err).to.contain("V-\ufffd1\ufffd\ufffd\ufffd");
  });

  it("a process ends with the same codes and no stack trace", async () => {
    for (const [line, exitCode] of [
      [`audit verify --database ${database.file}`, 0],
      [`proposals --database ${database.path("text.db")}`, 3],
      [`run --database ${database.path("nowhere.db")}`, 2],
    ] as const) {
      const ran = await spawnProgram(line.split(" "));
      expect([ran.exitCode, stack.test(ran.err)], `${line} ${ran.err}`).to.deep.equal([exitCode, false]);
    }
  });
});
