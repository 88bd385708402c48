import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { compareText } from "../../src/domain/shared/order.ts";
import { en } from "../../src/texts/en.ts";
import { formatBasisPoints, formatCents, formatDay, formatMetres, formatValue } from "../../src/texts/format.ts";
import { fr } from "../../src/texts/fr.ts";
import { fill, languageOf, say } from "../../src/texts/texts.ts";

const source = fileURLToPath(new URL("../../src", import.meta.url));
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort(compareText);

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
  "move.",
  "because.",
  "diff-subject.",
  "diff-field.",
  "diff.",
  "cli.rules.",
  "cli.title.",
  "report.",
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
  });

  it("are all used", () => {
    const code = sourceText();
    const unused = Object.keys(fr).filter(
      (key) => !code.includes(`"${key}"`) && !composed.some((part) => key.startsWith(part)),
    );
    expect(unused).to.deep.equal([]);
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

  it("counts with their unit, singular and plural", () => {
    expect(formatValue(1, "points", "en")).to.equal("1 point");
    expect(formatValue(0, "points", "fr")).to.equal("0 point");
    expect(formatValue(2, "years", "fr")).to.equal("2 ans");
    expect(formatValue(true, undefined, "fr")).to.equal("oui");
  });
});
