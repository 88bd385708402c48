import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { readRuleSets } from "../../src/adapters/rules/directory-rule-source.ts";
import { meanings } from "../../src/domain/designations/answer-rules.ts";
import type { Answer } from "../../src/domain/designations/designation-record.ts";
import { factCatalogue } from "../../src/domain/facts/catalogue.ts";
import { decisionKinds } from "../../src/domain/proposals/proposal-record.ts";
import { compileRuleSet } from "../../src/domain/rules/compile.ts";
import type { Procedure, RuleSet } from "../../src/domain/rules/rule-set.ts";

const rulesFolder = fileURLToPath(new URL("../../rules", import.meta.url));

describe("the procedures of the shipped rule sets", () => {
  let ruleSets: readonly RuleSet[];
  const procedure = (id: string): Procedure => ruleSets.find((ruleSet) => ruleSet.id === id)!.procedure;

  before(async () => {
    const options = { catalogue: factCatalogue, asOf: "2026-11-23" };
    ruleSets = (await readRuleSets(rulesFolder)).map((files) => compileRuleSet(files, options).ruleSet!);
  });

  it("state every part that their track needs", () => {
    for (const { id, procedure: stated } of ruleSets) {
      const always = [
        "quorum",
        "secondSignature",
        "reasons",
        "designation",
        "offer",
        "answers",
        "motives",
        "warningDays",
      ];
      expect(Object.keys(stated), id).to.include.members(always);
      const doesAwardOnCondition = stated.answers!.allowed.includes("awarded-conditional");
      expect("conditionProofs" in stated, id).to.equal(doesAwardOnCondition);
    }
  });

  it("give a reason for every decision that needs one, and for a member's withdrawal", () => {
    for (const { id, procedure: stated } of ruleSets)
      for (const kind of [...decisionKinds.filter((one) => one !== "confirm"), "withdraw-member"])
        expect(
          stated.reasons!.some((reason) => reason.for.includes(kind)),
          `${id} ${kind}`,
        ).to.equal(true);
  });

  it("allow an award and a refusal, and name grounds for the refusal", () => {
    for (const { id, procedure: stated } of ruleSets) {
      const awards = stated.answers!.allowed.map((answer) => meanings[answer as Answer].isAward);
      expect(awards, id).to.include.members([true, false]);
      expect(stated.motives!.length, id).to.be.greaterThan(2);
    }
  });

  it("hold for social housing what the Code says: three requests, five outcomes, ten days counted in the civil way", () => {
    const { designation, offer, answers } = procedure("als-2026");
    expect(designation!.leastCandidates).to.equal(3);
    expect([offer!.leastDays, offer!.calendar, offer!.silence]).to.deep.equal([10, "civil", "refusal"]);
    expect(answers!.allowed).to.deep.equal([
      "awarded",
      "awarded-ranked",
      "awarded-conditional",
      "not-awarded",
      "rejected-inadmissible",
    ]);
    expect([designation, offer, answers].map((part) => part!.source.article)).to.deep.equal([
      "R441-3",
      "R441-10",
      "R441-3",
    ]);
  });

  it("ask a private owner for one of two answers on one candidate", () => {
    for (const id of ["action-coeur-de-ville-2026", "temporary-occupation-2026"]) {
      expect(procedure(id).designation!.leastCandidates).to.equal(1);
      expect(procedure(id).answers!.allowed).to.deep.equal(["accepted-by-owner", "refused-by-owner"]);
    }
  });

  it("mark what no text settles as the reserver's own to vote", () => {
    for (const id of ["als-2026", "action-coeur-de-ville-2026", "temporary-occupation-2026"]) {
      const { quorum, secondSignature, warningDays } = procedure(id);
      for (const part of [quorum, secondSignature, warningDays])
        expect(part!.source.text, id).to.include("à voter par le réservataire");
    }
  });
});
