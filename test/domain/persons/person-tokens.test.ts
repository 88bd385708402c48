import { expect } from "chai";
import { familyText, familyTexts, tokenTexts } from "../../../src/domain/persons/person-tokens.ts";

const named = (familyName: string, givenNames: string, email?: string) => ({
  familyName,
  givenNames,
  ...(email === undefined ? {} : { email }),
});

describe("the texts of the blind index", () => {
  it("are the same for spellings that differ in accents, capitals, hyphens, apostrophes and spaces", () => {
    const text = tokenTexts(named("D'Inventé-Personnœ", "Zoë  Anne"), { bornOn: "1990-01-31" }).name;
    expect(text).to.equal("name/d invente personnoe/zoe anne/1990-01-31");
    for (const [family, given] of [
      ["d’inventé personnœ", "ZOE ANNE"],
      ["D INVENTE PERSONNOE", "Zoé-Anne"],
      [" D'Invente\u0301-Personnoe ", "zoe anne"],
    ] as const)
      expect(tokenTexts(named(family, given), { bornOn: "1990-01-31" }).name, family).to.equal(text);
  });

  it("differ by any part: family, given names and day of birth", () => {
    const texts = [
      tokenTexts(named("Inventée", "Alix"), { bornOn: "1990-01-31" }),
      tokenTexts(named("Inventée", "Alixe"), { bornOn: "1990-01-31" }),
      tokenTexts(named("Inventées", "Alix"), { bornOn: "1990-01-31" }),
      tokenTexts(named("Inventée", "Alix"), { bornOn: "1990-01-30" }),
      tokenTexts(named("Inventée Alix", "Alix"), { bornOn: "1990-01-31" }),
    ].map(({ name }) => name);
    expect(new Set(texts).size).to.equal(texts.length);
  });

  it("keep names of other writings apart", () => {
    expect(tokenTexts(named("Ивентова", "Анна"), { bornOn: "1990-01-31" }).name).to.equal(
      "name/ивентова/анна/1990-01-31",
    );
  });

  it("are absent where something is empty: two people without it would be taken for one", () => {
    const family = { family: "family/inventee" };
    expect(tokenTexts(named("Inventée", "Alix"))).to.deep.equal(family);
    expect(tokenTexts(named(" - ", "Alix"), { bornOn: "1990-01-31" })).to.deep.equal({});
    expect(tokenTexts(named("Inventée", ""), { bornOn: "1990-01-31" })).to.deep.equal(family);
    for (const email of ["", "  ", "alix", "@example.invalid", "alix@", "a b@example.invalid"])
      expect(tokenTexts(named("Inventée", "Alix", email)), email).to.deep.equal(family);
    const reference = " / ";
    expect(tokenTexts({ ...named("", ""), reference }, { employerId: "E-1" })).to.deep.equal({});
    expect(tokenTexts({ ...named("", ""), reference: "M-1" })).to.deep.equal({});
  });

  it("hold the family name alone to search by, and an employer's reference within that employer", () => {
    const of = (reference: string, employerId: string) =>
      tokenTexts({ ...named("Inventée", "Alix"), reference }, { employerId }).reference;
    expect(of("M-012 a", "E-1")).to.equal("reference/E-1/m 012 a");
    expect(of("m-012 A", "E-1")).to.equal(of("M 012 a", "E-1"));
    expect(of("M-012 a", "E-2")).not.to.equal(of("M-012 a", "E-1"));
    expect(familyText("INVENTEE")).to.equal(tokenTexts(named("Inventée", "Alix")).family);
    expect(familyText(" - ")).to.equal(undefined);
    expect(tokenTexts(named("Inventée (née Autre)", "Alix")).family).to.equal("family/inventee");
    expect(familyTexts("Inventée (née Autre) Alix")).to.include("family/inventee");
    expect(familyText("(Inventée)")).to.equal("family/inventee");
  });

  it("take an e-mail address in small letters, whatever the name", () => {
    expect(tokenTexts(named("", "", " Alix@Example.INVALID "))).to.deep.equal({ email: "email/alix@example.invalid" });
  });
});
