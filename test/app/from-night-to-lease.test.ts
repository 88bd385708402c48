import { expect } from "chai";
import { closeAgenda } from "../../src/app/close-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { issueCertificate } from "../../src/app/issue-certificate.ts";
import { openExplanation } from "../../src/app/proposals/keep-explanations.ts";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { recordLease } from "../../src/app/record-lease.ts";
import { recordReply } from "../../src/app/record-reply.ts";
import type { DomainError } from "../../src/domain/shared/domain-error.ts";
import { type CommitteeTown, member, memberIds, openCommitteeTown } from "../support/committee-town.ts";
import { type MongoPlaces, openMongoPlaces } from "../support/mongo-places.ts";
import { actorOf } from "../support/open-app.ts";

const landlord = actorOf("landlord");

/** The whole path of a vacancy; gives what must be equal on every store. */
async function letTheFirst(town: CommitteeTown): Promise<object> {
  const { context } = town.app;
  const agendaId = await town.meet();
  const { id: proposalId, version } = await town.proposalOf("V-1");
  const decisions = await Promise.allSettled(
    Array.from({ length: 10 }, (_, at) =>
      decideProposal(context, member(memberIds[at % memberIds.length]!), { proposalId, version, kind: "confirm" }),
    ),
  );
  const won = decisions.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const lost = decisions.flatMap((one) => (one.status === "rejected" ? [one.reason as DomainError] : []));
  expect(won).to.have.length(1);
  expect(lost.map(({ code, values }) => `${code} ${values.kind} ${values.state}`)).to.deep.equal(
    Array.from({ length: 9 }, () => "conflict proposal confirmed"),
  );
  const few = await town.confirm("V-2");
  const { certificate } = await issueCertificate(context, town.secretary, { decisionId: few });
  const { minutesDigest } = await closeAgenda(context, town.secretary, { agendaId, version: 2 });
  expect(minutesDigest).to.match(/^[0-9a-f]{64}$/);
  const { decisionId } = won[0]!;
  const { designationId } = await designate(context, town.secretary, { decisionId });
  await designate(context, town.secretary, { decisionId: few });
  const answers = [
    { requestId: "Q-1", answer: "awarded" },
    { requestId: "Q-2", answer: "not-awarded", motiveCode: "awarded-to-another" },
    { requestId: "Q-3", answer: "rejected-inadmissible", motiveCode: "file-irregular" },
  ] as const;
  town.comes("2026-12-10");
  await recordAnswer(context, landlord, { designationId, version: 1, answeredOn: "2026-12-03", answers });
  const accepted = { designationId, version: 2, requestId: "Q-1", reply: "accepted", repliedOn: "2026-12-04" } as const;
  await recordReply(context, landlord, accepted);
  await recordLease(context, landlord, { designationId, version: 3, requestId: "Q-1", signedOn: "2026-12-10" });
  const kept = await context.store.get("explanation", `${decisionId}~Q-1`);
  return {
    states: await Promise.all(["Q-1", "Q-2", "Q-3", "Q-6"].map((id) => town.state("request", id))),
    vacancies: [await town.state("vacancy", "V-1"), await town.state("vacancy", "V-2")],
    pins: [await town.pins("V-1"), await town.pins("V-2")],
    struck: await town.struck("V-1"),
    certificate: [certificate.excluded, certificate.listDigest],
    explanation: await openExplanation(context, kept!),
  };
}

describe("from the night to the lease", function () {
  this.timeout(60_000);
  let places: MongoPlaces;
  before(async () => {
    places = await openMongoPlaces();
  });
  after(() => places.end());

  it("comes to the same on both stores, and ten who decide at once are one decision", async () => {
    const outcomes: object[] = [];
    for (const open of [() => undefined, () => places.open()]) {
      const town = await openCommitteeTown({}, await open());
      try {
        outcomes.push(await letTheFirst(town));
      } finally {
        await town.app.close();
      }
    }
    await places.clean();
    const [first, second] = outcomes;
    expect(first).to.deep.include({
      states: ["housed", "active", "active", "designated"],
      vacancies: ["let", "designated"],
      pins: [{}, { "Q-6": "confirmed", "Q-7": "confirmed" }],
      struck: { "Q-2": "refused-by-landlord", "Q-3": "refused-by-landlord" },
    });
    expect(second).to.deep.equal(first);
  });
});
