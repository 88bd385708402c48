/**
 * Why a name may be opened: a closed list, since a free text would itself say things about people in the log.
 */
export const readPurposes = [
  "review-proposal",
  "contact-candidate",
  "prepare-designation",
  "judge-proof",
  "check-duplicate",
  "follow-request",
  "answer-the-person",
  "investigate-complaint",
] as const;

/** One of the purposes. */
export type ReadPurpose = (typeof readPurposes)[number];
