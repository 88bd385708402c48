import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { snapshotDigest } from "../../../src/domain/facts/snapshot-digest.ts";
import { canonicalJson } from "../../../src/domain/shared/digest.ts";
import { tries } from "../../support/effort.ts";
import { arbitrarySnapshot } from "../../support/fact-arbitraries.ts";

type Loose = Record<string, unknown>;

/** Every way to change one value of a snapshot, or to leave it out. */
function* changes(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      yield value.filter((_, index) => index !== i);
      for (const changed of changes(value[i])) yield value.map((item, index) => (index === i ? changed : item));
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      const { [name]: _, ...others } = value as Loose;
      yield others;
      for (const changed of changes(member)) yield { ...value, [name]: changed };
    }
  } else if (typeof value === "number") yield value + 1;
  else if (typeof value === "boolean") yield !value;
  else yield `${value}x`;
}

/** What the digest covers: an empty collection is an absent one. */
const counted = (snapshot: Loose) => {
  const { note: _, format: __, schemaVersion: ___, ...facts } = snapshot;
  const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => !isEmpty(value)));
};

describe("the digest of a snapshot", () => {
  it("is the same whatever the order of records and members", () => {
    fc.assert(
      fc.property(arbitrarySnapshot({ complete: false }), (snapshot) => {
        const mirrored = Object.fromEntries(
          Object.entries(snapshot).map(([name, value]) => [
            name,
            Array.isArray(value)
              ? value.map((record) => Object.fromEntries(Object.entries(record).reverse())).reverse()
              : value,
          ]),
        ) as unknown as typeof snapshot;
        expect(snapshotDigest(mirrored)).to.equal(snapshotDigest(snapshot));
      }),
      { numRuns: tries(20) },
    );
  });

  it("changes with every single fact", () => {
    const [sample] = fc.sample(arbitrarySnapshot({ complete: true }), { numRuns: 1, seed: 3 });
    const firsts = Object.entries(sample!).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.slice(0, 1) : value,
    ]);
    const snapshot = Object.fromEntries(firsts) as typeof sample;
    const digests = new Set([snapshotDigest(snapshot!)]);
    let count = 1;
    const seen = new Set([canonicalJson(counted(snapshot!))]);
    for (const changed of changes(counted(snapshot!))) {
      const text = canonicalJson(counted(changed as Loose));
      if (seen.has(text)) continue;
      seen.add(text);
      count++;
      const isWhole = "asOf" in (changed as Loose);
      digests.add(
        snapshotDigest((isWhole ? changed : { ...(changed as Loose), asOf: "" }) as typeof snapshot & object),
      );
    }
    expect(count).to.be.greaterThan(150);
    expect(digests.size).to.equal(count);
  });

  it("leaves out the note, and takes an absent collection for an empty one", () => {
    const [snapshot] = fc.sample(arbitrarySnapshot({ complete: false }), { numRuns: 1, seed: 5 });
    const digest = snapshotDigest(snapshot!);
    expect(snapshotDigest({ ...snapshot!, note: "invented", ledger: [], pins: [] })).to.equal(digest);
  });

  it("can be computed again from its description alone", () => {
    const sha = (content: string | Uint8Array) => createHash("sha256").update(content).digest();
    const landlords = [
      { id: "b", kind: "social" },
      { kind: "private", id: "a" },
    ];
    const pins = [{ vacancyId: "v", requestId: "r", kind: "confirmed" }];
    const none = { agreements: [], rights: [], dwellings: [], vacancies: [], employers: [], requests: [] };
    const ofLandlords = sha(Buffer.concat([sha('{"id":"a","kind":"private"}'), sha('{"id":"b","kind":"social"}')]));
    const ofPins = sha(sha('{"kind":"confirmed","requestId":"r","vacancyId":"v"}'));
    const empty = { count: 0, digest: sha("").toString("hex") };
    const names =
      "agreements,dwellings,employers,landlords,ledger,pins,requests,rights,struck,travelTimes,vacancies".split(",");
    const collections = Object.fromEntries(names.map((name) => [name, empty]));
    collections.landlords = { count: 2, digest: ofLandlords.toString("hex") };
    collections.pins = { count: 1, digest: ofPins.toString("hex") };
    expect(snapshotDigest({ ...none, asOf: "2026-11-23", landlords, pins } as never)).to.equal(
      sha(JSON.stringify({ asOf: "2026-11-23", collections })).toString("hex"),
    );
  });
});
