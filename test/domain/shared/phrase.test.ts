import { expect } from "chai";
import { inEnglish, joined, phrase, said, wordless } from "../../../src/domain/shared/phrase.ts";

describe("a phrase", () => {
  it("keeps its words and its values apart, also within each other", () => {
    const hint = phrase` Maybe "${"rooms"}"?`;
    const whole = phrase`There is no fact "${"romms"}" among ${3}.${hint}`;
    expect(whole.words).to.equal('There is no fact "{0}" among {1}.{2}');
    expect(whole.values).to.deep.equal(["romms", 3, hint]);
    expect(inEnglish(whole)).to.equal('There is no fact "romms" among 3. Maybe "rooms"?');
    expect(said(whole)).to.deep.equal({ sentence: inEnglish(whole), phrase: whole });
  });

  it("shows a value as it is, braces and all", () => {
    expect(inEnglish(phrase`It asks for {${"value"}}, not ${"{1}"} or ${"$&"}.`)).to.equal(
      "It asks for {value}, not {1} or $&.",
    );
  });

  it("may stand after others, or say nothing", () => {
    expect(inEnglish(joined([phrase`key ${1}`, phrase`key ${2}`, wordless], "; "))).to.equal("key 1; key 2; ");
  });
});
