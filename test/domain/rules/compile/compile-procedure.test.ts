import { readFileSync } from "node:fs";
import { expect } from "chai";
import { shapeFindings } from "../../../../src/adapters/rules/rule-shapes.ts";
import { answers } from "../../../../src/domain/designations/designation-record.ts";
import { factCatalogue } from "../../../../src/domain/facts/catalogue.ts";
import { decisionKinds } from "../../../../src/domain/proposals/proposal-record.ts";
import { compileRuleSet } from "../../../../src/domain/rules/compile.ts";
import { diffRuleSets } from "../../../../src/domain/rules/diff.ts";
import type { ProcedureFile, RuleFiles } from "../../../../src/domain/rules/rule-files.ts";
import { ruleFilesOf } from "../../../support/rule-files.ts";

const source = { text: "Invented law", article: "art. 2" };
const title = { fr: "Titre", en: "Title" };
const asOf = "2026-11-23";

const procedure: ProcedureFile = {
  quorum: { present: 3, source },
  secondSignature: { kinds: ["give-back"], reasonCodes: ["urgent"], source },
  reasons: [{ id: "urgent", for: ["replace"], title, source }],
  designation: { leastCandidates: 3, source },
  offer: { leastDays: 10, calendar: "civil", silence: "refusal", source },
  answers: { allowed: ["awarded"], source },
  motives: [{ id: "income", title, source }],
  conditionProofs: [{ id: "tax-notice", title, source }],
  warningDays: { days: [2, 10, 5, 10], source },
};

function withProcedure(content: unknown): RuleFiles {
  const files = ruleFilesOf({});
  return content === undefined
    ? files
    : { ...files, files: [...files.files, { path: "small/procedure.json", content }] };
}

function compiled(content: unknown) {
  return compileRuleSet(withProcedure(content), { catalogue: factCatalogue, asOf });
}

function findingsOf(content: unknown) {
  return compiled(content)
    .findings.filter(({ file }) => file === "small/procedure.json")
    .map(({ kind, pointer, sentence }) => ({ kind, pointer, sentence }));
}

describe("compiling the procedure", () => {
  it("keeps every part, and the warnings once each with the first one first", () => {
    const { ruleSet } = compiled(procedure);
    expect(ruleSet?.procedure).to.deep.equal({ ...procedure, warningDays: { days: [10, 5, 2], source } });
  });

  it("assumes nothing where there is no file", () => {
    expect(compiled(undefined).ruleSet?.procedure).to.deep.equal({});
  });

  it("asks for the source of every part and entry", () => {
    const found = findingsOf({ quorum: { present: 3 }, motives: [{ id: "income", title, source: { text: " " } }] });
    expect(found.map(({ kind, pointer }) => `${kind} ${pointer}`)).to.deep.equal([
      "no-source /motives/0",
      "no-source /quorum",
    ]);
  });

  it("refuses a code used twice and a second signature for a reason nobody can give", () => {
    const reasons = [...procedure.reasons!, ...procedure.reasons!];
    const secondSignature = { kinds: [], reasonCodes: ["urgend"], source };
    const found = findingsOf({ reasons, secondSignature });
    expect(found.map(({ kind, pointer }) => `${kind} ${pointer}`)).to.deep.equal([
      "duplicate-id /reasons/1/id",
      "unknown-name /secondSignature/reasonCodes/0",
    ]);
    expect(found[1]!.sentence).to.equal('There is no reason "urgend". Maybe "urgent"?');
  });

  it("names decisions and answers with the words of the product", () => {
    const schema = JSON.parse(
      readFileSync(new URL("../../../../rules/schema/procedure.schema.json", import.meta.url), "utf8"),
    );
    const { secondSignature, answers: part, reasons } = schema.properties;
    expect(secondSignature.properties.kinds.items.enum).to.deep.equal([...decisionKinds]);
    expect(part.properties.allowed.items.enum).to.deep.equal([...answers]);
    const forWhat = reasons.items.properties.for.items.enum;
    expect(forWhat).to.deep.equal([...decisionKinds.filter((kind) => kind !== "confirm"), "withdraw-member"]);
  });

  it("checks the shape of the file", () => {
    expect(shapeFindings("procedure", "small/procedure.json", procedure)).to.deep.equal([]);
    const wrong = { ...procedure, offer: { leastDays: 0, calendar: "lunar", silence: "refusal" } };
    const found = shapeFindings("procedure", "small/procedure.json", wrong);
    expect(found.map(({ pointer }) => pointer)).to.have.members(["/offer/leastDays", "/offer/calendar"]);
  });

  it("shows in the difference of two rule sets", () => {
    const before = compiled(procedure).ruleSet!;
    const after = compiled({ ...procedure, quorum: { present: 4, source }, motives: [] }).ruleSet!;
    expect(diffRuleSets(before, after, factCatalogue)).to.deep.include.members([
      {
        subject: "procedure",
        id: "small",
        kind: "changed",
        field: "quorum",
        before: { present: 3, source },
        after: { present: 4, source },
      },
      { subject: "motive", id: "income", kind: "removed", before: title },
    ]);
  });
});
