import { expect } from "chai";
import { tokenTexts } from "../../../src/domain/persons/person-tokens.ts";

const named = (familyName: string, givenNames: string, email?: string) => ({
  familyName,
  givenNames,
  ...(email === undefined ? {} : { email }),
});

describe("the texts of the blind index", () => {
  it("are the same for spellings that differ in accents, capitals, hyphens, apostrophes and spaces", () => {
    const text = tokenTexts(named("D'Inventé-Personnœ", "Zoë  Anne"), "1990-01-31").name;
    expect(text).to.equal("name/d invente personnoe/zoe anne/1990-01-31");
    for (const [family, given] of [
      ["d’inventé personnœ", "ZOE ANNE"],
      ["D INVENTE PERSONNOE", "Zoé-Anne"],
      [" D'Invente\u0301-Personnoe ", "zoe anne"],
    ] as const)
      expect(tokenTexts(named(family, given), "1990-01-31").name, family).to.equal(text);
  });

  it("differ by any part: family, given names and day of birth", () => {
    const texts = [
      tokenTexts(named("Inventée", "Alix"), "1990-01-31"),
      tokenTexts(named("Inventée", "Alixe"), "1990-01-31"),
      tokenTexts(named("Inventées", "Alix"), "1990-01-31"),
      tokenTexts(named("Inventée", "Alix"), "1990-01-30"),
      tokenTexts(named("Inventée Alix", "Alix"), "1990-01-31"),
    ].map(({ name }) => name);
    expect(new Set(texts).size).to.equal(texts.length);
  });

  it("keep names of other writings apart", () => {
    expect(tokenTexts(named("Ивентова", "Анна"), "1990-01-31").name).to.equal("name/ивентова/анна/1990-01-31");
  });

  it("are absent where something is empty: two people without it would be taken for one", () => {
    expect(tokenTexts(named("Inventée", "Alix"))).to.deep.equal({});
    expect(tokenTexts(named(" - ", "Alix"), "1990-01-31")).to.deep.equal({});
    expect(tokenTexts(named("Inventée", ""), "1990-01-31")).to.deep.equal({});
    for (const email of ["", "  ", "alix", "@example.invalid", "alix@", "a b@example.invalid"])
      expect(tokenTexts(named("Inventée", "Alix", email)), email).to.deep.equal({});
  });

  it("take an e-mail address in small letters, whatever the name", () => {
    expect(tokenTexts(named("", "", " Alix@Example.INVALID "))).to.deep.equal({ email: "email/alix@example.invalid" });
  });
});
