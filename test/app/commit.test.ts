import { expect } from "chai";
import { auditPlace, commit, commitBulk, create, guard, replace, type Write } from "../../src/app/commit.ts";
import { allKinds, type Kind } from "../../src/app/kinds.ts";
import { newPerson } from "../../src/app/persons/person-keys.ts";
import type { Committed, Context } from "../../src/app/ports.ts";
import type { AuditEntry } from "../../src/domain/audit/audit-entry.ts";
import { digestDocument } from "../../src/domain/audit/record-digest.ts";
import type { DomainEvent } from "../../src/domain/events.ts";
import { canonicalJson } from "../../src/domain/shared/digest.ts";
import { employerFacts, personContents, requestFacts } from "../support/builders.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";

const actor = actorOf("secretary");
const told: DomainEvent = { type: "vacancy-lost", vacancyId: "V-1", landlordId: "L-1", reasonCode: "delay-over" };

describe("the write door", () => {
  let app: App;
  let context: App["context"];
  beforeEach(async () => {
    app = await openApp();
    context = app.context;
  });
  afterEach(() => app.close());

  const act = (writes: readonly Write[], events: readonly DomainEvent[] = []): Promise<Committed> =>
    commit(context, { actor, command: "declare-facts", events, writes });

  it("writes state, audit and notices in one change of one sequence", async () => {
    const { sequence, entry } = await act([create("employer", "E-1", { facts: employerFacts() })], [told]);
    const notices = await context.store.list({ kind: "notice", by: "byState", equals: ["pending"] });
    const employer = await context.store.get("employer", "E-1");
    expect(notices.records).to.have.lengthOf(1);
    expect(notices.records[0]!.document).to.deep.include({ subject: "vacancy-lost", attempts: 0 });
    expect([employer!.sequence, notices.records[0]!.sequence, entry.sequence]).to.deep.equal([
      sequence,
      sequence,
      sequence,
    ]);
    expect(entry).to.deep.include({
      actorId: "secretary-1",
      roles: ["secretary"],
      command: "declare-facts",
      events: [told],
    });
    expect(entry.rows.count).to.equal(2);
    expect(await countOf(context)).to.deep.equal({ entries: 1, versions: 2 });
  });

  it("tells old and new values of what is not personal, and the digest of every version, notices included", async () => {
    await act([create("employer", "E-1", { facts: employerFacts({ employees: 120 }) })]);
    const stored = (await context.store.get("employer", "E-1"))!;
    const document = { facts: employerFacts({ employees: 121 }) };
    const { entry } = await act([replace(stored, document)], [told]);
    const [change, notice, ...rest] = entry.changes!;
    expect(rest).to.deep.equal([]);
    expect(change).to.deep.equal({
      kind: "employer",
      id: "E-1",
      version: 2,
      digest: digestDocument(document).digest,
      values: [{ pointer: "/facts/employees", before: 120, after: 121 }],
    });
    expect(notice).to.have.all.keys("kind", "id", "version", "digest");
    expect(notice).to.include({ kind: "notice", version: 1 });
  });

  it("seals the values of personal kinds with the key of the person, at the place of the version", async () => {
    const { personId, key, writes } = newPerson(context, personContents());
    const request = (income: number) => ({
      state: "active" as const,
      personId,
      submittedBy: actor.id,
      submittedAt: context.clock.now(),
      facts: requestFacts({ household: { ...requestFacts().household, resourcesCentsPerMonth: income } }),
    });
    await act([...writes, create("request", "Q-1", request(123_457), key)]);
    const stored = (await context.store.get("request", "Q-1"))!;
    const { entry } = await act([replace(stored, request(123_467), key)]);
    const change = entry.changes![0]!;
    expect(change).to.have.all.keys("kind", "id", "version", "digest", "personId", "sealed");
    const opened = context.sealing.open(key.wrapped, change.sealed!, auditPlace("request", "Q-1", 2));
    expect(JSON.parse(opened)).to.deep.equal([
      { pointer: "/facts/household/resourcesCentsPerMonth", before: 123_457, after: 123_467 },
    ]);
    expect(() => context.sealing.open(key.wrapped, change.sealed!, auditPlace("request", "Q-1", 1))).to.throw();
    const log = canonicalJson(await entriesOf(context));
    for (const secret of ["123457", "123467", "1996-03-09", "Personne-Inventée", "alix@example.invalid", key.wrapped])
      expect(log, secret).to.not.include(secret);
  });

  it("says of a key no value at all, and sealed nothing else of a person in clear: tokens neither", async () => {
    const { writes, personId } = newPerson(context, personContents(), { bornOn: "1996-03-09" });
    const { entry } = await act(writes);
    const [key, person] = entry.changes!;
    expect(key).to.have.all.keys("kind", "id", "version", "digest");
    expect(person).to.have.all.keys("kind", "id", "version", "digest", "personId", "sealed");
    const { tokens } = (await context.store.get("person", personId))!.document;
    expect(tokens).to.have.all.keys("name", "email", "family");
    expect(canonicalJson(entry)).to.not.include(tokens!.name!).and.not.include(tokens!.email!);
  });

  it("refuses to write a personal record without its person, before anything is written", async () => {
    const write = create("proof", "P-1", {
      state: "recorded",
      requestId: "Q-1",
      recordedBy: actor.id,
      recordedAt: context.clock.now(),
    });
    const error = await act([write]).catch((caught: unknown) => caught);
    expect(String(error)).to.include("proof P-1 does not say whose it is");
    expect(await countOf(context)).to.deep.equal({ entries: 0, versions: 0 });
  });

  it("leaves neither state nor audit nor notices when a write fails, whichever it is", async () => {
    await act([create("employer", "E-1", { facts: employerFacts() })]);
    const first = (await context.store.get("employer", "E-1"))!;
    await act([replace(first, { facts: employerFacts({ employees: 121 }) })]);
    const before = await countOf(context);
    const fine = create("employer", "E-2", { facts: employerFacts({ id: "E-2" }) });
    const stale = replace(first, { facts: employerFacts({ employees: 122 }) });
    const failing = [
      act([fine, stale], [told]),
      act([stale, fine], [told]),
      commit(context, { actor, command: "declare-facts", events: [told], writes: [fine], guards: [guard(first)] }),
      commit(context, {
        actor,
        command: "erase-person",
        events: [told],
        writes: [fine],
        erasures: [{ kind: "person", id: "nobody" }],
      }),
      commitBulk(context, {
        actor,
        command: "import-pool",
        events: () => [told],
        writes: (function* () {
          yield fine;
          throw new Error("the file ends in the middle of a line");
        })(),
      }),
    ];
    const codes = (await Promise.allSettled(failing)).map((one) =>
      one.status === "rejected" ? ((one.reason as { code?: string }).code ?? "thrown") : one.status,
    );
    expect(codes).to.deep.equal(["conflict", "conflict", "conflict", "not-found", "thrown"]);
    expect(await countOf(context)).to.deep.equal(before);
    expect(await context.store.get("employer", "E-2")).to.equal(undefined);
  });

  it("bears the instant at which it was its turn, not that at which it began to wait", async () => {
    const long = commitBulk(context, {
      actor,
      command: "import-pool",
      events: () => [],
      writes: (async function* () {
        yield [create("employer", "E-1", { facts: employerFacts() })];
        await new Promise((resolve) => setTimeout(resolve, 20));
        context.clock.moveTo("2026-11-23T08:30:00.000Z");
      })(),
    });
    const waiting = act([create("employer", "E-2", { facts: employerFacts({ id: "E-2" }) })]);
    const [first, second] = await Promise.all([long, waiting]);
    expect([first, second].map(({ entry }) => entry.at)).to.deep.equal([
      "2026-11-23T08:30:00.000Z",
      "2026-11-23T08:30:00.000Z",
    ]);
  });

  it("leaves nothing when the clock runs backwards", async () => {
    await act([create("employer", "E-1", { facts: employerFacts() })]);
    context.clock.moveTo("2026-11-22T08:00:00.000Z");
    const error = await act([create("employer", "E-2", { facts: employerFacts({ id: "E-2" }) })], [told]).catch(
      (caught: unknown) => caught,
    );
    expect(error).to.include({ code: "clock-backwards" });
    expect(await countOf(context)).to.deep.equal({ entries: 1, versions: 1 });
  });

  it("tells of very many records their number and root, no values", async () => {
    const many = Array.from({ length: 201 }, (_, at) =>
      create("employer", `E-${at}`, { facts: employerFacts({ id: `E-${at}` }) }),
    );
    const { entry } = await act(many, [told]);
    expect(entry).to.not.have.property("changes");
    expect(entry.rows.count).to.equal(202);
  });

  it("tells what it erased", async () => {
    const { personId, writes } = newPerson(context, personContents());
    await act(writes);
    const erasures = [
      { kind: "person", id: personId },
      { kind: "person-key", id: personId },
    ] as const;
    const { entry } = await commit(context, { actor, command: "erase-person", events: [], erasures });
    expect(entry.erased).to.deep.equal(erasures);
  });

  it("keeps the purpose of a reading and writes no version for it", async () => {
    const { entry } = await commit(context, { actor, command: "read-person", events: [], purpose: "judge-proof" });
    expect(entry).to.deep.include({ purpose: "judge-proof", rows: { ...entry.rows, count: 0 } });
    expect(entry).to.not.have.any.keys("changes", "erased");
  });
});

async function entriesOf({ store }: Context): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for await (const entries of store.entries()) all.push(...entries);
  return all;
}

async function countOf(context: Context): Promise<{ readonly entries: number; readonly versions: number }> {
  let versions = 0;
  for (const kind of allKinds as readonly Kind[])
    for await (const batch of context.store.versions(kind)) versions += batch.length;
  return { entries: (await entriesOf(context)).length, versions };
}
