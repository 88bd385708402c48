/**
 * Invented documents of every kind, the n-th a little different from the one before: other states, other days, members that are absent.
 * The table has every kind by its type, so that a new kind cannot be left out.
 */
import type { Documents, Kind } from "../../src/app/kinds.ts";
import type { RunningClock } from "../../src/domain/clocks/clock.ts";

type Samples = { readonly [K in Kind]: (n: number) => Documents[K] };

const cycle = <T>(values: readonly T[], n: number): T => values[n % values.length]!;

/** A day of December 2026, running backwards so that no order of days is an order of ids. */
const dayOf = (n: number) => `2026-12-${String(28 - (n % 20)).padStart(2, "0")}`;
const instantOf = (n: number) => `${dayOf(n)}T08:00:00.000Z`;
const oneOf = (name: string, n: number) => `${name}-${n % 3}`;

/** Every second one only. */
const everySecond = <T extends object>(n: number, members: T): Partial<T> => (n % 2 === 0 ? members : {});

const clock: RunningClock = {
  startedOn: "2026-11-23",
  length: { unit: "days", count: 30 },
  calendar: "calendar",
  endsOn: "2026-12-23",
  effect: "return-one-turn",
};

const samples: Samples = {
  landlord: (n) => ({
    facts: { id: `landlord-${n}`, kind: "social", title: `Habitat inventé n° ${n}, l’Île-aux-Œufs` },
  }),
  agreement: (n) => ({
    facts: {
      id: `agreement-${n}`,
      landlordId: oneOf("landlord", n),
      programme: "social-flow",
      effectiveFrom: "2024-02-29",
    },
  }),
  right: (n) => ({
    facts: { id: `right-${n}`, agreementId: oneOf("agreement", n), mode: cycle(["flow", "stock"], n) },
  }),
  dwelling: (n) => ({
    facts: {
      id: `dwelling-${n}`,
      communeCode: "2A004",
      departementCode: "2A",
      rooms: 2,
      funding: "plus",
      rentCentsPerMonth: 2_000_000_000 - n,
      chargesCentsPerMonth: 0,
    },
  }),
  employer: (n) => ({ facts: { id: `employer-${n}`, sector: "private-non-agricultural", employees: 12 + n } }),
  "travel-time": (n) => ({ facts: { fromCommuneCode: "02408", toCommuneCode: "59350", minutes: n } }),
  ledger: (n) => ({ facts: { targetId: "dalo", territory: "02", year: 2026, lettings: n, counted: 0 } }),
  vacancy: (n) => ({
    state: cycle(["open", "proposed", "given-back"], n),
    landlordId: oneOf("landlord", n),
    departementCode: "02",
    clock,
    isExtended: n % 2 === 0,
    ...everySecond(n, { endReason: "no-candidate" }),
    facts: {
      id: `vacancy-${n}`,
      dwellingId: oneOf("dwelling", n),
      rightId: oneOf("right", n),
      availableOn: "2026-12-01",
      designateBy: dayOf(n),
    },
  }),
  request: (n) => ({
    state: cycle(["active", "submitted", "housed"], n),
    ...everySecond(n, { personId: oneOf("person", n) }),
    submittedBy: "hr-1",
    submittedAt: instantOf(n),
    ...(n % 5 === 4
      ? {}
      : {
          facts: {
            id: `request-${n}`,
            kind: "first-request",
            ...everySecond(n, { employerId: oneOf("employer", n) }),
            filedOn: "2024-02-29",
            validUntil: dayOf(n),
            wishedCommunes: [],
            household: {
              persons: [
                { role: "applicant", bornOn: "1990-05-06" },
                { role: "dependant", bornOn: "2024-02-29" },
              ],
            },
            job: {},
          },
        }),
  }),
  pin: (n) => ({
    state: cycle(["held", "released"], n),
    facts: { vacancyId: oneOf("vacancy", n), requestId: `request-${n % 2}`, kind: "live-offer" },
  }),
  struck: (n) => ({
    facts: { vacancyId: oneOf("vacancy", n), requestId: `request-${n % 2}`, reason: "refused-by-candidate" },
  }),
  person: (n) => ({
    ...everySecond(n, { sealed: `c2VhbGVk${n}`, tokens: { name: oneOf("name", n) } }),
    ...(n % 4 === 1
      ? { tokens: { email: oneOf("email", n), family: oneOf("family", n), reference: oneOf("reference", n) } }
      : {}),
    ...(n % 4 === 3 ? { erasedAt: instantOf(n) } : {}),
  }),
  "person-key": (n) => everySecond(n, { wrapped: `d3JhcHBlZA${n}` }),
  keyring: (n) => ({ masterKeyId: `key-${n}`, wrapped: "d3JhcHBlZA" }),
  erasure: (n) => ({
    personId: `person-${n}`,
    requestIds: [],
    erasedAt: instantOf(n),
    erasedBy: "dpo-1",
    ground: "asked",
  }),
  proof: (n) => ({
    requestId: oneOf("request", n),
    state: cycle(["recorded", "validated"], n),
    recordedBy: "hr-1",
    recordedAt: instantOf(n),
    ...(n % 3 === 2 ? {} : { facts: { code: "tax-notice", ...(n % 5 < 3 ? { validUntil: dayOf(n) } : {}) } }),
  }),
  seed: (n) => ({
    state: cycle(["published", "revealed"], n),
    day: dayOf(n),
    digest: "0".repeat(64),
    publishedAt: instantOf(n),
  }),
  "rule-files": (n) => ({
    ruleSetId: `rules-${n}`,
    version: "1.0.0",
    files: [{ path: "rules/manifest.json", content: { nested: deepList(40), nothing: null, yes: true, empty: {} } }],
  }),
  run: (n) => ({
    state: cycle(["completed", "refused"], n),
    asOf: dayOf(n),
    snapshotSequence: n,
    startedAt: instantOf(n),
    finishedAt: instantOf(n),
    withheld: [],
    findings: [],
    problems: [{ code: "unknown-reference", values: { count: -1 - n, place: "Saint-Étienne-du-Grès" } }],
  }),
  proposal: (n) =>
    ({
      state: cycle(["proposed", "confirmed"], n),
      runId: oneOf("run", n),
      vacancyId: oneOf("vacancy", n),
      departementCode: "02",
      designateBy: dayOf(n),
      proposed: { vacancyId: oneOf("vacancy", n), candidates: manyCandidates(n), next: [], eligibleRequests: 3_000 },
    }) as unknown as Documents["proposal"],
  agenda: (n) => ({
    state: cycle(["open", "closed"], n),
    heldOn: dayOf(n),
    openedBy: "secretary-1",
    openedAt: instantOf(n),
    proposalIds: ["proposal-1", "proposal-2"],
    members: [{ actorId: "member-1", isPresent: false }],
    withdrawals: [],
  }),
  decision: (n) => ({
    state: cycle(["final", "cancelled"], n),
    kind: "defer",
    proposalId: oneOf("proposal", n),
    runId: "run-1",
    vacancyId: "vacancy-1",
    ...everySecond(n, { agendaId: oneOf("agenda", n) }),
    decidedBy: "member-1",
    decidedAt: instantOf(n),
    requestIds: [],
    skipped: [],
    reason: "",
    explanationIds: [],
    ruleSetDigest: "0".repeat(64),
  }),
  explanation: (n) => ({
    decisionId: oneOf("decision", n),
    vacancyId: "vacancy-1",
    requestId: oneOf("request", n),
    explanationDigest: "0".repeat(64),
    ...everySecond(n, { sealed: "x".repeat(200_000) }),
  }),
  certificate: (n) => ({
    vacancyId: oneOf("vacancy", n),
    runId: "run-1",
    issuedAt: instantOf(n),
    issuedBy: "secretary-1",
    ruleSetId: "rules-1",
    ruleSetDigest: "0".repeat(64),
    snapshotDigest: "0".repeat(64),
    needed: 3,
    designated: [],
    examined: 2_000_000_000,
    excluded: [{ groundId: "place", outcome: "ineligible", count: 1_999_999_999 }],
    listDigest: "0".repeat(64),
    parts: 1,
  }),
  "certificate-part": (n) => ({
    certificateId: oneOf("certificate", n),
    requests: Array.from({ length: 2_000 }, (_, at) => ({
      requestId: `request-${at}`,
      groundId: "place",
      outcome: "ineligible",
    })),
  }),
  reassignment: (n) => ({
    state: cycle(["pending", "done"], n),
    by: "record-answer",
    vacancyId: oneOf("vacancy", n),
    askedAt: instantOf(n),
    freed: {
      events: [
        { kind: "refused", vacancyId: oneOf("vacancy", n), requestId: `Q-${n}`, reason: "refused-by-candidate" },
      ],
      pins: [{ vacancyId: oneOf("vacancy", n), requestId: `Q-${n}`, kind: "live-offer" }],
      struck: [],
    },
    ...everySecond(n, { madeWith: "reassignment-1" }),
  }),
  designation: (n) => ({
    state: cycle(["sent", "answered"], n),
    vacancyId: oneOf("vacancy", n),
    landlordId: oneOf("landlord", n + 1),
    decisionId: "decision-1",
    sentAt: instantOf(n),
    sentBy: "secretary-1",
    candidates: [{ requestId: "request-1", rank: 1, state: "offered", offer: clock }],
  }),
  notice: (n) => ({
    state: cycle(["pending", "sent", "failed"], n),
    to: { role: "hr", ...everySecond(n, { scopeId: oneOf("employer", n) }) },
    subject: "request-activated",
    values: { requestId: "request-1", count: 0 },
    createdAt: instantOf(n),
    attempts: n,
    ...everySecond(n, { nextAttemptAt: instantOf(n + 3), lastProblem: "timed-out" }),
    ...(n % 3 === 0
      ? {}
      : { deliveries: [{ channel: "mail", to: oneOf("account", n), state: "waiting", at: instantOf(n) }] }),
  }),
  "notice-reading": (n) => ({ readUntil: instantOf(n) }),
  "webhook-subscription": (n) => ({
    state: cycle(["active", "ended"], n),
    to: { role: "landlord", scopeId: oneOf("landlord", n) },
    url: `https://example.invalid/${n}`,
    ...everySecond(n, { sealed: `c2VhbGVk${n}` }),
    createdAt: instantOf(n),
    createdBy: "landlord-1",
    ...everySecond(n + 1, { endedAt: instantOf(n), endReason: "gone" }),
  }),
  account: (n) => ({
    state: cycle(["active", "disabled"], n),
    loginName: `compte.${n}@exemple.invalid`,
    name: `Personne inventée n° ${n}`,
    roles: [cycle(["hr", "secretary"] as const, n)],
    scope: { employerIds: [oneOf("employer", n)], departementCodes: "all" },
    language: "fr",
    passwordHash: `hash-${n}`,
    generation: n + 1,
    failedLogIns: n % 5,
    ...everySecond(n, { lockedUntil: instantOf(n) }),
    createdAt: instantOf(n),
    passwordChangedAt: instantOf(n + 1),
  }),
  session: (n) => ({
    accountId: oneOf("account", n),
    generation: n,
    createdAt: instantOf(n),
    expiresAt: instantOf(n + 1),
    ...everySecond(n, { endedAt: instantOf(n) }),
  }),
  "api-token": (n) => ({
    accountId: oneOf("account", n),
    generation: n,
    title: `Paie, export n° ${n}`,
    roles: ["hr"],
    scope: { employerIds: [oneOf("employer", n)] },
    createdAt: instantOf(n),
    expiresAt: instantOf(n + 1),
    ...everySecond(n, { revokedAt: instantOf(n) }),
  }),
  receipt: (n) => ({
    accountId: oneOf("account", n),
    call: `post /requests/${n}/withdraw`,
    bodyDigest: `c2VhbGVk${n}`,
    at: instantOf(n),
    records: [{ kind: "request", id: oneOf("request", n), version: n + 1 }],
  }),
  "audit-root": (n) => ({ day: dayOf(n), fromSequence: n, toSequence: n + 1, root: "0".repeat(64) }),
};

/** The n-th document of a kind. */
export function sampleOf<K extends Kind>(kind: K, n: number): Documents[K] {
  return samples[kind](n);
}

/** A list in a list in a list. */
function deepList(depth: number): unknown {
  return depth === 0 ? ["fond"] : [depth, deepList(depth - 1)];
}

function manyCandidates(n: number): object[] {
  return Array.from({ length: 20 }, (_, rank) => ({ requestId: `request-${n}-${rank}`, rank, points: 10_000 - rank }));
}
