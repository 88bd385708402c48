/** Requests for housing: what employers hand in, and what they read. */
import type { FromSchema } from "json-schema-to-ts";
import { requestSchema } from "../../domain/facts/request.ts";
import { requestWithdrawalReasons, separationReasons } from "../../domain/requests/request-end.ts";
import { requestStates } from "../../domain/requests/request-record.ts";
import type { NamedSchema } from "../api-route.ts";
import { bilingual, code, dayOf, idOf, idsOf, instant, pageQuery, text, version } from "./shared.ts";

const { $id: _, required: __, ...requestFacts } = requestSchema;

const factsToSubmit = {
  ...requestFacts,
  required: ["kind", "household", "job"],
  title: "RequestToSubmit",
  description:
    "The facts of a request. An id is made where none is given; it is valid one year from its filing, today.",
} as const;

const factsAsStored = { ...requestFacts, required: requestSchema.required, title: "RequestFacts" } as const;

const person = {
  title: "PersonContents",
  description: "Who to write to. Kept apart from the facts, sealed; no run sees it.",
  type: "object",
  additionalProperties: false,
  required: ["familyName", "givenNames"],
  properties: {
    familyName: text(120, "Family name."),
    givenNames: text(120, "Given names."),
    email: { type: "string", format: "email", maxLength: 254, description: "E-mail address." },
    phone: text(40, "Telephone number."),
    address: text(300, "Postal address."),
    reference: text(80, "The employer's own reference, such as a payroll number."),
    householdNames: { type: "array", maxItems: 20, items: text(120, "A name."), description: "The other members." },
  },
} as const;

/** `POST /requests`. */
export const submitRequest = {
  title: "SubmitRequest",
  description: "A household's request, handed in by its employer.",
  type: "object",
  additionalProperties: false,
  required: ["facts"],
  properties: {
    facts: factsToSubmit,
    person,
    isDraft: { type: "boolean", description: "True to keep it for later: it is in no queue and may still be wrong." },
  },
} as const;
export type SubmitRequestBody = FromSchema<typeof submitRequest>;

/** `POST /requests/:requestId/submit`, `POST /requests/check`. */
export const checkRequest = {
  title: "CheckRequest",
  description: "A request before it is handed in; nothing of it is kept.",
  type: "object",
  additionalProperties: false,
  required: ["facts"],
  properties: { facts: factsToSubmit, person },
} as const;
export type CheckRequestBody = FromSchema<typeof checkRequest>;

/** `PUT /requests/:requestId`. */
export const amendRequest = {
  title: "AmendRequest",
  description: "All facts of a request anew, and its names where they change.",
  type: "object",
  additionalProperties: false,
  required: ["facts"],
  properties: { facts: factsAsStored, person },
} as const;
export type AmendRequestBody = FromSchema<typeof amendRequest>;

export const renewRequest = {
  title: "RenewRequest",
  type: "object",
  additionalProperties: false,
  properties: { renewedOn: dayOf("Day on which the household confirmed it; today when absent.") },
} as const;
export type RenewRequestBody = FromSchema<typeof renewRequest>;

export const withdrawRequest = {
  title: "WithdrawRequest",
  type: "object",
  additionalProperties: false,
  required: ["reason"],
  properties: {
    reason: { type: "string", enum: requestWithdrawalReasons, description: "Why the household gives up." },
  },
} as const;
export type WithdrawRequestBody = FromSchema<typeof withdrawRequest>;

export const deregisterRequest = {
  title: "DeregisterRequest",
  type: "object",
  additionalProperties: false,
  required: ["reason"],
  properties: {
    reason: {
      type: "string",
      enum: ["housed-elsewhere", "household-waiver", "no-answer", "inadmissible", "not-renewed"],
      description: "A ground of CCH art. R441-2-8.",
    },
    warnedOn: dayOf("Day of the warning, where the ground needs one."),
  },
} as const;
export type DeregisterRequestBody = FromSchema<typeof deregisterRequest>;

export const listDuplicatesQuery = {
  title: "ListDuplicatesQuery",
  type: "object",
  additionalProperties: false,
  properties: {
    ...pageQuery,
    state: { type: "string", enum: ["waiting", "merged"], description: "`waiting` when absent." },
  },
} as const;
export type ListDuplicatesQuery = FromSchema<typeof listDuplicatesQuery>;

/** A pair of requests that may be of one household. */
const pair = {
  otherId: idOf("The other request."),
  otherExpected: { ...version, description: "The version of the other one that was read." },
} as const;

export const mergeRequests = {
  title: "MergeRequests",
  description: "What a person found out about two requests.",
  type: "object",
  additionalProperties: false,
  required: ["otherId", "otherExpected", "outcome", "reason"],
  properties: {
    ...pair,
    outcome: { type: "string", enum: ["merge", "keep-apart"], description: "One household, or two." },
    reason: code("Why."),
  },
} as const;
export type MergeRequestsBody = FromSchema<typeof mergeRequests>;

export const separateRequests = {
  title: "SeparateRequests",
  type: "object",
  additionalProperties: false,
  required: ["otherId", "otherExpected", "reason"],
  properties: { ...pair, reason: { type: "string", enum: separationReasons, description: "Why the merge is undone." } },
} as const;
export type SeparateRequestsBody = FromSchema<typeof separateRequests>;

export const listRequestsQuery = {
  title: "ListRequestsQuery",
  type: "object",
  additionalProperties: false,
  properties: {
    ...pageQuery,
    employerId: idOf("Only those of one employer."),
    state: { type: "string", enum: requestStates, description: "Only those in one state." },
  },
} as const;
export type ListRequestsQuery = FromSchema<typeof listRequestsQuery>;

const recordMembers = {
  id: idOf("The request."),
  version,
  state: { type: "string", enum: requestStates, description: "Where it is in its life." },
  submittedAt: { ...instant, description: "When it was handed in." },
  endReason: { type: "string", description: "Why it ended." },
  renewedOn: dayOf("Day of the last renewal."),
  mergedFrom: idsOf("Requests that were merged into it."),
  mergedInto: idOf("The request it was merged into."),
  erasedAt: { ...instant, description: "When its personal data were erased; its facts are gone then." },
  facts: factsAsStored,
} as const;

/** A request as it is given in lists and after a write. */
export const requestRecord = {
  title: "RequestRecord",
  description: "A request: its life and its facts, without a name.",
  type: "object",
  additionalProperties: false,
  required: ["id", "version", "state", "submittedAt"],
  properties: recordMembers,
} as const;

/** A request with those it is compared with. */
export const duplicatePair = {
  title: "DuplicatePair",
  type: "object",
  additionalProperties: false,
  required: ["request", "others"],
  properties: {
    request: requestRecord,
    others: { type: "array", items: requestRecord, description: "Requests that may be of the same household." },
  },
} as const;

/** Where a request stands. Members depend on `kind`. */
const standing = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "vacancyId"],
  description: "Where it stands; what is furthest comes first.",
  properties: {
    kind: {
      type: "string",
      enum: ["candidate", "next", "decided", "designated", "housed"],
      description: "On the engine's list, after it, chosen by the committee, named to the landlord, housed.",
    },
    vacancyId: idOf("The vacancy."),
    proposalId: idOf("The proposal."),
    place: { type: "integer", minimum: 1, description: "Place on the list." },
    designateBy: dayOf("Last day to name candidates."),
    agendaId: idOf("The agenda on which it is decided."),
    isWithheld: { type: "boolean", description: "True while the verification holds the proposal back." },
    designationId: { type: "string", description: "The designation." },
    rank: { type: "integer", minimum: 1, description: "Rank in the designation." },
    sentAt: { ...instant, description: "When the landlord was told." },
    candidateState: { type: "string", description: "Where the landlord's handling is." },
    answer: { type: "string", description: "The landlord's answer." },
    awardedRank: { type: "integer", description: "Rank given by the award commission." },
    conditionUntil: dayOf("Day by which a document is awaited."),
    offerUntil: dayOf("Last day of an open offer."),
  },
} as const;

/** A request as it is read alone. */
export const requestRead = {
  title: "RequestRead",
  description: "A request with where it stands and what happened to it.",
  type: "object",
  additionalProperties: false,
  required: [...requestRecord.required, "standings", "history"],
  properties: {
    ...recordMembers,
    standings: { type: "array", items: standing, description: "Everywhere it stands today." },
    history: {
      type: "array",
      description: "What happened to it, the earliest first.",
      items: {
        type: "object",
        required: ["at", "what"],
        properties: {
          at: { type: "string", description: "Day or instant." },
          what: { type: "string", description: "What happened." },
        },
        additionalProperties: { type: ["string", "integer"] },
      },
    },
  },
} as const;

const ruleInTheWay = {
  type: "object",
  description: "A rule with how many vacancies it keeps the request from.",
} as const;

/** What a check says. */
export const requestCheck = {
  title: "RequestCheck",
  description: "What handing it in would say, and what the rules say of it today.",
  type: "object",
  additionalProperties: false,
  required: ["problems", "likelyDuplicates", "areRulesBroken", "prospects"],
  properties: {
    problems: {
      type: "array",
      description: "Everything to correct before it is handed in; empty where it would be taken.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["pointer", "code", "message"],
        properties: { pointer: { type: "string" }, code: { type: "string" }, message: { type: "string" } },
      },
    },
    likelyDuplicates: { type: "integer", minimum: 0, description: "Other requests that may be of the same household." },
    areRulesBroken: { type: "boolean", description: "True where nobody can say what the rules say today." },
    prospects: {
      type: "array",
      description: "Programme by programme, over the vacancies of today.",
      items: {
        type: "object",
        required: ["ruleSetId", "title", "vacancies", "eligible", "incomplete", "eligibleVacancyIds", "missing"],
        properties: {
          ruleSetId: code("The rule set."),
          title: bilingual,
          vacancies: { type: "integer", minimum: 0 },
          eligible: { type: "integer", minimum: 0 },
          incomplete: { type: "integer", minimum: 0 },
          eligibleVacancyIds: idsOf("Vacancies it could be a candidate for.", 100_000),
          refusing: { type: "array", items: ruleInTheWay, description: "Rules that refuse it." },
          open: { type: "array", items: ruleInTheWay, description: "Rules that a missing fact leaves open." },
          missing: {
            type: "array",
            description: "Absent facts that would decide.",
            items: {
              type: "object",
              required: ["fact", "vacancies"],
              properties: { fact: { type: "string" }, vacancies: { type: "integer" } },
            },
          },
        },
      },
    },
  },
} as const satisfies NamedSchema;

export const importQuery = {
  title: "ImportRequestsQuery",
  type: "object",
  additionalProperties: false,
  properties: {
    mode: {
      type: "string",
      enum: ["check", "all-or-nothing", "good-rows-only"],
      description: "`check` writes nothing and is what is done when nothing is said.",
    },
  },
} as const;
export type ImportQuery = FromSchema<typeof importQuery>;

/** What came of a file. */
export const importOutcome = {
  title: "ImportOutcome",
  type: "object",
  additionalProperties: false,
  required: ["isWritten", "isBroken", "counts", "problemCount", "problems", "waitingLines"],
  properties: {
    isWritten: { type: "boolean", description: "True where something was kept." },
    isBroken: { type: "boolean", description: "True where a column or the file itself is wrong: then no row is kept." },
    counts: {
      type: "object",
      description: "Rows by what became of them.",
      additionalProperties: { type: "integer", minimum: 0 },
    },
    problemCount: { type: "integer", minimum: 0, description: "All problems, listed or not." },
    problems: {
      type: "array",
      description: "Every problem with its line and column.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["code", "message"],
        properties: {
          line: { type: "integer", minimum: 1 },
          column: { type: "string" },
          code: { type: "string" },
          message: { type: "string", description: "What is wrong, what was sent, what is allowed." },
        },
      },
    },
    waitingLines: {
      type: "array",
      items: { type: "integer" },
      description: "Lines that wait for a person, since another request may be of the same household.",
    },
  },
} as const;
