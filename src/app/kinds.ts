/**
 * Every kind of record that is stored: its document, whether its earlier versions are kept, which members are personal, and the closed
 * queries by which it is listed. Both stores make their tables, indexes and queries from this table and from nothing else.
 */
import type { AccountDocument, ApiTokenDocument, SessionDocument } from "../domain/access/account.ts";
import type { ReceiptDocument } from "../domain/access/receipt.ts";
import type {
  CertificateDocument,
  CertificatePartDocument,
  DesignationDocument,
} from "../domain/designations/designation-record.ts";
import type { VacancyDocument } from "../domain/dwellings/vacancy-record.ts";
import type { Agreement } from "../domain/facts/agreement.ts";
import type { Dwelling } from "../domain/facts/dwelling.ts";
import type { Employer } from "../domain/facts/employer.ts";
import type { Landlord } from "../domain/facts/landlord.ts";
import type { LedgerEntry } from "../domain/facts/ledger.ts";
import type { Right } from "../domain/facts/right.ts";
import type { Pin, Struck, TravelTime } from "../domain/facts/snapshot.ts";
import { audienceOf, type NoticeDocument, type NoticeReadingDocument } from "../domain/notices/notice.ts";
import type { WebhookSubscriptionDocument } from "../domain/notices/webhook-subscription.ts";
import type { ErasureDocument, KeyringDocument, PersonDocument, PersonKeyDocument } from "../domain/persons/person.ts";
import type { ProofDocument } from "../domain/persons/proof.ts";
import type {
  AgendaDocument,
  DecisionDocument,
  ExplanationDocument,
  ProposalDocument,
} from "../domain/proposals/proposal-record.ts";
import type { RequestDocument } from "../domain/requests/request-record.ts";
import type { ReassignmentDocument } from "../domain/runs/reassignment-record.ts";
import type { RuleFilesDocument, RunDocument, SeedDocument } from "../domain/runs/run-record.ts";

/** Facts without a life of their own. */
export interface FactsDocument<F> {
  readonly facts: F;
}

/** A place taken on a list, from the moment it is taken to the moment it is given back. */
export interface PinDocument {
  readonly state: "held" | "released";
  readonly facts: Pin;
}

/** The root over the audit entries of one day. */
export interface AuditRootDocument {
  readonly day: string;
  readonly fromSequence: number;
  readonly toSequence: number;
  readonly root: string;
}

/** The document of each kind. */
export interface Documents {
  readonly landlord: FactsDocument<Landlord>;
  readonly agreement: FactsDocument<Agreement>;
  readonly right: FactsDocument<Right>;
  readonly dwelling: FactsDocument<Dwelling>;
  readonly employer: FactsDocument<Employer>;
  readonly "travel-time": FactsDocument<TravelTime>;
  readonly ledger: FactsDocument<LedgerEntry>;
  readonly vacancy: VacancyDocument;
  readonly request: RequestDocument;
  readonly pin: PinDocument;
  readonly struck: FactsDocument<Struck>;
  readonly person: PersonDocument;
  readonly "person-key": PersonKeyDocument;
  readonly keyring: KeyringDocument;
  readonly erasure: ErasureDocument;
  readonly proof: ProofDocument;
  readonly seed: SeedDocument;
  readonly "rule-files": RuleFilesDocument;
  readonly run: RunDocument;
  readonly reassignment: ReassignmentDocument;
  readonly proposal: ProposalDocument;
  readonly agenda: AgendaDocument;
  readonly decision: DecisionDocument;
  readonly explanation: ExplanationDocument;
  readonly certificate: CertificateDocument;
  readonly "certificate-part": CertificatePartDocument;
  readonly designation: DesignationDocument;
  readonly notice: NoticeDocument;
  readonly "notice-reading": NoticeReadingDocument;
  readonly "webhook-subscription": WebhookSubscriptionDocument;
  readonly "audit-root": AuditRootDocument;
  readonly account: AccountDocument;
  readonly session: SessionDocument;
  readonly "api-token": ApiTokenDocument;
  readonly receipt: ReceiptDocument;
}

/** A kind of record. */
export type Kind = keyof Documents;

/** A list of records that can be asked for: the columns that must be equal, and the columns it is in order of, then id. */
export interface ClosedQuery {
  readonly equals: readonly string[];
  readonly order: readonly string[];
}

/** How one kind is stored. */
export interface KindShape<D> {
  /** False where earlier versions must not stay. */
  readonly hasHistory: boolean;
  /** Members that erasure empties in every version. A kind with any is personal: its audit values are sealed. */
  readonly personal: readonly (keyof D & string)[];
  /** Members whose old and new values the log does not tell: names of staff, hashes of secrets. */
  readonly untold?: readonly (keyof D & string)[];
  /** Columns beside the document, to find it by; texts only, absent where the document has none. */
  readonly columns: Readonly<Record<string, (document: D) => string | undefined>>;
  readonly queries: Readonly<Record<string, ClosedQuery>>;
}

/** How the journeys between two communes are found. */
export function journeyPair(fromCommuneCode: string, toCommuneCode: string): string {
  return `${fromCommuneCode} ${toCommuneCode}`;
}

/**
 * An instant written so that later ones come first: pages go upwards, and of what happened one looks at the newest first. Each
 * digit is taken from nine.
 */
function newestFirst(instant: string): string {
  return instant.replace(/[0-9]/g, (digit) => String(9 - Number(digit)));
}

const plain = { hasHistory: true, personal: [], columns: {}, queries: {} } as const;

/** Every record, in order of id. */
const all = { equals: [], order: [] } as const;

/** The table. */
export const kinds = {
  landlord: { ...plain, queries: { all } },
  agreement: {
    ...plain,
    columns: { landlordId: (d: Documents["agreement"]) => d.facts.landlordId },
    queries: { all, byLandlord: { equals: ["landlordId"], order: [] } },
  },
  right: {
    ...plain,
    columns: { agreementId: (d: Documents["right"]) => d.facts.agreementId },
    queries: { all, byAgreement: { equals: ["agreementId"], order: [] } },
  },
  dwelling: { ...plain, queries: { all } },
  employer: { ...plain, queries: { all } },
  "travel-time": {
    ...plain,
    columns: { pair: (d: Documents["travel-time"]) => journeyPair(d.facts.fromCommuneCode, d.facts.toCommuneCode) },
    queries: { byPair: { equals: ["pair"], order: [] } },
  },
  ledger: plain,
  vacancy: {
    ...plain,
    columns: {
      state: (d: Documents["vacancy"]) => d.state,
      landlordId: (d: Documents["vacancy"]) => d.landlordId,
      designateBy: (d: Documents["vacancy"]) => d.facts.designateBy,
      dwellingId: (d: Documents["vacancy"]) => d.facts.dwellingId,
      rightId: (d: Documents["vacancy"]) => d.facts.rightId,
      departementCode: (d: Documents["vacancy"]) => d.departementCode,
    },
    queries: {
      all: { equals: [], order: ["designateBy"] },
      byState: { equals: ["state"], order: ["designateBy"] },
      byTerritory: { equals: ["departementCode"], order: ["designateBy"] },
      byTerritoryInState: { equals: ["departementCode", "state"], order: ["designateBy"] },
      byLandlord: { equals: ["landlordId"], order: ["designateBy"] },
      byLandlordInState: { equals: ["landlordId", "state"], order: ["designateBy"] },
      byDwelling: { equals: ["dwellingId"], order: ["designateBy"] },
      byRight: { equals: ["rightId"], order: ["designateBy"] },
    },
  },
  request: {
    hasHistory: true,
    personal: ["facts"],
    columns: {
      state: (d: Documents["request"]) => d.state,
      employerId: (d: Documents["request"]) => d.facts?.employerId,
      personId: (d: Documents["request"]) => d.personId,
      validUntil: (d: Documents["request"]) => d.facts?.validUntil,
    },
    queries: {
      all,
      byState: { equals: ["state"], order: ["validUntil"] },
      byEmployer: { equals: ["employerId"], order: [] },
      byEmployerInState: { equals: ["employerId", "state"], order: [] },
      byPerson: { equals: ["personId"], order: [] },
    },
  },
  pin: {
    ...plain,
    columns: {
      state: (d: Documents["pin"]) => d.state,
      vacancyId: (d: Documents["pin"]) => d.facts.vacancyId,
      requestId: (d: Documents["pin"]) => d.facts.requestId,
    },
    queries: {
      byVacancy: { equals: ["vacancyId"], order: [] },
      byRequest: { equals: ["requestId"], order: [] },
    },
  },
  struck: {
    ...plain,
    columns: {
      vacancyId: (d: Documents["struck"]) => d.facts.vacancyId,
      requestId: (d: Documents["struck"]) => d.facts.requestId,
    },
    queries: {
      byVacancy: { equals: ["vacancyId"], order: [] },
      byRequest: { equals: ["requestId"], order: [] },
    },
  },
  person: {
    hasHistory: true,
    personal: ["sealed", "tokens"],
    columns: {
      nameToken: (d: Documents["person"]) => d.tokens?.name,
      emailToken: (d: Documents["person"]) => d.tokens?.email,
      familyToken: (d: Documents["person"]) => d.tokens?.family,
      referenceToken: (d: Documents["person"]) => d.tokens?.reference,
    },
    queries: {
      byName: { equals: ["nameToken"], order: [] },
      byEmail: { equals: ["emailToken"], order: [] },
      byFamily: { equals: ["familyToken"], order: [] },
      byReference: { equals: ["referenceToken"], order: [] },
    },
  },
  "person-key": { hasHistory: false, personal: ["wrapped"], columns: {}, queries: {} },
  keyring: { ...plain, hasHistory: false },
  erasure: { ...plain, queries: { all: { equals: [], order: [] } } },
  proof: {
    hasHistory: true,
    personal: ["facts"],
    columns: {
      requestId: (d: Documents["proof"]) => d.requestId,
      state: (d: Documents["proof"]) => d.state,
      validUntil: (d: Documents["proof"]) => d.facts?.validUntil,
    },
    queries: {
      byRequest: { equals: ["requestId"], order: [] },
      byState: { equals: ["state"], order: ["validUntil"] },
    },
  },
  seed: { ...plain, queries: { all: { equals: [], order: [] } } },
  "rule-files": plain,
  run: {
    ...plain,
    columns: {
      asOf: (d: Documents["run"]) => d.asOf,
      state: (d: Documents["run"]) => d.state,
      newestFirst: (d: Documents["run"]) => newestFirst(d.startedAt),
    },
    queries: {
      all: { equals: [], order: ["asOf"] },
      byState: { equals: ["state"], order: ["asOf"] },
      newest: { equals: [], order: ["newestFirst"] },
      newestInState: { equals: ["state"], order: ["newestFirst"] },
    },
  },
  reassignment: {
    ...plain,
    columns: {
      state: (d: Documents["reassignment"]) => d.state,
      vacancyId: (d: Documents["reassignment"]) => d.vacancyId,
      askedAt: (d: Documents["reassignment"]) => d.askedAt,
    },
    queries: {
      byState: { equals: ["state"], order: ["askedAt"] },
      byVacancy: { equals: ["vacancyId"], order: ["askedAt"] },
    },
  },
  proposal: {
    ...plain,
    columns: {
      state: (d: Documents["proposal"]) => d.state,
      runId: (d: Documents["proposal"]) => d.runId,
      vacancyId: (d: Documents["proposal"]) => d.vacancyId,
      departementCode: (d: Documents["proposal"]) => d.departementCode,
      designateBy: (d: Documents["proposal"]) => d.designateBy,
      latestFirst: (d: Documents["proposal"]) => newestFirst(d.designateBy),
    },
    queries: {
      byState: { equals: ["state"], order: ["designateBy"] },
      latestInState: { equals: ["state"], order: ["latestFirst"] },
      byTerritory: { equals: ["state", "departementCode"], order: ["designateBy"] },
      byRun: { equals: ["runId"], order: ["designateBy"] },
      byVacancy: { equals: ["vacancyId"], order: [] },
    },
  },
  agenda: {
    ...plain,
    columns: {
      state: (d: Documents["agenda"]) => d.state,
      heldOn: (d: Documents["agenda"]) => d.heldOn,
      newestFirst: (d: Documents["agenda"]) => newestFirst(`${d.heldOn}T00:00:00.000Z`),
    },
    queries: {
      byState: { equals: ["state"], order: ["heldOn"] },
      newestInState: { equals: ["state"], order: ["newestFirst"] },
    },
  },
  decision: {
    ...plain,
    columns: {
      state: (d: Documents["decision"]) => d.state,
      proposalId: (d: Documents["decision"]) => d.proposalId,
      agendaId: (d: Documents["decision"]) => d.agendaId,
      decidedAt: (d: Documents["decision"]) => d.decidedAt,
    },
    queries: {
      byState: { equals: ["state"], order: ["decidedAt"] },
      byProposal: { equals: ["proposalId"], order: ["decidedAt"] },
      byAgenda: { equals: ["agendaId"], order: ["decidedAt"] },
    },
  },
  explanation: {
    hasHistory: true,
    personal: ["sealed"],
    // Sealed already, written once and named by its digest.
    untold: ["sealed"],
    columns: {
      decisionId: (d: Documents["explanation"]) => d.decisionId,
      requestId: (d: Documents["explanation"]) => d.requestId,
    },
    queries: {
      byDecision: { equals: ["decisionId"], order: [] },
      byRequest: { equals: ["requestId"], order: [] },
    },
  },
  certificate: {
    ...plain,
    columns: { vacancyId: (d: Documents["certificate"]) => d.vacancyId },
    queries: { byVacancy: { equals: ["vacancyId"], order: [] } },
  },
  "certificate-part": {
    ...plain,
    columns: { certificateId: (d: Documents["certificate-part"]) => d.certificateId },
    queries: { byCertificate: { equals: ["certificateId"], order: [] } },
  },
  designation: {
    ...plain,
    columns: {
      state: (d: Documents["designation"]) => d.state,
      vacancyId: (d: Documents["designation"]) => d.vacancyId,
      landlordId: (d: Documents["designation"]) => d.landlordId,
      sentAt: (d: Documents["designation"]) => d.sentAt,
    },
    queries: {
      byState: { equals: ["state"], order: ["sentAt"] },
      byVacancy: { equals: ["vacancyId"], order: ["sentAt"] },
      byLandlord: { equals: ["landlordId"], order: ["sentAt"] },
      all: { equals: [], order: ["sentAt"] },
      byLandlordInState: { equals: ["landlordId", "state"], order: ["sentAt"] },
    },
  },
  notice: {
    ...plain,
    columns: {
      state: (d: Documents["notice"]) => d.state,
      createdAt: (d: Documents["notice"]) => d.createdAt,
      dueAt: (d: Documents["notice"]) => d.nextAttemptAt ?? d.createdAt,
      role: (d: Documents["notice"]) => d.to.role,
      audience: (d: Documents["notice"]) => audienceOf(d.to),
      newestFirst: (d: Documents["notice"]) => newestFirst(d.createdAt),
    },
    queries: {
      byState: { equals: ["state"], order: ["createdAt"] },
      due: { equals: ["state"], order: ["dueAt"] },
      byRole: { equals: ["role"], order: ["newestFirst"] },
      byAudience: { equals: ["audience"], order: ["newestFirst"] },
    },
  },
  "notice-reading": { ...plain, hasHistory: false },
  "webhook-subscription": {
    ...plain,
    untold: ["sealed"],
    columns: {
      state: (d: Documents["webhook-subscription"]) => d.state,
      audience: (d: Documents["webhook-subscription"]) => audienceOf(d.to),
    },
    queries: {
      byState: { equals: ["state"], order: [] },
      byAudience: { equals: ["audience"], order: [] },
      active: { equals: ["state", "audience"], order: [] },
    },
  },
  "audit-root": { ...plain, queries: { all: { equals: [], order: [] } } },
  account: {
    hasHistory: false,
    personal: [],
    untold: ["loginName", "name", "passwordHash"],
    columns: { loginName: (d: Documents["account"]) => d.loginName },
    queries: {
      all: { equals: [], order: ["loginName"] },
      byLoginName: { equals: ["loginName"], order: [] },
    },
  },
  session: { ...plain, hasHistory: false },
  "api-token": {
    hasHistory: false,
    personal: [],
    untold: ["title"],
    columns: {
      accountId: (d: Documents["api-token"]) => d.accountId,
      createdAt: (d: Documents["api-token"]) => d.createdAt,
    },
    queries: { byAccount: { equals: ["accountId"], order: ["createdAt"] } },
  },
  receipt: { ...plain, hasHistory: false },
} as const satisfies { readonly [K in Kind]: KindShape<Documents[K]> };

/** Names of the closed queries of a kind. */
export type QueryName<K extends Kind> = keyof (typeof kinds)[K]["queries"] & string;

/** All kinds, those that others refer to first. */
export const allKinds = Object.keys(kinds) as readonly Kind[];

/** How a kind is stored. */
export function shapeOf<K extends Kind>(kind: K): KindShape<Documents[K]> {
  return kinds[kind] as unknown as KindShape<Documents[K]>;
}

/** True where erasure empties something. */
export function isPersonal(kind: Kind): boolean {
  return shapeOf(kind).personal.length > 0;
}
