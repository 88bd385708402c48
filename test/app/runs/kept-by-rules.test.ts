import { expect } from "chai";
import { KeptByRules } from "../../../src/app/runs/kept-by-rules.ts";
import { checkRuleFiles, compileOn } from "../../../src/app/runs/run-rules.ts";
import type { RuleFiles } from "../../../src/domain/rules/rule-files.ts";
import { ruleFilesOf, ruleOf } from "../../support/rule-files.ts";

const day = "2026-11-23";

describe("what is kept by rule files and day", () => {
  let kept: KeptByRules<{ readonly number: number }>;
  let made: number;
  const numberOf = (files: RuleFiles, asOf: string) => kept.of(files, asOf, () => ({ number: ++made })).number;

  beforeEach(() => {
    kept = new KeptByRules();
    made = 0;
  });

  it("is made once for the same content, and anew for another content or day", () => {
    const files = ruleFilesOf({ rules: [ruleOf("request.hasUniqueNumber")] });
    expect(numberOf(files, day)).to.equal(1);
    expect(numberOf(structuredClone(files), day)).to.equal(1);
    expect(numberOf(files, "2026-11-24")).to.equal(2);
    const changed = structuredClone(files);
    (changed.files.find(({ path }) => path.endsWith("assignment.json"))!.content as { next: number }).next = 1;
    expect(numberOf(changed, day)).to.equal(3);
    expect(numberOf(files, day)).to.equal(1);
  });

  it("is made each time from files that could not be read whole", () => {
    const [finding] = compileOn(ruleFilesOf({ rules: [ruleOf("1 +")] }), day).findings;
    const files = { ...ruleFilesOf({}), problems: [finding!] };
    expect([numberOf(files, day), numberOf(files, day)]).to.deep.equal([1, 2]);
  });

  it("is let go when so many others were used since", () => {
    const files = ruleFilesOf({});
    const days = Array.from({ length: 31 }, (_, at) => `2026-10-${String(at + 1).padStart(2, "0")}`);
    numberOf(files, "2026-01-01");
    numberOf(files, "2026-01-02");
    numberOf(files, "2026-01-01");
    for (const each of days) numberOf(files, each);
    expect(numberOf(files, "2026-01-01")).to.equal(1);
    expect(numberOf(files, "2026-01-02")).to.equal(34);
  });

  it("says of rules that were changed what is wrong with them, whatever was said before", () => {
    const sound = ruleFilesOf({ rules: [ruleOf("request.hasUniqueNumber")] });
    const broken = ruleFilesOf({ rules: [ruleOf("request.nothing == 1")] });
    const kinds = (files: RuleFiles) => checkRuleFiles(files, day).findings.map(({ kind }) => kind);
    expect(kinds(sound)).not.to.include("unknown-fact");
    expect(kinds(broken)).to.include("unknown-fact");
    expect(checkRuleFiles(sound, day).ruleSet).to.equal(checkRuleFiles(structuredClone(sound), day).ruleSet);
  });
});
