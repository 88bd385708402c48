/**
 * What lies on the disk: a whole life of invented people is lived, and the raw bytes of the database, of its journals and of the log lines are
 * searched for what was planted.
 */
import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { amendRequest } from "../../src/app/amend-request.ts";
import { commitBulk, create, type Write } from "../../src/app/commit.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { erasePerson } from "../../src/app/erase-person.ts";
import { exportPerson } from "../../src/app/export-person.ts";
import { judgeProof } from "../../src/app/judge-proof.ts";
import { candidateTextPlace } from "../../src/app/persons/candidate-texts.ts";
import { personKey, personPlace } from "../../src/app/persons/person-keys.ts";
import { readPerson } from "../../src/app/read-person.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { recordProof } from "../../src/app/record-proof.ts";
import { listAll } from "../../src/app/records/list-all.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { replayRun } from "../../src/app/replay-run.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { verifyAudit } from "../../src/app/verify-audit.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { personContents, requestFacts } from "../support/builders.ts";
import { type CommitteeTown, member, openCommitteeTown } from "../support/committee-town.ts";
import { actorOf, openApp } from "../support/open-app.ts";

const dpo = actorOf("dpo");
const secretary = actorOf("secretary");

/** Invented; nothing else in the product is written like this. */
const planted = personContents({
  familyName: "Zyxwinventee",
  givenNames: "Quorvathine",
  email: "zyxw.quorvathine@inventee.invalid",
  phone: "+33 9 87 61 54 32",
  address: "77 impasse Vraxinventee",
  householdNames: ["Brolquin Zyxwinventee"],
});
const names = [
  "Zyxwinventee",
  "Quorvathine",
  "zyxw.quorvathine@inventee.invalid",
  "87 61 54 32",
  "Vraxinventee",
  "Brolquin",
];

/** A day of birth, two incomes and a distance that no other fact of the town has, as they are written in facts. */
const facts = {
  household: {
    ...requestFacts().household,
    persons: [{ role: "applicant" as const, bornOn: "1993-07-19" }],
    referenceIncomeCentsPerYear: 1_618_034,
  },
  searchRadiusMetres: 27_183,
};
const amended = { ...facts, household: { ...facts.household, resourcesCentsPerMonth: 141_421 } };
const plantedFacts = ["1993-07-19", "1618034", "141421", "27183"];

/** Typed about candidates by a committee and by a landlord. */
const words = ["Xubparoletypee", "Wexmotifdubailleur"];

/** Every way a text may lie in bytes: as UTF-8, as UTF-16 in both orders, as base64 from each of three places, as hexadecimal, in capitals or not. */
function formsOf(text: string): readonly Buffer[] {
  return [text, text.toLowerCase(), text.toUpperCase()].flatMap((each) => {
    const utf8 = Buffer.from(each, "utf8");
    const utf16 = Buffer.from(each, "utf16le");
    const base64 = [0, 1, 2].map((shift) => {
      const whole = Buffer.concat([Buffer.alloc(shift), utf8])
        .toString("base64")
        .replace(/=+$/, "");
      return Buffer.from(whole.slice(shift === 0 ? 0 : shift + 1, -1), "utf8");
    });
    return [utf8, utf16, Buffer.from(utf16).swap16(), ...base64, Buffer.from(utf8.toString("hex"), "utf8")];
  });
}

/** Everything the product left on the disk or in its log. */
function leftBehind(file: string, lines: readonly object[]): ReadonlyMap<string, Buffer> {
  const files = [file, `${file}-wal`, `${file}-shm`, `${file}-journal`].filter((each) => existsSync(each));
  return new Map([
    ...files.map((each) => [each.slice(file.length) || "database", readFileSync(each)] as const),
    ["log", Buffer.from(JSON.stringify(lines), "utf8")],
  ]);
}

function found(texts: readonly string[], places: ReadonlyMap<string, Buffer>): string[] {
  return texts.flatMap((text) =>
    [...places].flatMap(([place, bytes]) =>
      formsOf(text).some((form) => bytes.includes(form)) ? [`${text} in ${place}`] : [],
    ),
  );
}

describe("persons apart", () => {
  it("would find a name in any of the forms it looks for", () => {
    for (const [at, form] of formsOf("Zyxwinventee").entries()) {
      const bytes = Buffer.concat([Buffer.from("abc"), form, Buffer.from("xyz")]);
      expect(found(["Zyxwinventee"], new Map([["bytes", bytes]])), String(at)).to.have.lengthOf(1);
    }
    const sealedInBase64 = Buffer.from(Buffer.from(`{"familyName":"Zyxwinventee"}`).toString("base64"));
    expect(found(["Zyxwinventee"], new Map([["bytes", sealedInBase64]]))).to.have.lengthOf(1);
  });

  describe("after a whole life: handed in, amended, read, proved, passed over, designated, refused, withdrawn", () => {
    let town: CommitteeTown;
    let context: CommitteeTown["app"]["context"];
    let personIds: readonly string[];
    const bytes = () => leftBehind(town.app.file, context.log.lines);

    before(async () => {
      town = await openCommitteeTown();
      context = town.app.context;
      personIds = [await submittedLife(town), await candidateLife(town)];
    });
    after(() => town.app.close());

    it("no name or contact is anywhere in clear, and facts are in the records of facts alone", async () => {
      expect(found([...names, ...words], bytes())).to.deep.equal([]);
      expect(found(plantedFacts, bytes()).length, "facts are stored to be counted with").to.be.greaterThan(0);
      for await (const entries of context.store.entries())
        expect(found(plantedFacts, new Map([["audit", Buffer.from(JSON.stringify(entries))]]))).to.deep.equal([]);
      expect(found(plantedFacts, new Map([["log", bytes().get("log")!]]))).to.deep.equal([]);
    });

    it("the keys open them, for whoever may", async () => {
      const exported = JSON.stringify(await exportPerson(context, dpo, { personId: personIds[0]! }));
      for (const text of [...names, ...plantedFacts]) expect(exported, text).to.include(text);
      const ofCandidate = JSON.stringify(await exportPerson(context, dpo, { personId: personIds[1]! }));
      for (const text of words) expect(ofCandidate, text).to.include(text);
    });

    it("after erasure neither a name nor a fact nor a key is left, and what is left sealed opens with nothing", async () => {
      const keys = await Promise.all(personIds.map((id) => personKey(context, id)));
      const wrapped = keys.map((key) => key.wrapped);
      expect(found(wrapped, bytes())).to.have.lengthOf.at.least(2);
      const sealed = await sealedTexts(personIds);
      expect(sealed.length).to.be.greaterThan(8);
      expect(sealed.filter(({ place }) => /^(decision|designation)\//.test(place))).to.have.lengthOf(2);
      for (const { text, place, key } of sealed) expect(context.sealing.open(key, text, place)).to.be.a("string");
      const { runId } = (await town.proposalOf("V-1")).document;
      for (const personId of personIds) await erasePerson(context, dpo, { personId, ground: "person-asked" });
      expect(found([...names, ...plantedFacts, ...words, ...wrapped], bytes())).to.deep.equal([]);
      const left = sealed.filter(({ text }) => bytes().get("database")!.includes(text));
      expect(left.length, "the log keeps what it sealed").to.be.greaterThan(3);
      for (const id of personIds) {
        const { document } = await recordNow(context, "person-key", id);
        expect(document).to.deep.equal({});
      }
      const others = [context.sealing.newKey(), ...(await otherKeys())];
      for (const { text, place } of left)
        for (const key of others) expect(() => context.sealing.open(key, text, place)).to.throw(/sealed-unreadable/);
      expect((await verifyAudit(context, dpo)).problems).to.deep.equal([]);
      const replay = await replayRun(context, secretary, { runId });
      expect(JSON.stringify(replay)).to.include("Q-1");
    });

    /** What is sealed of the persons, with the key that opens it: names, explanations, values of the log. */
    async function sealedTexts(ids: readonly string[]) {
      const texts: { readonly text: string; readonly place: string; readonly key: string }[] = [];
      for (const id of ids) {
        const { wrapped } = await personKey(context, id);
        const add = (text: string | undefined, place: string) => text && texts.push({ text, place, key: wrapped });
        add((await recordNow(context, "person", id)).document.sealed, personPlace(id));
        for (const [text, place] of await typedTexts(id)) add(text, place);
        for await (const entries of context.store.entries())
          for (const change of entries.flatMap(({ changes = [] }) => changes))
            if (change.personId === id) add(change.sealed, `audit/${change.kind}/${change.id}/${change.version}`);
      }
      return texts;
    }

    /** What was typed of a person in decisions and designations. */
    async function typedTexts(personId: string): Promise<(readonly [string, string])[]> {
      const typed: (readonly [string, string])[] = [];
      for await (const { id, document } of listAll(context, { kind: "decision", by: "byState", equals: ["final"] }))
        for (const { requestId, text } of document.skipped)
          if (text?.personId === personId) typed.push([text.sealed, candidateTextPlace("decision", id, requestId)]);
      for await (const { id, document } of listAll(context, { kind: "designation", by: "byVacancy", equals: ["V-1"] }))
        for (const { requestId, motiveText: text } of document.candidates)
          if (text?.personId === personId) typed.push([text.sealed, candidateTextPlace("designation", id, requestId)]);
      return typed;
    }

    async function otherKeys(): Promise<string[]> {
      const keys: string[] = [];
      for await (const batch of context.store.versions("person-key"))
        for (const { life } of batch) {
          const { wrapped } = JSON.parse(life) as { readonly wrapped?: string };
          if (wrapped) keys.push(wrapped);
        }
      return keys;
    }
  });

  it("leaves nothing of many erased among many more whose records moved about on the pages", async () => {
    const app = await openApp();
    try {
      const { context } = app;
      const count = 1_000;
      const incomeOf = (at: number) => 1_000_000_000 + at * 7_919;
      const document = (at: number, turn: number) => ({
        state: "active" as const,
        submittedBy: "hr-1",
        submittedAt: context.clock.now(),
        facts: requestFacts({
          id: `M-${at}`,
          household: { ...requestFacts().household, resourcesCentsPerMonth: incomeOf(at) + turn },
          wishedCommunes: Array.from({ length: 1 + ((at * 31 + turn * 17) % 40) }, () => "02408"),
        }),
      });
      for (const turn of [0, 1, 2]) {
        const writes: Write[] = [];
        for (let each = 0; each < count; each++) {
          const at = (each * 787 + turn * 13) % count;
          writes.push({ ...create("request", `M-${at}`, document(at, turn)), expected: turn } as Write);
        }
        await commitBulk(context, { actor: secretary, command: "import-pool", events: () => [], writes });
      }
      const erased = Array.from({ length: 40 }, (_, at) => (at * 37) % count);
      const texts = erased.flatMap((at) => [0, 1, 2].map((turn) => String(incomeOf(at) + turn)));
      const inClear = () => {
        const bytes = [...leftBehind(app.file, context.log.lines).values()];
        return texts.filter((text) => bytes.some((each) => each.includes(text)));
      };
      expect(inClear()).to.deep.equal(texts);
      for (const at of erased) await erasePerson(context, dpo, { requestId: `M-${at}`, ground: "no-longer-needed" });
      expect(inClear()).to.deep.equal([]);
      expect((await verifyAudit(context, dpo)).problems).to.deep.equal([]);
    } finally {
      await app.close();
    }
  });
});

/** Handed in by its employer, amended, read, proved. */
async function submittedLife({ app: { context } }: CommitteeTown): Promise<string> {
  const hr = actorOf("hr");
  const { personId } = await submitRequest(context, hr, {
    facts: { ...requestFacts({ id: "Q-9" }), ...facts },
    person: planted,
  });
  const { version, document } = await recordNow(context, "request", "Q-9");
  await amendRequest(context, hr, { requestId: "Q-9", expected: version, facts: { ...document.facts!, ...amended } });
  await readPerson(context, secretary, { personIds: [personId], purpose: "judge-proof" });
  const { proofId, version: proofVersion } = await recordProof(context, hr, {
    requestId: "Q-9",
    code: "disability-card",
  });
  await judgeProof(context, secretary, { proofId, expected: proofVersion, verdict: "validated" });
  return personId;
}

/** A candidate of the night, named afterwards: passed over and designated all the same, refused by the landlord, then withdrawn. */
async function candidateLife(town: CommitteeTown): Promise<string> {
  const { context } = town.app;
  const before = await recordNow(context, "request", "Q-1");
  const told = { ...before.document.facts!, ...amended };
  await amendRequest(context, secretary, { requestId: "Q-1", expected: before.version, facts: told, person: planted });
  await town.meet();
  const { id: proposalId, version: proposalVersion } = await town.proposalOf("V-1");
  const skipped = ["Q-1", "Q-3"].map((requestId) => ({
    requestId,
    reasonCode: "dwelling-unsuited",
    reason: words[0]!,
  }));
  const { decisionId } = await decideProposal(context, member("member-a"), {
    proposalId,
    version: proposalVersion,
    kind: "replace",
    requestIds: ["Q-2", "Q-1", "Q-4"],
    skipped,
  });
  const { designationId } = await designate(context, secretary, { decisionId });
  town.comes("2026-12-01");
  await recordAnswer(context, actorOf("landlord"), {
    designationId,
    version: 1,
    answeredOn: "2026-12-01",
    answers: [{ requestId: "Q-1", answer: "not-awarded", motiveCode: "effort-too-high", motive: words[1]! }],
  });
  const { version, document } = await recordNow(context, "request", "Q-1");
  await withdrawRequest(context, secretary, { requestId: "Q-1", expected: version, reason: "household-waiver" });
  for await (const explanation of listAll(context, { kind: "explanation", by: "byRequest", equals: ["Q-1"] }))
    expect(explanation.document.sealed).to.be.a("string");
  return document.personId!;
}
