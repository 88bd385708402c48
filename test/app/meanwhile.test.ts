import { expect } from "chai";
import { amendRequest } from "../../src/app/amend-request.ts";
import { commit, type Write } from "../../src/app/commit.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { erasePerson } from "../../src/app/erase-person.ts";
import { hold, pinsOfVacancy, release } from "../../src/app/proposals/pins.ts";
import { recordProof } from "../../src/app/record-proof.ts";
import { recordReply } from "../../src/app/record-reply.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { withdrawVacancy } from "../../src/app/withdraw-vacancy.ts";
import { type CommitteeTown, member, openCommitteeTown } from "../support/committee-town.ts";
import { meanwhile } from "../support/meanwhile.ts";
import { actorOf } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { readNow } from "../support/told.ts";

const secretary = actorOf("secretary");
const landlord = actorOf("landlord");
const dpo = actorOf("dpo");

describe("what another does between reading and writing", () => {
  let town: CommitteeTown;
  beforeEach(async () => {
    town = await openCommitteeTown();
  });
  afterEach(() => town.app.close());

  const context = () => town.app.context;
  const write = (writes: readonly Write[]) =>
    commit(context(), { actor: secretary, command: "record-reply", events: [], writes });
  const pin = async (vacancyId: string, requestId: string) =>
    (await pinsOfVacancy(context(), vacancyId)).get(requestId);
  /** Gives the request a person, as any use case does that writes it. */
  const personOf = async (requestId: string) => {
    await recordProof(context(), secretary, { requestId, code: "tax-notice" });
    return (await readNow(context(), "request", requestId)).document.personId!;
  };

  it("a proof recorded while its person is erased is erased too, or the erasure is told", async () => {
    const personId = await personOf("Q-5");
    const record = () => recordProof(context(), secretary, { requestId: "Q-5", code: "disability-card" });
    const erase = (slow = context()) => erasePerson(slow, dpo, { personId, ground: "person-asked" });
    const refused = await refusalOf(erase(meanwhile(context(), record)));
    expect(refused.values).to.include({ kind: "request", id: "Q-5" });
    expect((await erase()).emptied.proof).to.equal(2);
  });

  it("a proof recorded while another one is recorded is recorded all the same", async () => {
    const record = (slow = context()) => recordProof(slow, secretary, { requestId: "Q-5", code: "tax-notice" });
    await record(meanwhile(context(), record));
    const { records } = await context().store.list({ kind: "proof", by: "byRequest", equals: ["Q-5"] });
    expect(records).to.have.length(2);
  });

  it("a person for whom a decision takes a place is not erased under it", async () => {
    const personId = await personOf("Q-1");
    await town.meet();
    const released = (await pin("V-1", "Q-1"))!;
    await write(release(released));
    const erase = meanwhile(context(), () => town.confirm("V-1"));
    const refused = await refusalOf(erasePerson(erase, dpo, { personId, ground: "person-asked" }));
    expect(refused.code).to.equal("conflict");
    expect(refused.values).to.include({ kind: "request", id: "Q-1" });
    expect((await refusalOf(erasePerson(context(), dpo, { personId, ground: "person-asked" }))).code).to.equal(
      "designation-live",
    );
  });

  it("a request that two decisions choose at once is promised once", async () => {
    const { version, document } = await readNow(context(), "request", "Q-4");
    const facts = { ...document.facts!, wishedCommunes: ["02408", "02691"] };
    await amendRequest(context(), secretary, { requestId: "Q-4", expected: version, facts });
    await runAllocation(context(), actorOf("system"), { again: true });
    await town.meet();
    await write(release((await pin("V-2", "Q-4"))!));
    const proposal = await town.proposalOf("V-1");
    const decide = (slow = context()) =>
      decideProposal(slow, member("member-a"), {
        proposalId: proposal.id,
        version: proposal.version,
        kind: "replace",
        requestIds: ["Q-1", "Q-2", "Q-4"],
        skipped: [{ requestId: "Q-3", reasonCode: "dwelling-unsuited", reason: "trop petit" }],
      });
    const refused = await refusalOf(decide(meanwhile(context(), () => town.confirm("V-2"))));
    expect(refused.code).to.equal("conflict");
    expect(refused.values).to.include({ kind: "request", id: "Q-4" });
    expect((await refusalOf(decide())).code).to.equal("candidate-taken");
  });

  it("a request that two vacancies let go of at once is in the queue again", async () => {
    await town.designateFirst();
    const elsewhere = { vacancyId: "V-2", requestId: "Q-1", kind: "confirmed" } as const;
    await write(hold(undefined, elsewhere));
    const { version } = await readNow(context(), "vacancy", "V-1");
    const command = { vacancyId: "V-1", expected: version, reason: "works" };
    const letGo = async () => write(release(await pin("V-2", "Q-1")));
    const refused = await refusalOf(withdrawVacancy(meanwhile(context(), letGo), landlord, command));
    expect(refused.code).to.equal("conflict");
    expect(refused.values).to.include({ kind: "pin" });
    await withdrawVacancy(context(), landlord, command);
    expect(await town.state("request", "Q-1")).to.equal("active");
  });

  it("a vacancy whose last two places are given back at once goes to the committee again", async () => {
    const designationId = await town.designateFirst();
    await write(release(await pin("V-1", "Q-3")));
    const reply = async (slow = context()) => {
      const { version } = await readNow(context(), "designation", designationId);
      const said = { designationId, version, requestId: "Q-1", reply: "withdrawn", repliedOn: "2026-11-23" } as const;
      return recordReply(slow, landlord, said);
    };
    const giveBack = async () => write(release(await pin("V-1", "Q-2")));
    expect((await refusalOf(reply(meanwhile(context(), giveBack)))).code).to.equal("conflict");
    await reply();
    expect(await town.pins("V-1")).to.deep.equal({});
    expect(await town.state("vacancy", "V-1")).to.equal("proposed");
  });
});
