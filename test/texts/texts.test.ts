import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { phrase } from "../../src/domain/shared/phrase.ts";
import { en } from "../../src/texts/en.ts";
import {
  formatBasisPoints,
  formatCents,
  formatDay,
  formatMetres,
  formatTime,
  formatValue,
} from "../../src/texts/format.ts";
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

/** Beginnings of keys of which the code holds neither the whole nor a template with one word for each value. */
const composed = [
  "fact.",
  "reason.",
  "value.",
  "page-error.",
  "page-field.",
  "hr.code.",
  "why-not.code.",
  "landlord.withheld-why.",
  "landlord.withheld-owner.",
];

/** All code that says something: everything but the catalogues themselves. */
function sourceText(): string {
  const isCatalogue = ({ name, parentPath }: { readonly name: string; readonly parentPath: string }) =>
    join(parentPath, name).startsWith(join(source, "texts")) && /(?:^|-)(?:fr|en)\.ts$/.test(name);
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !isCatalogue(entry))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

/** Keys put together in the code: templates such as `state.${state}`, and families that a word is looked up in. A value stands for one word. */
function composedIn(code: string): RegExp {
  const templates = [...code.matchAll(/`([a-z][a-z-]*\.(?:[\w.-]|\$\{[^}`]*\})*)`/g)].map(([, text]) => text!);
  const families = [...code.matchAll(/\b(?:word|wordsOf)\(\s*(?:\w+,\s*)?"([a-z.-]+)"/g)].map(
    ([, text]) => `${text}.\${}`,
  );
  const pattern = (text: string) =>
    text
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.$]/g, "\\$&"))
      .join("[\\w-]+");
  return new RegExp(`^(?:${[...new Set([...templates, ...families])].map(pattern).join("|")})$`);
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
    const isComposed = composedIn(code);
    const isUsed = (key: string) =>
      code.includes(`"${key}"`) || isComposed.test(key) || composed.some((part) => key.startsWith(part));
    expect(Object.keys(fr).filter((key) => !isUsed(key))).to.deep.equal([]);
    expect(composed.filter((part) => !Object.keys(fr).some((key) => key.startsWith(part)))).to.deep.equal([]);
    expect(isUsed("hr.nothing-says-this"), "a key that nothing says").to.equal(false);
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
    expect(formatDay("2026-12-01", "fr", "without-year")).to.equal("1er déc.");
    expect(formatDay("2026-02-30", "fr")).to.equal("2026-02-30");
  });

  it("times as clocks say them", () => {
    const said = (language: "fr" | "en") => [0, 150, 849, 840].map((minute) => formatTime(minute, language));
    expect(said("fr")).to.deep.equal(["0\u00a0h", "2\u00a0h\u00a030", "14\u00a0h\u00a009", "14\u00a0h"]);
    expect(said("en")).to.deep.equal(["00:00", "02:30", "14:09", "14:00"]);
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
