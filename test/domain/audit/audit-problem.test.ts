import { expect } from "chai";
import fc from "fast-check";
import { auditProblemCodes, ProblemList } from "../../../src/domain/audit/audit-problem.ts";

const code = fc.constantFrom(...auditProblemCodes);
const record = fc.record({
  kind: fc.constantFrom("person", "request"),
  id: fc.constantFrom("a", "b"),
  version: fc.integer({ min: 1, max: 3 }),
});
const problem = fc.record({
  code,
  sequence: fc.integer({ min: 1, max: 20 }),
  record: fc.option(record, { nil: undefined }),
});

function listOf(
  problems: readonly (typeof problem extends fc.Arbitrary<infer T> ? T : never)[],
  most: number,
): ProblemList {
  const list = new ProblemList(most);
  for (const { code: each, sequence, record: name } of problems) list.add(each, sequence, {}, name);
  return list;
}

describe("problems of the audit", () => {
  it("come in the same order whatever the order they were found in, the earliest first", () => {
    fc.assert(
      fc.property(fc.array(problem), fc.func(fc.integer()), (problems, key) => {
        const shuffled = problems.toSorted((a, b) => key(JSON.stringify(a)) - key(JSON.stringify(b)));
        const first = listOf(problems, 1_000).first();
        expect(listOf(shuffled, 1_000).first()).to.deep.equal(first);
        for (let at = 1; at < first.length; at++) expect(first[at - 1]!.sequence).to.be.at.most(first[at]!.sequence);
      }),
    );
  });

  it("say a thing once, at the earliest place it was found", () => {
    const list = new ProblemList();
    const name = { kind: "request", id: "Q-1", version: 2 };
    list.add("version-missing", 9, {}, name);
    list.add("version-missing", 4, {}, name);
    list.add("version-missing", 7, {}, name);
    expect(list.first()).to.deep.equal([{ code: "version-missing", sequence: 4, record: name, values: {} }]);
    expect(list.count).to.equal(1);
  });

  it("keep the first of very many, whatever the order they come in, and count all", () => {
    const up = new ProblemList(10);
    const down = new ProblemList(10);
    for (let at = 1; at <= 5_000; at++) {
      up.add("content-differs", at, {}, { kind: "request", id: `Q-${at}`, version: 1 });
      down.add("content-differs", 5_001 - at, {}, { kind: "request", id: `Q-${5_001 - at}`, version: 1 });
    }
    const sequences = (list: ProblemList) => list.first().map(({ sequence }) => sequence);
    expect(sequences(up)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(sequences(down)).to.deep.equal(sequences(up));
    expect([up.count, down.count]).to.deep.equal([5_000, 5_000]);
  });

  it("name at one place the most precise first: the entry, then the version, then what only the root tells", () => {
    const list = new ProblemList();
    list.add("kept-root-differs", 5);
    list.add("rows-differ", 5);
    list.add("content-differs", 5, {}, { kind: "request", id: "Q-1", version: 1 });
    list.add("entry-altered", 5);
    expect(list.first().map((one) => one.code)).to.deep.equal([
      "entry-altered",
      "content-differs",
      "rows-differ",
      "kept-root-differs",
    ]);
  });
});
