import { expect } from "chai";
import { folded } from "../../src/cli/terminal.ts";
import { runCommand } from "../support/command-line.ts";

const french = ["--lang", "fr"];

describe("the words of a command line", () => {
  it("help is in the language asked for, with examples, and names every command", async () => {
    const onFiles = ["allocate", "explain", "why-not", "compare", "verify", "template", "demo", "rules"];
    const ofNights = ["import", "seed", "run", "clocks", "replay"];
    const ofCommittees = [
      "proposals",
      "agenda",
      "decide",
      "second",
      "certificate",
      "designate",
      "answer",
      "reply",
      "lease",
    ];
    const ofRequests = ["requests", "proofs", "vacancies"];
    const ofKeeping = ["person", "audit", "keys", "db"];
    const commands = [...onFiles, ...ofNights, ...ofRequests, ...ofCommittees, ...ofKeeping];
    for (const [lang, title, examples] of [
      ["fr", "Usage\u00a0:", "Exemples\u00a0:"],
      ["en", "Usage:", "Examples:"],
    ] as const) {
      const { exitCode, out, err } = await runCommand(["--help", "--lang", lang]);
      expect([exitCode, err]).to.deep.equal([0, ""]);
      expect(out).to.contain(title).and.to.contain(examples);
      for (const command of commands) expect(out).to.match(new RegExp(`^  ${command} `, "m"));
    }
    const { out } = await runCommand(["allocate", "--help", ...french]);
    expect(out).to.contain("<données>").and.to.contain("--out <dossier>");
    expect(out).to.not.match(/default|choices|folder/);
    const decide = await runCommand(["decide", "--help"]);
    expect(decide.out.replace(/\s+/g, " ")).to.contain("who holds the database has everything");
    expect(decide.out).to.contain("contingent decide V-LAON-1-02 confirm");
    for (const [words, possible] of [
      ["decide", "give-back (rend"],
      ["person erase", "possibles\u00a0: person-asked"],
      ["proofs record", "quelle pièce\u00a0; possibles\u00a0: identity"],
    ] as const) {
      const shown = await runCommand([...words.split(" "), "--help", ...french]);
      expect(shown.out).to.not.contain("choices");
      expect(shown.out.replace(/[ \n]+/g, " "), words).to.contain(possible);
    }
    const group = await runCommand(["audit", "--help", ...french]);
    expect(group.out).to.contain("verify").and.to.contain("Exemples");
  });

  it("what is wrong with them is said in both languages, with exit code 2", async () => {
    const wrong: readonly (readonly [argv: readonly string[], fr: string, en: string])[] = [
      [
        ["alocate", "x"],
        "La commande «\u00a0alocate\u00a0» n’existe pas.",
        'There is no command "alocate". Maybe "allocate"?',
      ],
      [["allocate"], "Il manque\u00a0: données.", "Missing: pool."],
      [["allocate", "a", "b"], "Il y a trop de mots", "Too many words"],
      [["allocate", "a", "--jsn"], "Peut-être «\u00a0--json\u00a0»", 'This command has no option "--jsn".'],
      [["allocate", "a", "--out"], "demande une valeur", 'The option "--out <folder>" needs a value.'],
      [["explain", "a"], "Il manque l’option «\u00a0--request <id>\u00a0».", 'The option "--request <id>" is needed.'],
      [["rules", "chek"], "Peut-être «\u00a0check\u00a0»", 'There is no command "chek".'],
      [
        ["rules", "check", "--as-of", "2026-13-01"],
        "«\u00a02026-13-01\u00a0» n’est pas un jour.",
        '"2026-13-01" is not a day.',
      ],
      [["allocate", ""], "Il manque\u00a0: données.", "Missing: pool."],
      [["allocate", "a", "--seed", " "], "demande une valeur", 'The option "--seed <text>" needs a value.'],
      [["allocate", "a", "--seed", "x".repeat(201)], "plus de 200 caractères", "more than 200 characters"],
      [["compare", "x", "--requests", "a", "--vacancy", "v"], "au moins deux demandes", "at least two requests"],
    ];
    for (const [argv, fr, en] of wrong) {
      for (const [lang, sentence] of [
        ["fr", fr],
        ["en", en],
      ] as const) {
        const { exitCode, out, err } = await runCommand([...argv, "--lang", lang]);
        expect([exitCode, out], argv.join(" ")).to.deep.equal([2, ""]);
        expect(err).to.contain(sentence);
        expect(err).to.not.match(/error:|\bat .*\.ts/);
      }
    }
    const { exitCode, err } = await runCommand(["--lang", "de"]);
    expect(exitCode).to.equal(2);
    expect(err).to.contain('does not know "de". Possible: fr, en.');
  });

  it("a program gets one JSON value for each of them and nothing else", async () => {
    for (const argv of [
      ["explain", "x"],
      ["nothing"],
      ["allocate", "nowhere"],
      ["rules", "check", "nowhere"],
      ["verify", "x"],
    ]) {
      const { exitCode, out } = await runCommand([...argv, "--json"]);
      const { problem } = JSON.parse(out) as { problem: { exitCode: number; sentence: string } };
      expect([exitCode, problem.exitCode], argv.join(" ")).to.deep.equal([2, 2]);
      expect(problem.sentence).to.match(/\.$|:$/);
      expect(out.endsWith("\n")).to.equal(true);
    }
  });

  it("nobody asked for anything: help, and exit code 2", async () => {
    const { exitCode, out, err } = await runCommand([]);
    expect([exitCode, out]).to.deep.equal([2, ""]);
    expect(err).to.contain("Usage: contingent");
  });

  it("commands hidden in what was sent do not reach the terminal", async () => {
    const control = String.fromCharCode(27);
    const hostile = `${control}[2J${control}[8mx${String.fromCharCode(7, 13)}`;
    for (const isTTY of [true, false]) {
      const { err } = await runCommand(["allocate", hostile], { isTTY });
      expect(err).to.contain("There is no file or folder");
      expect([...err].filter((sign) => sign < " " && sign !== "\n")).to.deep.equal([]);
    }
  });

  it("colours and folded lines are for a terminal only, and NO_COLOR takes the colours away", async () => {
    const control = String.fromCharCode(27);
    const argv = ["rules", "check", "rules/temporary-occupation-2026"];
    const [piped, watched, plain] = [
      await runCommand(argv),
      await runCommand(argv, { isTTY: true }),
      await runCommand(argv, { isTTY: true, environment: { NO_COLOR: "1" } }),
    ];
    expect(piped.out).to.not.contain(control);
    expect(watched.out).to.contain(`${control}[`);
    expect(plain.out).to.not.contain(control);
    const longest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));
    expect(longest(plain.out)).to.be.at.most(80);
    expect(longest(piped.out)).to.be.greaterThan(80);
    expect(plain.out.replace(/\s+/g, " ")).to.equal(piped.out.replace(/\s+/g, " "));
  });

  it("a folded line goes on under its last column, where that leaves half of the width", () => {
    expect(folded("  1.  Q-1  Distance to job 20, First job 15", 30)).to.equal(
      "  1.  Q-1  Distance to job 20,\n           First job 15",
    );
    expect(folded("  a text without any column of its own", 30)).to.equal("  a text without any column of\n  its own");
  });
});
