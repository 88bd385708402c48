import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { phrase } from "../../src/domain/shared/phrase.ts";
import { en } from "../../src/texts/en.ts";
import { formatBasisPoints, formatCents, formatDay, formatMetres, formatValue } from "../../src/texts/format.ts";
import { fr } from "../../src/texts/fr.ts";
import { inputEn } from "../../src/texts/input-en.ts";
import { phrasesFr } from "../../src/texts/phrases-fr.ts";
import { fill, languageOf, say, sayPhrase } from "../../src/texts/texts.ts";
import { phrasesBelow, phrasesIn } from "../support/phrases.ts";

const source = fileURLToPath(new URL("../../src", import.meta.url));
const rules = fileURLToPath(new URL("../../rules", import.meta.url));
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)(?:\|[^{}]*)?\}/g)].map((match) => match[1]!))].sort(compareText);
const quotedIn = (file: string, pattern: RegExp) =>
  [...readFileSync(join(source, file), "utf8").matchAll(pattern)].map((match) => match[1]!);

/** Keys that are put together from a fixed part and a value: `state.${state}`. */
const composed = [
  "funding.",
  "landlord.",
  "property.",
  "standing.",
  "decided-by.",
  "struck.",
  "verdict.",
  "outcome.",
  "state.",
  "run-problem.",
  "input.",
  "fact.",
  "plan.",
  "violation.",
  "finding.",
  "member.",
  "progress.",
  "problem.unknown-",
  "cli.word.",
  "cli.example.",
  "move.",
  "because.",
  "diff-subject.",
  "diff-field.",
  "diff.",
  "cli.rules.",
  "cli.title.",
  "report.",
  "error.",
  "page-error.",
  "page-problem.",
  "api.",
  "page-field.",
  "kind.",
  "use-case.",
  "role.",
  "record-state.",
  "decision.",
  "answer.",
  "reason.",
  "field.",
  "value.",
  "config.",
  "audit-problem.",
  "replay.",
  "remedy.",
  "decided.",
  "file-problem.",
  "designation.",
  "person.",
  "proposals.",
  "told.",
  "account-cli.token-",
  "notices.title.",
  "notices.text.",
  "notices.value.",
  "notices.mail.why.",
  "request.why-not.",
  "why-not.made.",
  "why-not.stands.",
  "why-not.ranked.",
  "why-not.missing.",
  "why-not.refused.",
  "why-not.tally.",
  "why-not.pair.",
  "why-not.letter.",
  "why-not.code.",
  "night.job.",
  "night.job-state.",
  "night.outcome.",
  "night.problem.",
  "night.role.",
  "night.concern.",
  "night.notices.mail-",
  "night.nights.",
  "shell.",
  "hr.code.",
  "hr.field.",
  "hr.export.",
  "hr.history.",
  "hr.outlook.nearest-",
  "hr.duplicates.none-",
  "hr.imported.check-",
  "hr.imported.kept-",
  "hr.import.of-",
  "hr.judge.",
  "hr.reply.",
];

function sourceText(): string {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.endsWith("texts"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

describe("the texts", () => {
  it("are the same keys in French and English", () => {
    expect(Object.keys(en).sort(compareText)).to.deep.equal(Object.keys(fr).sort(compareText));
  });

  it("take the same values in both languages", () => {
    const differing = Object.entries(fr).filter(
      ([key, text]) => placeholders(text).join() !== placeholders(en[key as keyof typeof fr]).join(),
    );
    expect(differing.map(([key]) => key)).to.deep.equal([]);
    const nested = [...Object.values(fr), ...Object.values(en)].filter((text) => /\{[^{}]*\{/.test(text));
    expect(nested, "a value within a word").to.deep.equal([]);
  });

  it("are all used", () => {
    const code = sourceText();
    const unused = Object.keys(fr).filter(
      (key) => !code.includes(`"${key}"`) && !composed.some((part) => key.startsWith(part)),
    );
    expect(unused).to.deep.equal([]);
  });

  it("name everything that can be said: facts, problems, violations and kinds of findings", () => {
    const facts = factCatalogue.facts.flatMap(({ name, type }) => [
      `fact.${name}`,
      ...(type.kind === "persons" ? type.fields.map((field) => `fact.${name}.${field.name}`) : []),
    ]);
    const wanted = [
      ...facts,
      ...Object.keys(inputEn),
      ...quotedIn("domain/engine/verification/violations.ts", /^ {2}\| "([a-z-]+)"/gm).map((key) => `violation.${key}`),
      ...quotedIn("domain/rules/finding.ts", /^ {2}\| "([a-z-]+)"/gm).map((kind) => `finding.${kind}`),
      ...quotedIn("domain/engine/run-problem.ts", /"([a-z]+(?:-[a-z]+)+)"/g).map((code) => `run-problem.${code}`),
    ];
    const families = ["fact", "input", "violation", "finding", "run-problem"];
    const known = Object.keys(fr).filter((key) => families.includes(key.slice(0, key.indexOf("."))));
    expect(known.sort(compareText)).to.deep.equal(wanted.sort(compareText));
    expect(wanted.length).to.be.greaterThan(180);
  });

  it("say every phrase of the code in French, with the same values", () => {
    const written = phrasesBelow(source);
    expect(written.length).to.be.greaterThan(200);
    expect(Object.keys(phrasesFr).sort(compareText)).to.deep.equal(written);
    const differing = written.filter((words) => placeholders(words).join() !== placeholders(phrasesFr[words]!).join());
    expect(differing).to.deep.equal([]);
    const nested = phrase`The rule ${"x"} reads ${phrase`any text`}.`;
    const code = "phrase`The rule §{one(`a§{b}`)} reads \\`§{phrase`any text`}\\`.`".replaceAll("§", "$");
    expect(phrasesIn(code)).to.deep.equal(["The rule {0} reads `{1}`.", "any text"]);
    expect(sayPhrase("en", nested)).to.equal("The rule x reads any text.");
    expect(sayPhrase("fr", nested), "only what has no words stays English").to.equal(
      "The rule x reads n’importe quel texte.",
    );
  });

  it("keep French typography", () => {
    const plain = /[\p{L}}»)] [;?!%:](?= |$)|\p{L}'\p{L}|« | »|\(s\)/u;
    expect(
      Object.entries({ ...fr, ...phrasesFr })
        .filter(([, text]) => plain.test(text.replace(/"[^"]*"|`[^`]*`/g, "code")))
        .map(([key]) => key),
    ).to.deep.equal([]);
    expect(plain.test("Il manque : {first}.") && plain.test("l'avis") && plain.test("« {id}")).to.equal(true);
  });

  it("say one and many as each language does", () => {
    const text = "{count} {count|place|places}";
    const said = (language: "fr" | "en") => [0, 1, 2].map((count) => fill(text, { count }, language));
    expect(said("fr")).to.deep.equal(["0 place", "1 place", "2 places"]);
    expect(said("en")).to.deep.equal(["0 places", "1 place", "2 places"]);
    expect(fill(text, { count: "1\u202f200" }, "fr")).to.equal("1\u202f200 places");
  });

  it("keep a value that is not given visible", () => {
    expect(fill("{a} and {b}", { a: 1 })).to.equal("1 and {b}");
    expect(say("en", "problem.unknown-request", { id: "X" })).to.include('"X"');
  });

  it("follow what is asked, then the environment, then English", () => {
    expect(languageOf("fr", { LANG: "en_GB.UTF-8" })).to.equal("fr");
    expect(languageOf(undefined, { LANG: "fr_FR.UTF-8" })).to.equal("fr");
    expect(languageOf(undefined, { LC_ALL: "en_US.UTF-8", LANG: "fr_FR.UTF-8" })).to.equal("en");
    expect(languageOf(undefined, {})).to.equal("en");
  });
});

describe("values as people write them", () => {
  it("money, shares, distances and days in French", () => {
    expect(formatCents(61_240, "fr")).to.equal("612,40\u00a0€");
    expect(formatBasisPoints(3_850, "fr")).to.equal(
      "38,5\u202f%".replace("\u202f", formatBasisPoints(3_850, "fr").slice(4, 5)),
    );
    expect(formatMetres(950, "fr")).to.equal("950 m");
    expect(formatMetres(1_949, "fr")).to.equal("1,9 km");
    expect(formatDay("2026-11-23", "fr")).to.equal("23 novembre 2026");
    expect(formatDay("2026-02-30", "fr")).to.equal("2026-02-30");
  });

  it("every unit of the rule sets, in both languages", () => {
    const units = new Set<string>();
    for (const entry of readdirSync(rules, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.parentPath.endsWith("schema")) continue;
      const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
      for (const match of text.matchAll(/"unit": "([a-z-]+)"/g)) units.add(match[1]!);
    }
    const plain = ["boolean", "communes", "count", "departements", "priority", "sector", "text", "day"];
    const unsaid = [...units].filter(
      (unit) => !plain.includes(unit) && formatValue(1_200, unit, "fr") === "1\u202f200",
    );
    expect(units.size).to.be.greaterThan(10);
    expect(unsaid).to.deep.equal([]);
    expect(formatValue(34, "square-metres", "fr")).to.equal("34 m²");
    expect(formatValue(150, "hundredths", "fr")).to.equal("1,5");
  });

  it("counts with their unit, singular and plural", () => {
    expect(formatValue(1, "points", "en")).to.equal("1 point");
    expect(formatValue(0, "points", "fr")).to.equal("0 point");
    expect(formatValue(2, "years", "fr")).to.equal("2 ans");
    expect(formatValue(true, undefined, "fr")).to.equal("oui");
  });
});
