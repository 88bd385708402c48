import type { verificationFr } from "./verification-fr.ts";

/** What a verification says when a property does not hold, in English. */
export const verificationEn: Readonly<Record<keyof typeof verificationFr, string>> = {
  "violation.unknown-request": "vacancy {vacancyId}: request {requestId} is in the result, but not in the snapshot.",
  "violation.not-eligible":
    "vacancy {vacancyId}, request {requestId}: a candidate that is not eligible (rules: {rules}).",
  "violation.readings-differ":
    "vacancy {vacancyId}, request {requestId}: the two evaluators do not read the rules alike; the fault may be in the verification itself.",
  "violation.points-differ":
    "vacancy {vacancyId}, request {requestId}: {shown} {shown|point|points} shown, {recomputed} recomputed.",
  "violation.priority-class-differs":
    "vacancy {vacancyId}, request {requestId}: priority class {shown} shown, {recomputed} recomputed.",
  "violation.out-of-order":
    "vacancy {vacancyId}: request {requestId} stands behind {behind}, which it precedes in the order.",
  "violation.next-differs": 'vacancy {vacancyId}: next shown "{shown}", recomputed "{recomputed}".',
  "violation.list-too-long":
    "vacancy {vacancyId}: {candidates} {candidates|candidate|candidates} and {pinned} {pinned|pin|pins} for {places} {places|place|places}.",
  "violation.places-differ": "vacancy {vacancyId}: {shown} {shown|place|places} shown, {recomputed} recomputed.",
  "violation.stands-twice": "vacancy {vacancyId}: request {requestId} stands twice on the list.",
  "violation.too-many-lists":
    "request {requestId}: on {lists} {lists|list|lists} beside {pinned} {pinned|pin|pins}; at most {allowed} {allowed|is|are} allowed.",
  "violation.proposal-missing": "vacancy {vacancyId}: the result holds no proposal.",
  "violation.proposal-twice": "vacancy {vacancyId}: the result holds two proposals.",
  "violation.proposals-out-of-order": "vacancy {vacancyId}: its proposal stands behind that of {behind}.",
  "violation.unknown-vacancy": "vacancy {vacancyId}: in the result, but not in the snapshot.",
  "violation.rule-set-differs": "vacancy {vacancyId}: the result names the rules {shown}, {recomputed} governs it.",
  "violation.passed-over":
    "vacancy {vacancyId}: request {requestId} ({points} {points|point|points}) is passed over; {last} ({lastPoints}), lower in the order, is on the list.",
  "violation.free-place":
    "vacancy {vacancyId}: request {requestId} is eligible and wants it; {candidates} {candidates|candidate|candidates} for {places} {places|place|places}, a place was left free.",
  "violation.pinned-differs": 'vacancy {vacancyId}: pins shown "{shown}", expected "{recomputed}".',
  "violation.pinned-proposed": "vacancy {vacancyId}: request {requestId} is pinned already and proposed again.",
  "violation.struck-proposed": "vacancy {vacancyId}: request {requestId} is struck from it and proposed all the same.",
  "violation.mode-differs":
    'vacancy {vacancyId}: priority first shown for "{shown}", the ledger asks for "{recomputed}".',
  "violation.target-differs":
    "target {target} ({territory}, {ruleSet}): {member} is {shown} in the result, {recomputed} recomputed.",
  "violation.target-missing": "target {target} ({territory}, {ruleSet}): missing from the result.",
  "violation.target-unknown": "target {target} ({territory}, {ruleSet}): in the result, but no rule asks for it.",
  "violation.record-differs": "{member}: the result says {shown}, the bundle gives {recomputed}.",
  "member.snapshotDigest": "digest of the snapshot",
  "member.engineVersion": "version of the engine",
  "member.asOf": "reference day",
  "member.listsPerRequest": "lists allowed per request",
  "member.ruleSets": "rules and digests",
  "member.seed": "seed",
  "member.seedDigest": "digest of the seed",
  "member.shareBasisPoints": "share aimed at",
  "member.lettings": "lettings of the year",
  "member.counted": "lettings counted",
  "member.vacancies": "number of vacancies",
  "member.need": "need",
  "member.priorityFirst": "priority-first vacancies",
  "member.unmet": "unmet need",
  "member.reached": "vacancies with a priority in first place",
};
