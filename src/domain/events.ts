/**
 * Everything that can happen, as plain facts: ids, days, codes. Audit entries and notices are derived from events, each by one total function.
 * Promises that no event holds a personal fact or a name.
 */
import type { Answer } from "./designations/designation-record.ts";
import type { DeclaredKind } from "./facts/declared-facts.ts";
import type { DecisionKind } from "./proposals/proposal-record.ts";
import type { RequestState } from "./requests/request-record.ts";

/** One thing that happened. */
export type DomainEvent =
  | { readonly type: "facts-declared"; readonly kind: DeclaredKind; readonly id: string }
  | { readonly type: "facts-amended"; readonly kind: DeclaredKind; readonly id: string }
  | {
      readonly type: "pool-imported";
      /** Rows that were written, rows that were stored already as they are, and rows that were left out. */
      readonly records: number;
      readonly unchanged: number;
      readonly refused?: number;
    }
  | { readonly type: "vacancy-declared"; readonly vacancyId: string; readonly landlordId: string }
  | { readonly type: "vacancy-opened"; readonly vacancyId: string }
  | { readonly type: "vacancy-extended"; readonly vacancyId: string; readonly designateBy: string }
  | {
      readonly type: "vacancy-given-back";
      readonly vacancyId: string;
      readonly landlordId: string;
      readonly reasonCode: string;
    }
  | {
      readonly type: "vacancy-lost";
      readonly vacancyId: string;
      readonly landlordId: string;
      readonly reasonCode: string;
    }
  | {
      readonly type: "vacancy-withdrawn";
      readonly vacancyId: string;
      readonly landlordId: string;
      readonly departementCode: string;
      readonly reasonCode: string;
    }
  | {
      readonly type: "candidate-released";
      readonly vacancyId: string;
      readonly requestId: string;
      readonly landlordId: string;
      readonly employerId?: string;
      /** The end of the vacancy or of the request that released it. */
      readonly cause: "vacancy-withdrawn" | "request-ended";
    }
  | {
      readonly type: "decided-candidate-left";
      readonly vacancyId: string;
      readonly requestId: string;
      readonly departementCode: string;
    }
  | {
      readonly type: "clock-warned";
      readonly kind: "vacancy" | "request" | "proof" | "designation" | "offer";
      readonly id: string;
      readonly landlordId?: string;
      readonly employerId?: string;
      readonly departementCode?: string;
      /** Of a designation or an offer. */
      readonly vacancyId?: string;
      readonly requestId?: string;
      readonly endsOn: string;
      readonly daysLeft: number;
      /** The warning it is, in days before the end: each goes out once. */
      readonly mark: number;
    }
  | {
      readonly type: "answer-overdue";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly landlordId: string;
      readonly departementCode: string;
      readonly endsOn: string;
    }
  | { readonly type: "request-drafted"; readonly requestId: string; readonly employerId?: string }
  | { readonly type: "request-submitted"; readonly requestId: string; readonly employerId?: string }
  | { readonly type: "likely-duplicate-found"; readonly requestId: string; readonly duplicateIds: readonly string[] }
  | {
      readonly type: "requests-merged";
      readonly requestId: string;
      readonly mergedId: string;
      readonly reasonCode: string;
    }
  | {
      readonly type: "requests-separated";
      readonly requestId: string;
      readonly separatedId: string;
      /** Of the request that lives on its own again. */
      readonly employerId?: string;
      readonly state: RequestState;
      readonly reasonCode: string;
    }
  | {
      readonly type: "requests-imported";
      /** Requests of the file that were new, told anew, stored already as they are, and left out. */
      readonly created: number;
      readonly amended: number;
      readonly unchanged: number;
      readonly refused: number;
      /** Of those that were new: waiting for a person to say whether another request is of the same household. */
      readonly waiting: number;
    }
  | { readonly type: "requests-kept-apart"; readonly requestIds: readonly string[]; readonly reasonCode: string }
  | { readonly type: "request-activated"; readonly requestId: string; readonly employerId?: string }
  | { readonly type: "request-amended"; readonly requestId: string; readonly employerId?: string }
  | {
      readonly type: "request-renewed";
      readonly requestId: string;
      readonly employerId?: string;
      readonly validUntil: string;
    }
  | {
      readonly type: "request-ended";
      readonly requestId: string;
      readonly employerId?: string;
      readonly state: RequestState;
      readonly reasonCode: string;
    }
  | { readonly type: "proof-recorded"; readonly requestId: string; readonly proofId: string }
  | {
      readonly type: "proof-judged";
      readonly requestId: string;
      readonly proofId: string;
      readonly state: "validated" | "refused" | "expired";
    }
  | { readonly type: "person-recorded"; readonly personId: string }
  | { readonly type: "person-read"; readonly personIds: readonly string[]; readonly proposalId?: string }
  | { readonly type: "designation-read"; readonly designationId: string; readonly requestIds: readonly string[] }
  | { readonly type: "person-exported"; readonly personId?: string; readonly requestIds: readonly string[] }
  | { readonly type: "person-erased"; readonly personId: string; readonly requestIds: readonly string[] }
  | { readonly type: "keyring-made"; readonly masterKeyId: string }
  | { readonly type: "keyring-rotated"; readonly masterKeyId: string }
  | { readonly type: "seed-published"; readonly day: string; readonly digest: string }
  | {
      readonly type: "run-completed";
      readonly runId: string;
      readonly asOf: string;
      readonly proposed: number;
      readonly withheld: number;
    }
  | {
      readonly type: "run-refused";
      readonly runId: string;
      readonly asOf: string;
      readonly findings: number;
      readonly problems: number;
    }
  | { readonly type: "proposals-lapsed"; readonly runId: string; readonly count: number }
  | { readonly type: "reassignment-awaited"; readonly reassignmentId: string; readonly vacancyId: string }
  | {
      readonly type: "proposals-reassigned";
      readonly reassignmentId: string;
      readonly runId: string;
      readonly vacancyId: string;
      readonly moves: number;
      readonly proposals: number;
    }
  | {
      readonly type: "agenda-opened";
      readonly agendaId: string;
      readonly heldOn: string;
      readonly departementCodes: readonly string[];
      readonly proposals: number;
    }
  | {
      /** A request that is a candidate on a proposal of an agenda that was opened. */
      readonly type: "request-on-agenda";
      readonly requestId: string;
      readonly employerId?: string;
      readonly agendaId: string;
      readonly heldOn: string;
    }
  | { readonly type: "agenda-attended"; readonly agendaId: string; readonly present: number }
  | { readonly type: "member-withdrawn"; readonly agendaId: string; readonly vacancyId: string }
  | { readonly type: "agenda-closed"; readonly agendaId: string; readonly minutesDigest: string }
  | {
      readonly type: "decision-made";
      readonly decisionId: string;
      readonly kind: DecisionKind;
      readonly proposalId: string;
      readonly vacancyId: string;
      readonly departementCode: string;
      readonly isFinal: boolean;
    }
  | { readonly type: "decision-seconded"; readonly decisionId: string; readonly vacancyId: string }
  | { readonly type: "decision-cancelled"; readonly decisionId: string; readonly vacancyId: string }
  | {
      readonly type: "decision-ended";
      readonly decisionId: string;
      readonly vacancyId: string;
      /** Those it names who had left. */
      readonly requestIds: readonly string[];
    }
  | { readonly type: "certificate-issued"; readonly certificateId: string; readonly vacancyId: string }
  | {
      readonly type: "designation-sent";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly landlordId: string;
      readonly requestIds: readonly string[];
    }
  | {
      /** One of those whom a designation names. */
      readonly type: "request-designated";
      readonly requestId: string;
      readonly employerId?: string;
      readonly vacancyId: string;
      readonly designationId: string;
    }
  | {
      readonly type: "answer-recorded";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly requestId: string;
      readonly answer: Answer;
      readonly employerId?: string;
      /** The coded ground in the words of the rules; never what was typed beside it. */
      readonly titleFr?: string;
      readonly titleEn?: string;
    }
  | {
      readonly type: "designation-answered";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly departementCode: string;
      readonly awarded: number;
      readonly refused: number;
    }
  | {
      readonly type: "offer-made";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly requestId: string;
      readonly endsOn: string;
      readonly employerId?: string;
    }
  | {
      readonly type: "reply-recorded";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly requestId: string;
      readonly reply: "accepted" | "refused" | "silent" | "withdrawn";
    }
  | {
      readonly type: "document-recorded";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly requestId: string;
    }
  | {
      readonly type: "condition-lapsed";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly requestId: string;
      readonly landlordId: string;
      readonly employerId?: string;
    }
  | {
      readonly type: "designated-overdue";
      readonly requestId: string;
      readonly employerId?: string;
      readonly validUntil: string;
    }
  | {
      readonly type: "lease-recorded";
      readonly designationId: string;
      readonly vacancyId: string;
      readonly requestId: string;
    }
  | { readonly type: "account-added"; readonly accountId: string }
  | { readonly type: "account-changed"; readonly accountId: string }
  | { readonly type: "password-changed"; readonly accountId: string }
  | { readonly type: "logged-in"; readonly accountId: string; readonly sessionId: string }
  | {
      readonly type: "log-in-refused";
      /** Absent where no account has the name. */
      readonly accountId?: string;
      readonly reasonCode: "unknown-name" | "wrong-password" | "locked" | "disabled";
    }
  | { readonly type: "logged-out"; readonly accountId: string; readonly sessionId: string }
  | { readonly type: "token-issued"; readonly accountId: string; readonly tokenId: string }
  | { readonly type: "token-revoked"; readonly accountId: string; readonly tokenId: string }
  | { readonly type: "audit-root-recorded"; readonly day: string; readonly root: string }
  | { readonly type: "erasures-reapplied"; readonly count: number }
  | { readonly type: "notice-sent"; readonly noticeId: string }
  | { readonly type: "notice-failed"; readonly noticeId: string }
  | { readonly type: "notice-kept"; readonly noticeId: string }
  | { readonly type: "notice-retried"; readonly noticeId: string }
  | { readonly type: "webhook-subscribed"; readonly subscriptionId: string; readonly landlordId?: string }
  | {
      readonly type: "webhook-ended";
      readonly subscriptionId: string;
      readonly landlordId?: string;
      readonly reason: "by-hand" | "gone";
    };
