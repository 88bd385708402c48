/** How each page of the product is reached: who goes there, and to which record of the demonstration's town. */
import type { Context, List, Stored } from "../../src/app/ports.ts";

/** Records of the town that pages are about. */
export interface TownRecords {
  readonly proposalId: string;
  readonly decidedProposalId: string;
  readonly decisionId: string;
  readonly openAgendaId: string;
  readonly closedAgendaId: string;
  readonly requestId: string;
  readonly designatedRequestId: string;
  readonly draftId: string;
  readonly sentId: string;
  readonly answeredId: string;
  readonly vacancyId: string;
  readonly proposedVacancyId: string;
  readonly runId: string;
  readonly accountId: string;
}

/** One visit. */
export interface Visit {
  /** A person of the demonstration; `nobody` is not logged in. */
  readonly who: string;
  readonly to: (town: TownRecords) => string;
}

const at = (who: string, to: string | ((town: TownRecords) => string)): Visit => ({
  who,
  to: typeof to === "string" ? () => to : to,
});

/** By the path as the table of pages writes it. Pages that no link can reach without a file first are named in `reachedByDoing`. */
export const pageVisits: Readonly<Record<string, readonly Visit[]>> = {
  "/": ["hr", "secretary", "committee", "landlord", "rules", "dpo", "operator"].map((who) => at(who, "/")),
  "/help": [at("nobody", "/help")],
  "/algorithm": [at("nobody", "/algorithm")],
  "/accessibility": [at("hr", "/accessibility")],
  "/log-in": [at("nobody", "/log-in")],
  "/account": [at("hr", "/account")],
  "/accounts": [at("operator", "/accounts")],
  "/accounts/new": [at("operator", "/accounts/new")],
  "/accounts/:accountId": [at("operator", ({ accountId }) => `/accounts/${accountId}`)],
  "/agenda": [at("committee", "/agenda"), at("secretary", "/agenda")],
  "/proposals/:proposalId": [
    at("committee", ({ proposalId }) => `/proposals/${proposalId}`),
    at("secretary", ({ decidedProposalId }) => `/proposals/${decidedProposalId}`),
  ],
  "/decisions/:decisionId": [at("secretary", ({ decisionId }) => `/decisions/${decisionId}`)],
  "/agendas": [at("secretary", "/agendas")],
  "/agendas/new": [at("secretary", "/agendas/new")],
  "/agendas/:agendaId": [
    at("secretary", ({ openAgendaId }) => `/agendas/${openAgendaId}`),
    at("committee", ({ closedAgendaId }) => `/agendas/${closedAgendaId}`),
  ],
  "/agendas/:agendaId/minutes": [at("secretary", ({ closedAgendaId }) => `/agendas/${closedAgendaId}/minutes`)],
  "/requests": [at("hr", "/requests"), at("secretary", "/requests")],
  "/requests/new": [at("hr", "/requests/new")],
  "/requests/import": [at("hr", "/requests/import")],
  "/requests/:requestId": [
    at("hr", ({ requestId }) => `/requests/${requestId}`),
    at("secretary", ({ designatedRequestId }) => `/requests/${designatedRequestId}`),
    at("hr", ({ draftId }) => `/requests/${draftId}`),
  ],
  "/requests/:requestId/amend": [at("hr", ({ requestId }) => `/requests/${requestId}/amend`)],
  "/requests/:requestId/why-not": [at("hr", ({ requestId }) => `/requests/${requestId}/why-not`)],
  "/requests/:requestId/explanations/:vacancyId": [
    at("hr", ({ requestId, proposedVacancyId }) => `/requests/${requestId}/explanations/${proposedVacancyId}`),
  ],
  "/requests/:requestId/letter": [at("hr", ({ requestId }) => `/requests/${requestId}/letter`)],
  "/duplicates": [at("secretary", "/duplicates")],
  "/proofs": [at("secretary", "/proofs")],
  "/designations": [at("landlord", "/designations"), at("secretary", "/designations")],
  "/designations/session": [at("landlord", "/designations/session")],
  "/designations/:designationId": [
    at("landlord", ({ sentId }) => `/designations/${sentId}`),
    at("landlord", ({ answeredId }) => `/designations/${answeredId}`),
  ],
  "/vacancies": [at("landlord", "/vacancies"), at("secretary", "/vacancies")],
  "/vacancies/new": [at("landlord", "/vacancies/new")],
  "/vacancies/import": [at("landlord", "/vacancies/import")],
  "/vacancies/:vacancyId": [at("landlord", ({ vacancyId }) => `/vacancies/${vacancyId}`)],
  "/runs": [at("operator", "/runs")],
  "/runs/:runId": [at("operator", ({ runId }) => `/runs/${runId}`)],
  "/operations": [at("operator", "/operations")],
  "/notices": [at("hr", "/notices"), at("operator", "/notices")],
  "/webhooks": [at("operator", "/webhooks"), at("landlord", "/webhooks")],
};

/** Files and not pages: their own tests read them. */
export const filesNotPages: readonly string[] = [
  "/requests/export",
  "/requests/import/template",
  "/requests/import/columns",
  "/requests/import/:fileId/problems",
  "/vacancies/import/template",
  "/agendas/:agendaId/minutes.pdf",
  "/certificates/:certificateId/certificate.pdf",
  "/requests/:requestId/letter.pdf",
];

/** Pages that are there only after something was done: those tests look at them. */
export const reachedByDoing: readonly string[] = [
  "/requests/import/:fileId",
  "/vacancies/import/:fileId",
  "/certificates/:certificateId",
];

/** Finds the records in the town. */
export async function townRecords({ store }: Context): Promise<TownRecords> {
  const records = async <K extends "request" | "designation" | "agenda" | "vacancy">(kind: K, state: string) => {
    const page = await store.list({ kind, by: "byState", equals: [state], limit: 500 } as unknown as List<K>);
    return page.records;
  };
  const own = ({ document }: Stored<"request">) => document.facts?.employerId === "E-01";
  const open = (await records("agenda", "open"))[0]!;
  const closed = (await records("agenda", "closed"))[0]!;
  const proposals = await store.getMany("proposal", open.document.proposalIds);
  const decided = [...proposals.values()].find(({ document }) => document.decisionId !== undefined)!;
  const undecided = [...proposals.values()].find(({ document }) => document.decisionId === undefined)!;
  const { records: runs } = await store.list({ kind: "run", by: "newest", equals: [], limit: 1 });
  const { records: accounts } = await store.list({ kind: "account", by: "all", equals: [], limit: 50 });
  return {
    proposalId: undecided.id,
    decidedProposalId: decided.id,
    decisionId: decided.document.decisionId!,
    openAgendaId: open.id,
    closedAgendaId: closed.id,
    requestId: (await records("request", "active")).find(own)!.id,
    designatedRequestId: (await records("request", "designated"))[0]!.id,
    draftId: (await records("request", "draft")).find(own)!.id,
    sentId: (await records("designation", "sent")).find(ofLandlord)!.id,
    answeredId: (await records("designation", "answered")).find(ofLandlord)!.id,
    vacancyId: (await records("vacancy", "proposed")).find(ofLandlord)!.id,
    proposedVacancyId: undecided.document.vacancyId,
    runId: runs[0]!.id,
    accountId: accounts.find(({ document }) => document.roles.includes("hr"))!.id,
  };
}

function ofLandlord({ document }: { readonly document: { readonly landlordId: string } }): boolean {
  return document.landlordId === "bailleur-hdf";
}
