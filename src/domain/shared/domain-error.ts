/**
 * What a caller must fix. A refusal of the engine or a finding of the rules is a value, not an error; what an operator must fix is any other error.
 * Codes are stable names; sentences in each language stand in `texts/`. Values are ids, days and numbers, never personal facts.
 */

/** What kind of thing went wrong; the edges turn kinds into exit codes and status codes. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "refused"
  | "unavailable";

/** Every code with its kind. */
export const errorKinds = {
  /** values: kind, id, expected, found (versions), state where it has one. */
  conflict: "conflict",
  /** values: kind, id. */
  "not-found": "not-found",
  /** values: requestId, day (of the run). Submitted after the run that the decision rests on. */
  "candidate-after-run": "refused",
  /** values: kind, id. A record emptied by erasure cannot be used any more. */
  erased: "refused",
  /** values: command, role, allowed (roles, comma separated). */
  "role-forbidden": "forbidden",
  /** values: command, scope (what the actor may see), asked. */
  "scope-forbidden": "forbidden",
  /** values: kind, id, state, command, allowed (states, comma separated). */
  "wrong-state": "conflict",
  /** values: field. */
  "reason-required": "invalid",
  /** values: field, sent, allowed. */
  "not-allowed": "invalid",
  /** values: kind, id, field, refersTo, missing. */
  "unknown-reference": "invalid",
  /** values: kind, id. */
  "id-taken": "conflict",
  /** values: kind, id, field. */
  "value-required": "invalid",
  /** values: kind, id, field, sent, other (field), otherSent. Two days that cannot both be. */
  "days-contradict": "invalid",
  /** values: kind, id, field, usedBy (a record). A fact that others copied cannot change while they live. */
  "in-use": "conflict",
  /** values: dwellingId, vacancyId. The dwelling has a vacancy that is not over. */
  "already-vacant": "conflict",
  /** values: landlordId, dwellingId, day, agreementIds (comma separated). No right of the landlord's agreements covers the dwelling. */
  "no-right": "refused",
  /** values: landlordId, dwellingId, allowed (right ids, comma separated). */
  "several-rights": "invalid",
  /** values: rightId, vacancyId. A right of single use was used for this vacancy. */
  "right-spent": "refused",
  /** values: vacancyId. The agreement's extension was used. */
  "already-extended": "refused",
  /** values: vacancyId, agreementId. The agreement allows none. */
  "no-extension": "refused",
  /** values: count. The problems stand in `details`, each with code and values. */
  "several-problems": "invalid",
  /** values: places, pinned. */
  "too-many-candidates": "refused",
  /** values: needed, found. */
  "too-few-candidates": "refused",
  /** values: vacancyId, needed, found, requestIds (those who left since the decision). */
  "too-few-left": "refused",
  /** values: decisionId, vacancyId, requestIds. Everybody a decision names has left since. */
  "nobody-left": "refused",
  /** values: decisionId, vacancyId. A decision is ended only where somebody it names has left. */
  "nobody-gone": "refused",
  /** values: agendaId, needed, present. */
  "no-quorum": "refused",
  /** values: agendaId, actorId, present (member ids). */
  "not-present": "forbidden",
  /** values: agendaId, open (proposal ids). */
  "agenda-undecided": "refused",
  /** values: actorId, vacancyId. */
  "conflict-of-interest": "forbidden",
  /** values: ruleSetId, file, member. The rule set does not state what is needed here. */
  "procedure-missing": "refused",
  /** values: proposalId, state. A proposal is decided on an open agenda. */
  "not-on-agenda": "refused",
  /** values: proposalId, decisionId. */
  "second-signature-awaited": "conflict",
  /** values: requestId, vacancyId, verdict. */
  "candidate-not-eligible": "refused",
  /** values: requestId, vacancyIds, lists. The request stands on as many lists as it may. */
  "candidate-taken": "refused",
  /** values: requestId, state. The request is not in the queue any more. */
  "candidate-gone": "refused",
  /** values: field, requestId, motiveCode, titleFr, titleEn, factsFr, factsEn. The facts of the file say otherwise than the ground of a refusal. */
  "motive-contradicted": "refused",
  /** values: field, first (a line). The same dwelling, or the same right of single use, stands in an earlier line. */
  "row-twice": "invalid",
  /** values: designationId, requestId, state. A landlord opens a name from the offer on, and no longer once it is over. */
  "name-withheld": "forbidden",
  /** values: requestId, vacancyId, reason. */
  "candidate-struck": "refused",
  /** values: requestIds. Candidates passed over without a reason. */
  "skipped-unnamed": "invalid",
  /** values: vacancyId, needed, found. No certificate where candidates are enough. */
  "enough-candidates": "refused",
  /** values: sent, least (days). */
  "offer-too-short": "invalid",
  /** values: rank, requestIds. */
  "rank-taken": "invalid",
  /** values: requestIds. Several are awarded one dwelling without a rank each. */
  "rank-required": "invalid",
  /** values: decisionId, actorId. The second signature is another person's. */
  "same-signature": "refused",
  /** values: day, today. What is done on a day cannot be done before it. */
  "day-to-come": "refused",
  /** values: day. */
  "job-claimed": "conflict",
  /** values: day, expected, found. */
  "seed-differs": "refused",
  /** values: requestId, vacancyId. A person for whom a place is held is not erased. */
  "designation-live": "refused",
  /** values: masterKeyId, expected. */
  "wrong-master-key": "refused",
  /** values: place. */
  "sealed-unreadable": "refused",
  /** values: place. Nothing was ever imported there. */
  "database-missing": "not-found",
  /** values: place, file (where a key was looked for). */
  "master-key-missing": "invalid",
  /** values: file, reason. */
  "master-key-unreadable": "invalid",
  "mail-password-unreadable": "invalid",
  /** values: sequence. An entry of the log is no longer readable at all. */
  "log-unreadable": "refused",
  /** values: kind, id. What is stored is no longer a document at all. */
  "record-unreadable": "refused",
  /** values: place, reason. */
  "not-a-database": "refused",
  /** values: place. A copy is written to a new file only. */
  "file-exists": "conflict",
  /** values: place, found (sequence of its last entry). Only an empty store takes over another. */
  "not-empty": "refused",
  /** values: place, found, known. */
  "newer-schema": "refused",
  /** values: place, reason. */
  "database-unavailable": "unavailable",
  /** values: place. */
  "database-read-only": "unavailable",
  /** values: place. */
  "disk-full": "unavailable",
  /** values: place. */
  "no-replica-set": "refused",
  /** values: now, last. */
  "clock-backwards": "refused",
  /** values: count. Findings of the rules stop what needs them; they stand in `details`. */
  "rules-with-findings": "refused",
  /** values: count. Problems of a run's input; they stand in `details`. */
  "run-with-problems": "refused",
  /** values: missing. */
  "not-replayable": "refused",
  /** values: failedLogIns, minutes. Never says whether the name, the password or a lock was the reason. */
  "wrong-credentials": "unauthenticated",
  /** values: field. */
  "not-an-address": "invalid",
  /** values: id. Another account has this name. */
  "login-name-taken": "conflict",
  /** values: least, most (signs). */
  "password-refused": "invalid",
  /** values: id. What would shut an operator out is another operator's to do. */
  "own-account": "refused",
  /** A form that was not made by this product for this session, or long ago. */
  "form-expired": "forbidden",
  /** values: minutes. */
  "too-many-attempts": "unavailable",
} as const satisfies Readonly<Record<string, ErrorKind>>;

/** A stable name of what went wrong. */
export type ErrorCode = keyof typeof errorKinds;

/** Values of the sentence. */
export type ErrorValues = Readonly<Record<string, string | number>>;

/** What a caller must fix, with everything the sentence needs. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly values: ErrorValues;
  /** Findings or problems, where there are several. */
  readonly details: readonly object[];

  constructor(code: ErrorCode, values: ErrorValues = {}, details: readonly object[] = []) {
    super(`${code} ${JSON.stringify(values)}`);
    this.name = "DomainError";
    this.code = code;
    this.kind = errorKinds[code];
    this.values = values;
    this.details = details;
  }
}
