import { expect } from "chai";
import { amendRequest } from "../../src/app/amend-request.ts";
import { erasePerson } from "../../src/app/erase-person.ts";
import { readPerson } from "../../src/app/read-person.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import type { Actor } from "../../src/domain/access/actor.ts";
import { personContents, requestFacts } from "../support/builders.ts";
import { type CommitteeTown, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { lastEntry } from "../support/told.ts";

const secretary = actorOf("secretary");
const named = personContents();
const purpose = "contact-candidate";

describe("reading a personal file", () => {
  let town: CommitteeTown;
  let context: CommitteeTown["app"]["context"];
  let submitted: string;
  let candidate: string;

  beforeEach(async () => {
    town = await openCommitteeTown();
    context = town.app.context;
    submitted = (await submitRequest(context, secretary, { facts: requestFacts({ id: "Q-9" }), person: named }))
      .personId;
    const stored = (await context.store.get("request", "Q-1"))!;
    const command = { requestId: "Q-1", expected: stored.version, facts: stored.document.facts! };
    await amendRequest(context, secretary, { ...command, person: personContents({ givenNames: "Camille" }) });
    candidate = (await context.store.get("request", "Q-1"))!.document.personId!;
  });
  afterEach(() => town.app.close());

  it("opens names in the order asked for and leaves one entry with the purpose, whoever and however many", async () => {
    const before = await context.store.head();
    const read = await readPerson(context, secretary, { personIds: [candidate, submitted, candidate], purpose });
    expect(read.map((one) => one.state === "named" && one.contents.givenNames)).to.deep.equal([
      "Camille",
      "Alix",
      "Camille",
    ]);
    const entry = await lastEntry(context);
    expect(entry.sequence).to.equal(before.sequence + 1);
    expect(entry).to.deep.include({ actorId: secretary.id, command: "read-person", purpose });
    expect(entry.events).to.deep.equal([{ type: "person-read", personIds: [candidate, submitted] }]);
    expect(entry).to.not.have.property("changes");
    expect(JSON.stringify(entry)).to.not.include("Alix");
  });

  it("tells who was erased and who gave no name", async () => {
    const { personId: unnamed } = await submitRequest(context, secretary, { facts: requestFacts({ id: "Q-10" }) });
    await erasePerson(context, actorOf("dpo"), { personId: submitted, ground: "person-asked" });
    const read = await readPerson(context, secretary, { personIds: [submitted, unnamed], purpose });
    expect(read).to.deep.equal([
      { personId: submitted, state: "erased", erasedAt: context.clock.now() },
      { personId: unnamed, state: "unnamed" },
    ]);
  });

  it("gives no name when the reading cannot be kept", async () => {
    const failing = { ...context, store: withoutCommit(context.store) };
    const error = await readPerson(failing, secretary, { personIds: [submitted], purpose }).catch(
      (caught: unknown) => caught,
    );
    expect(String(error)).to.include("the disk is full");
  });

  const hrOf = (employerId: string): Actor => actorOf("hr", { employerIds: [employerId] });
  const committeeOf = (code: string): Actor => actorOf("committee", { departementCodes: [code] });

  it("lets an employer read its own people only, and all or nobody", async () => {
    const read = await readPerson(context, hrOf("E-1"), { personIds: [submitted], purpose });
    expect(read[0]!.state).to.equal("named");
    const { sequence } = await context.store.head();
    for (const personIds of [[submitted], [submitted, candidate]])
      expect((await refusalOf(readPerson(context, hrOf("E-2"), { personIds, purpose }))).code).to.equal(
        "scope-forbidden",
      );
    expect((await context.store.head()).sequence).to.equal(sequence);
  });

  it("lets a committee read candidates of a proposal in its territory, and nobody else", async () => {
    const { id: proposalId } = await town.proposalOf("V-1");
    const read = (personIds: string[], actor: Actor, more = {}) =>
      readPerson(context, actor, { personIds, purpose, ...more });
    expect((await read([candidate], committeeOf("02"), { proposalId }))[0]!.state).to.equal("named");
    expect((await lastEntry(context)).events[0]).to.deep.include({ proposalId });
    for (const [personIds, actor, more] of [
      [[candidate], committeeOf("59"), { proposalId }],
      [[submitted], committeeOf("02"), { proposalId }],
      [[candidate], committeeOf("02"), {}],
      [[candidate], committeeOf("02"), { proposalId: (await town.proposalOf("V-2")).id }],
    ] as const)
      expect((await refusalOf(read([...personIds], actor, more))).code).to.equal("scope-forbidden");
  });

  it("is not for landlords, operators, rule authors or jobs", async () => {
    for (const role of ["landlord", "operator", "rules", "system"] as const)
      expect((await refusalOf(readPerson(context, actorOf(role), { personIds: [submitted], purpose }))).code).to.equal(
        "role-forbidden",
      );
  });

  it("refuses an unknown purpose, nobody, more than a hundred, and persons who do not exist", async () => {
    const asked = async (personIds: string[], why: string = purpose) => {
      const { code, values } = await refusalOf(readPerson(context, secretary, { personIds, purpose: why as never }));
      return `${code} ${String(values.field ?? values.id)}`;
    };
    expect(await asked([submitted], "curiosity")).to.equal("not-allowed purpose");
    expect(await asked([])).to.equal("not-allowed personIds");
    expect(await asked(Array.from({ length: 101 }, () => submitted))).to.equal("not-allowed personIds");
    expect(await asked([submitted, "nobody"])).to.equal("not-found nobody");
  });
});

function withoutCommit(store: CommitteeTown["app"]["context"]["store"]): typeof store {
  return new Proxy(store, {
    get(target, name) {
      if (name === "commit") return () => Promise.reject(new Error("the disk is full"));
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
