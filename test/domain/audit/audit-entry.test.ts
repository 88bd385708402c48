import { expect } from "chai";
import fc from "fast-check";
import {
  type AuditDraft,
  type AuditHead,
  chainEntry,
  emptyLog,
  headAfter,
} from "../../../src/domain/audit/audit-entry.ts";
import { digestDocument, digestOf } from "../../../src/domain/audit/record-digest.ts";
import { valueChanges } from "../../../src/domain/audit/value-changes.ts";
import { canonicalJson, sha256 } from "../../../src/domain/shared/digest.ts";

const rows = { count: 0, root: sha256("") };
const draft = (at: string): AuditDraft => ({ at, actorId: "hr-1", roles: ["hr"], command: "read-person", events: [] });

describe("a line of the log", () => {
  it("holds the hash of the one before and of its own content", () => {
    const first = chainEntry(emptyLog, draft("2026-11-23T08:00:00.000Z"), rows);
    const second = chainEntry(headAfter(first), draft("2026-11-23T08:00:01.000Z"), rows);
    expect([first.sequence, second.sequence]).to.deep.equal([1, 2]);
    expect([first.previous, second.previous]).to.deep.equal(["0".repeat(64), first.hash]);
    const { hash, ...content } = second;
    expect(hash).to.equal(sha256(canonicalJson(content)));
  });

  const head = (at: string): AuditHead => ({ sequence: 1, hash: sha256("x"), at });

  it("takes the instant of the one before where a clock is up to a minute behind, and is refused beyond", () => {
    const last = head("2026-11-23T08:01:00.000Z");
    expect(chainEntry(last, draft("2026-11-23T08:00:00.000Z"), rows).at).to.equal(last.at);
    expect(() => chainEntry(last, draft("2026-11-23T07:59:59.999Z"), rows)).to.throw(/clock-backwards/);
    expect(chainEntry(last, draft("2026-11-23T08:01:00.001Z"), rows).at).to.equal("2026-11-23T08:01:00.001Z");
  });
});

describe("the digest of a record", () => {
  const document = { state: "active", facts: { id: "Q-1", kind: "transfer" }, note: "invented" };

  it("does not depend on the order of members, and changes with every value", () => {
    const { digest } = digestDocument(document);
    expect(
      digestDocument({ note: "invented", facts: { kind: "transfer", id: "Q-1" }, state: "active" }).digest,
    ).to.equal(digest);
    for (const other of [
      { ...document, state: "housed" },
      { ...document, facts: { ...document.facts, id: "Q-2" } },
      { state: "active", note: "invented" },
    ])
      expect(digestDocument(other).digest).to.not.equal(digest);
  });

  it("can be made again without the facts, from their digest", () => {
    const { factsDigest, life, digest } = digestDocument(document);
    expect(digestOf(factsDigest, life)).to.equal(digest);
    expect(life).to.not.include("transfer");
  });
});

describe("old and new values", () => {
  /** `__proto__` cannot be set as a member by the test below. */
  const key = fc.oneof(fc.constantFrom("valueOf", "toString", "a"), fc.string()).filter((name) => name !== "__proto__");
  const values = [fc.string(), fc.integer(), fc.boolean()];
  const json = fc.object({ key, values, maxDepth: 3, withNullPrototype: false });

  it("are none for equal documents, and lead from one document to the other", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(valueChanges(before, structuredClone(before))).to.deep.equal([]);
        const made = structuredClone(before) as Record<string, unknown>;
        for (const { pointer, after: value } of valueChanges(before, after)) apply(made, pointer, value);
        expect(withoutEmpty(made)).to.deep.equal(withoutEmpty(after));
      }),
    );
  });

  it("tell lists whole, and escape slash and tilde in the pointer", () => {
    expect(valueChanges({ list: [1, 2], "a/b~c": 1 }, { list: [1, 3], "a/b~c": 2 })).to.deep.equal([
      { pointer: "/a~1b~0c", before: 1, after: 2 },
      { pointer: "/list", before: [1, 2], after: [1, 3] },
    ]);
  });

  it("of a new record tell what there is now only", () => {
    expect(valueChanges(undefined, { a: 1 })).to.deep.equal([{ pointer: "/a", after: 1 }]);
  });
});

function apply(document: Record<string, unknown>, pointer: string, value: unknown): void {
  const names = pointer
    .slice(1)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  let at = document;
  for (const name of names.slice(0, -1)) {
    if (!Object.hasOwn(at, name) || typeof at[name] !== "object" || at[name] === null) at[name] = {};
    at = at[name] as Record<string, unknown>;
  }
  if (value === undefined) delete at[names.at(-1)!];
  else at[names.at(-1)!] = value;
}

/** An empty member says nothing: it is no value that could differ. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withoutEmpty(member)] as const);
  const kept = members.filter(
    ([, member]) => !(typeof member === "object" && member !== null && Object.keys(member).length === 0),
  );
  return Object.fromEntries(kept);
}
