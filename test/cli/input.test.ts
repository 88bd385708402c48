import { cp, mkdtemp, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { demoTown } from "../../scripts/demo/town.ts";
import { type Ran, runCommand } from "../support/command-line.ts";

interface Told {
  readonly exitCode: number;
  readonly problems: readonly {
    readonly file: string;
    readonly line?: number;
    readonly code: string;
    readonly sentence: string;
  }[];
}

let parent: string;
let template: string;

/** Runs a copy of the example pool with something done to it. */
async function allocated(change: (folder: string) => Promise<unknown>, ...words: string[]): Promise<Ran> {
  const folder = await mkdtemp(join(parent, "pool-"));
  await cp(template, folder, { recursive: true });
  await change(folder);
  return runCommand(["allocate", folder, ...words]);
}

/** What is told about a copy, as JSON; nothing else may stand in the output. */
async function told(change: (folder: string) => Promise<unknown>, lang = "en"): Promise<Told> {
  const { exitCode, out } = await allocated(change, "--json", "--lang", lang);
  const { problem } = JSON.parse(out) as { problem: { details: Told["problems"] } };
  return { exitCode, problems: problem.details };
}

const written = (file: string, content: string | Uint8Array) => (folder: string) =>
  writeFile(join(folder, file), content);

/** Changes a text of a file. */
const replaced = (file: string, from: string | RegExp, to: string) => async (folder: string) => {
  const text = await readFile(join(folder, file), "utf8");
  const after = text.replace(from, to);
  expect(after, "the change finds something to change").to.not.equal(text);
  await writeFile(join(folder, file), after);
};

describe("input on the command line", () => {
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "contingent-"));
    template = join(parent, "template");
    const { exitCode, out } = await runCommand(["template", template, "--lang", "fr"]);
    expect([exitCode, out]).to.deep.equal([
      0,
      `Fichiers écrits dans ${template}. Remplacez les lignes d’exemple, puis\u00a0: contingent allocate ${template}\nPour garder ce qui se passe\u00a0: contingent import ${template}\n`,
    ]);
  });
  after(() => rm(parent, { recursive: true, force: true }));

  it("as a template wrote it runs, and a second template overwrites nothing", async () => {
    const first = await allocated(async () => undefined);
    expect([first.exitCode, first.err]).to.deep.equal([0, ""]);
    expect(first.out).to.contain("Run of 23 November 2026: 1 request, 1 vacancy");
    const again = await runCommand(["template", template]);
    expect([again.exitCode, again.out]).to.deep.equal([3, ""]);
    expect(again.err).to.match(/^Nothing was written\./);
  });

  it("with a byte order mark and semicolons, as spreadsheets write it, is read", async () => {
    const ran = await allocated(written("landlords.csv", "\ufeffid;kind;title\r\ninvented-landlord;social;Été\r\n"));
    expect([ran.exitCode, ran.err]).to.deep.equal([0, ""]);
    expect(ran.out).to.contain("Été");
  });

  it("in another encoding or of another kind is named with what to do, in both languages", async () => {
    const text = "id,kind,title\ninvented-landlord,social,été\n";
    const wrong: readonly (readonly [file: string, content: Uint8Array, fr: string, en: string])[] = [
      [
        "landlords.csv",
        Buffer.from(text, "latin1"),
        "codé en Latin-1 ou Windows-1252. Enregistrez-le en UTF-8",
        "encoded in Latin-1 or Windows-1252. Save it as UTF-8",
      ],
      ["landlords.csv", Buffer.from(`\ufeff${text}`, "utf16le"), "codé en UTF-16", "encoded in UTF-16"],
      [
        "landlords.csv",
        Buffer.from("PK\u0003\u0004…", "latin1"),
        "C’est un classeur (xlsx, ods) ou une archive zip",
        "This is a spreadsheet (xlsx, ods) or a zip archive",
      ],
      [
        "pool.xlsx",
        Buffer.from("PK\u0003\u0004…", "latin1"),
        "C’est un fichier de type .xlsx, qui n’est pas lu. Enregistrez chaque feuille en CSV",
        "This is a file of the kind .xlsx, which is not read",
      ],
    ];
    for (const [file, content, fr, en] of wrong) {
      for (const [lang, sentence] of [
        ["fr", fr],
        ["en", en],
      ] as const) {
        const { exitCode, problems } = await told(written(file, content), lang);
        expect(exitCode).to.equal(2);
        expect(
          problems.map((problem) => problem.file),
          "one cause, one problem",
        ).to.deep.equal([file]);
        expect(problems[0]!.sentence, `${file} ${lang}`).to.contain(sentence);
      }
    }
  });

  it("with a wrong header names the column and who was probably meant", async () => {
    const { exitCode, problems } = await told(replaced("landlords.csv", "kind", "knid"), "fr");
    expect(exitCode).to.equal(2);
    const sentences = problems.filter(({ file }) => file === "landlords.csv").map(({ sentence }) => sentence);
    expect(sentences).to.deep.equal([
      "La colonne «\u00a0kind\u00a0», obligatoire, manque dans l’en-tête. Ajoutez-la.",
      "Colonne inconnue\u00a0: «\u00a0knid\u00a0». Peut-être «\u00a0kind\u00a0»\u202f? Corrigez le nom ou retirez la colonne.",
    ]);
  });

  it("with bad rows lists all of them by line, and nothing is computed", async () => {
    const header = "id,kind,filedOn,validUntil,rentLimitCentsPerMonth,person1.role,job.contract,employerId\n";
    const rows = [
      "q1,first-request,2025-02-30,2027-09-01,65000,applicant,permanent,",
      'q2,first-request,01/09/2025,2027-09-01,"650,50",applicant,permanent,',
      "q3,frist-request,2025-09-01,2027-09-01,-1,applicant,permanent,",
      "q3,first-request,2025-09-01,2027-09-01,,applicant,permanent,nobody",
    ];
    const ran = await allocated(written("requests.csv", `${header}${rows.join("\n")}\n`), "--lang", "fr");
    expect([ran.exitCode, ran.out]).to.deep.equal([2, ""]);
    for (const said of [
      "requests.csv:2 filedOn\n  Le jour «\u00a02025-02-30\u00a0» n’existe pas dans le calendrier.",
      "requests.csv:3 filedOn\n  Un jour s’écrit 2026-11-23\u202f; reçu\u00a0: «\u00a001/09/2025\u00a0». Écrivez 2025-09-01.",
      "requests.csv:3 rentLimitCentsPerMonth\n  «\u00a0650,50\u00a0» n’est pas en centimes. Un montant s’écrit en centimes entiers, en chiffres seulement\u00a0: 65050.",
      "requests.csv:4 kind\n  «\u00a0frist-request\u00a0» n’est pas permis.",
      "requests.csv:4 rentLimitCentsPerMonth\n  -1 est hors des bornes",
      "requests.csv:5 id\n  L’identifiant «\u00a0q3\u00a0» figure ici et déjà ligne 4.",
      "requests.csv:5 employerId\n  employerId nomme «\u00a0nobody\u00a0», mais employers n’a pas cet identifiant.",
    ])
      expect(ran.err).to.contain(said);
    expect(ran.err).to.contain("problèmes dans les données\u202f; rien n’a été calculé.");
    expect(ran.err).to.not.match(/\{\w+[}|]|undefined/);
  });

  it("that is no pool says what is missing", async () => {
    for (const [path, says] of [
      [join(parent, "nowhere"), "There is no file or folder"],
      [parent, "The folder holds none of the files"],
      [join(template, "run.json"), "JSON but no snapshot"],
      [join(template, "landlords.csv"), "This is not JSON"],
    ] as const) {
      const { exitCode, out, err } = await runCommand(["allocate", path]);
      expect([exitCode, out], path).to.deep.equal([2, ""]);
      expect(err).to.contain(says);
    }
    const { exitCode, problems } = await told((folder) => unlink(join(folder, "requests.csv")));
    expect(exitCode).to.equal(2);
    expect(problems.map(({ file, code }) => [file, code])).to.deep.include(["requests.csv", "file-missing"]);
  });

  it("without vacancies or without requests is explained and is no error", async () => {
    const headerOf = (file: string) => async (folder: string) => {
      const [header] = (await readFile(join(folder, file), "utf8")).split("\n");
      await writeFile(join(folder, file), `${header}\n`);
    };
    const noVacancies = await allocated(headerOf("vacancies.csv"), "--lang", "fr");
    expect([noVacancies.exitCode, noVacancies.err]).to.deep.equal([0, ""]);
    expect(noVacancies.out).to.contain("Aucune vacance\u00a0: il n’y a rien à proposer.");
    const noRequests = await allocated(headerOf("requests.csv"), "--lang", "fr");
    expect([noRequests.exitCode, noRequests.err]).to.deep.equal([0, ""]);
    expect(noRequests.out).to.contain("Aucune demande\u00a0: les vacances restent sans candidat.");
    const json = await allocated(headerOf("vacancies.csv"), "--json");
    expect((JSON.parse(json.out) as { result: { proposals: unknown[] } }).result.proposals).to.deep.equal([]);
  });

  it("of a programme without rules, or a day without rules, is refused before anything is computed", async () => {
    const ungoverned = await allocated(replaced("agreements.csv", "social-flow", "moon-flow"));
    expect([ungoverned.exitCode, ungoverned.out]).to.deep.equal([2, ""]);
    expect(ungoverned.err).to.contain('governs the programme "moon-flow"');
    const late = await allocated(replaced("run.json", "2026-11-23", "2031-01-01"), "--lang", "fr");
    expect([late.exitCode, late.out]).to.deep.equal([3, ""]);
    expect(late.err).to.contain("[règles hors de leurs dates]").and.to.contain("pas le 2031-01-01");
  });

  it("of the demonstration town is allocated whole, with progress kept out of the result", async () => {
    const pool = join(parent, "town.json");
    await writeFile(pool, JSON.stringify(demoTown()));
    const { exitCode, out, err } = await runCommand(["allocate", pool, "--json"]);
    expect([exitCode, err]).to.deep.equal([0, ""]);
    const { verification } = JSON.parse(out) as { verification: { violations: unknown[] } };
    expect(verification.violations).to.deep.equal([]);
  });
});
