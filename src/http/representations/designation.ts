import type { Stored } from "../../app/ports.ts";

/** The candidates sent to a landlord and what became of each, by id: names are read apart. Texts of grounds stay sealed. */
export function designationRepresentation({ id, version, document }: Stored<"designation">) {
  const { state, vacancyId, landlordId, decisionId, sentAt, answerClock, certificateId, left, candidates } = document;
  return {
    id,
    version,
    state,
    vacancyId,
    landlordId,
    decisionId,
    sentAt,
    answerUntil: answerClock?.endsOn,
    certificateId,
    left,
    candidates: candidates.map(({ motiveText: _, offer, ...told }) => ({ ...told, offerUntil: offer?.endsOn })),
  };
}
