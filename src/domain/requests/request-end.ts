/**
 * How a request ends before a lease: withdrawn by its household, deregistered, merged into another, or expired.
 */
import { isOver, startClock } from "../clocks/clock.ts";
import type { Request } from "../facts/request.ts";
import { DomainError } from "../shared/domain-error.ts";
import { transitionTo } from "../shared/transition.ts";
import type { RequestDocument } from "./request-record.ts";
import { requestTransitions } from "./transitions.ts";

/** Why a request is withdrawn. */
export const requestWithdrawalReasons = [
  "household-waiver",
  "housed-elsewhere",
  "employment-ended",
  "submitted-in-error",
] as const;

/** Why a request is struck off, with the letter of the article. A merge is a use case of its own. Source: CCH art. R441-2-8. */
export const deregistrationReasons = {
  "housed-elsewhere": { letter: "a", needsWarning: false },
  "household-waiver": { letter: "b", needsWarning: false },
  "no-answer": { letter: "c", needsWarning: true },
  inadmissible: { letter: "d", needsWarning: true },
  "not-renewed": { letter: "e", needsWarning: false },
} as const;

/** Why two requests are merged, and why they are kept apart. */
export const mergeReasons = {
  merge: ["same-household", "submitted-twice"],
  "keep-apart": ["different-households", "household-separates"],
} as const;

/** Why a merge is undone. */
export const separationReasons = ["merged-in-error", "different-households", "household-separates"] as const;

/** Strikes off only after a warning that is a month old. Source: CCH art. R441-2-8, c and d. */
const warningDelay = { unit: "months", count: 1 } as const;

interface NamedRequest {
  readonly id: string;
  readonly document: RequestDocument;
}

/** The request withdrawn. Throws: `wrong-state`, `reason-required`, `not-allowed`. */
export function withdrawnRequest({ id, document }: NamedRequest, reason: string): RequestDocument {
  const moving = { kind: "request", id, state: document.state };
  transitionTo(requestTransitions, moving, "withdraw-request", "withdrawn", reason);
  refuseOther(reason, requestWithdrawalReasons);
  return { ...document, state: "withdrawn", endReason: reason };
}

/** The request struck off. Throws: `wrong-state`, `reason-required`, `not-allowed`; `value-required` or `days-contradict` for the warning. */
export function deregisteredRequest(
  { id, document }: NamedRequest,
  {
    reason,
    warnedOn,
    today,
  }: { readonly reason: string; readonly warnedOn?: string | undefined; readonly today: string },
): RequestDocument {
  const moving = { kind: "request", id, state: document.state };
  transitionTo(requestTransitions, moving, "deregister-request", "deregistered", reason);
  refuseOther(reason, Object.keys(deregistrationReasons));
  if (!deregistrationReasons[reason as keyof typeof deregistrationReasons].needsWarning)
    return { ...document, state: "deregistered", endReason: reason };
  if (warnedOn === undefined) throw new DomainError("value-required", { kind: "request", id, field: "warnedOn" });
  const warning = startClock({
    startedOn: warnedOn,
    length: warningDelay,
    calendar: "calendar",
    effect: "request-deregistered",
  });
  if (!isOver(warning, today)) {
    const values = { kind: "request", id, field: "today", sent: today, other: "warnedOn", otherSent: warnedOn };
    throw new DomainError("days-contradict", values);
  }
  return { ...document, state: "deregistered", endReason: reason, warnedOn };
}

/** The request past its validity. Throws: `wrong-state`. */
export function expiredRequest({ id, document }: NamedRequest): RequestDocument {
  transitionTo(requestTransitions, { kind: "request", id, state: document.state }, "act-on-clocks", "expired");
  return { ...document, state: "expired", endReason: "not-renewed" };
}

/** Two requests of one household: the one that stays, with the earlier seniority and the later validity, and the one that ends. */
export function mergedRequests(
  kept: NamedRequest,
  other: NamedRequest,
  reason: string,
): { readonly kept: RequestDocument; readonly other: RequestDocument } {
  const keptState = kept.document.state === "submitted" ? "active" : kept.document.state;
  const moving = ({ id, document }: NamedRequest) => ({ kind: "request", id, state: document.state });
  transitionTo(requestTransitions, moving(kept), "merge-requests", keptState, reason);
  transitionTo(requestTransitions, moving(other), "merge-requests", "merged", reason);
  refuseOther(reason, mergeReasons.merge);
  const [facts, otherFacts] = [factsOf(kept), factsOf(other)];
  return {
    kept: {
      ...kept.document,
      state: keptState,
      mergedFrom: [...(kept.document.mergedFrom ?? []), other.id],
      facts: {
        ...facts,
        filedOn: earlier(facts.filedOn, otherFacts.filedOn),
        validUntil: later(facts.validUntil, otherFacts.validUntil),
      },
    },
    other: { ...other.document, state: "merged", endReason: reason, mergedInto: kept.id },
  };
}

/** A request that waited to be told apart from another, in the queue. Throws: `wrong-state`, `reason-required`, `not-allowed`. */
export function keptApart({ id, document }: NamedRequest, reason: string): RequestDocument {
  const moving = { kind: "request", id, state: document.state };
  const state = document.state === "submitted" ? "active" : document.state;
  transitionTo(requestTransitions, moving, "merge-requests", state, reason);
  refuseOther(reason, mergeReasons["keep-apart"]);
  return { ...document, state };
}

/** The days that seniority and validity go by. */
export type CountedDays = Pick<Request, "filedOn" | "validUntil">;

/** A merge to be undone. */
export interface Separation {
  readonly kept: NamedRequest;
  readonly other: NamedRequest;
  /** Days of the kept request before anything was merged into it. */
  readonly ownDays: CountedDays;
  /** Days of the requests that stay merged into it. */
  readonly stillMerged: readonly CountedDays[];
  readonly reason: string;
  readonly today: string;
}

/**
 * Two requests on their own again. The kept one loses what the other gave it, unless a renewal or the secretary has given it other days since.
 * Throws: `wrong-state`, `reason-required`, `not-allowed`, `erased`.
 */
export function separatedRequests({ kept, other, ownDays, stillMerged, reason, today }: Separation): {
  readonly kept: RequestDocument;
  readonly other: RequestDocument;
} {
  if (other.document.mergedInto !== kept.id)
    throw new DomainError("not-allowed", {
      field: "otherId",
      sent: other.id,
      allowed: (kept.document.mergedFrom ?? []).join(", "),
    });
  const otherFacts = factsOf(other);
  const state = otherFacts.validUntil < today ? "expired" : "active";
  const moving = ({ id, document }: NamedRequest) => ({ kind: "request", id, state: document.state });
  transitionTo(requestTransitions, moving(kept), "separate-requests", kept.document.state, reason);
  transitionTo(requestTransitions, moving(other), "separate-requests", state, reason);
  refuseOther(reason, separationReasons);
  const { mergedInto: _, endReason: __, ...otherDocument } = other.document;
  const { mergedFrom = [], ...keptDocument } = kept.document;
  const left = mergedFrom.filter((id) => id !== other.id);
  const facts = kept.document.facts;
  const given = countedDays([ownDays, ...stillMerged, otherFacts]);
  const without = countedDays([ownDays, ...stillMerged]);
  return {
    kept: {
      ...keptDocument,
      ...(left.length > 0 ? { mergedFrom: left } : {}),
      ...(facts
        ? {
            facts: {
              ...facts,
              ...(facts.filedOn === given.filedOn ? { filedOn: without.filedOn } : {}),
              ...(facts.validUntil === given.validUntil ? { validUntil: without.validUntil } : {}),
            },
          }
        : {}),
    },
    other: { ...otherDocument, state, ...(state === "expired" ? { endReason: "not-renewed" } : {}) },
  };
}

/** The earliest seniority and the latest validity of all. */
function countedDays(all: readonly CountedDays[]): CountedDays {
  return {
    filedOn: all.map(({ filedOn }) => filedOn).reduce(earlier),
    validUntil: all.map(({ validUntil }) => validUntil).reduce(later),
  };
}

function refuseOther(reason: string, allowed: readonly string[]): void {
  if (allowed.includes(reason)) return;
  throw new DomainError("not-allowed", { field: "reason", sent: reason, allowed: allowed.join(", ") });
}

function factsOf({ id, document }: NamedRequest) {
  if (!document.facts) throw new DomainError("erased", { kind: "request", id });
  return document.facts;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
