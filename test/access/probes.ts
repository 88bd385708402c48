/**
 * How each page and each call is tried: with what it is called by somebody whose scope holds what it names. Who may is not said here but in
 * the table of permissions, by the access of the route; a route without a line here fails the suite, and so does a line without a route.
 */
import type { Kind } from "../../src/app/kinds.ts";
import type { AccessTown } from "./access-town.ts";

/** Who tries, and at which version the record stands that is acted on. */
export interface Trying {
  readonly accountId: string;
  readonly version: number;
}

/** One way to call a route. */
export interface Probe {
  /** Values of the path's parameters. */
  readonly params?: (town: AccessTown, trying: Trying) => Readonly<Record<string, string>>;
  readonly query?: (town: AccessTown) => Readonly<Record<string, string>>;
  /** Fields of the form, or the body of the call. */
  readonly sends?: (town: AccessTown, trying: Trying) => object;
  /** A file beside the fields, or the body itself. */
  readonly file?: { readonly name: string; readonly content: string };
  /** The record whose version is sent. */
  readonly on?: (town: AccessTown, accountId: string) => readonly [Kind, string];
  /**
   * What a scope means to it: `things`, somebody outside is refused; `list`, they are shown other things; `own`, everybody has theirs; `none`,
   * it is about nothing that belongs to somebody.
   */
  readonly scope: "things" | "list" | "own" | "none";
  /** Of a list: what somebody inside sees, and nobody outside. */
  readonly shows?: (town: AccessTown) => readonly string[];
  /** Statuses of somebody inside that are no success: what the call names is right, and the town is not ready for it. */
  readonly alsoFine?: readonly number[];
}

/** A page or call that is about what everybody may know. */
const open: Probe = { scope: "none" };

const scopeIn = { employerIds: "E-1", landlordIds: "L-SOCIAL", departementCodes: "02" };

/** Every page, in an order in which each can still be done after those before it. */
export const pageProbes: Readonly<Record<string, Probe>> = {
  "get /": open,
  "post /language": { scope: "own", sends: () => ({ language: "fr", back: "/" }) },
  "get /help": open,
  "get /algorithm": open,
  "get /accessibility": open,
  "get /log-in": { scope: "none" },
  "post /log-in": {
    scope: "none",
    sends: () => ({ loginName: "personne@exemple.invalid", password: "x" }),
    alsoFine: [422],
  },

  "get /account": { scope: "own" },
  "post /account/language": { scope: "own", sends: () => ({ language: "fr" }) },
  "post /account/tokens": { scope: "own", sends: () => ({ title: "essai", days: "3" }) },
  "post /account/tokens/:tokenId/revoke": {
    scope: "own",
    params: ({ tokenIds }, { accountId }) => ({ tokenId: tokenIds[accountId]! }),
  },

  "get /accounts": { scope: "none" },
  "get /accounts/new": { scope: "none" },
  "post /accounts": {
    scope: "none",
    sends: () => ({
      loginName: "nouveau@exemple.invalid",
      name: "Nouvelle inventée",
      roles: "hr",
      ...scopeIn,
      language: "fr",
    }),
  },
  "get /accounts/:accountId": { scope: "none", params: () => ({ accountId: "hr-in" }) },
  "post /accounts/:accountId": {
    scope: "none",
    on: () => ["account", "rules-in"],
    params: () => ({ accountId: "rules-in" }),
    sends: (_town, { version }) => ({
      version: String(version),
      name: "Autre inventée",
      roles: "rules",
      language: "fr",
    }),
  },
  "post /accounts/:accountId/state": {
    scope: "none",
    on: () => ["account", "rules-in"],
    params: () => ({ accountId: "rules-in" }),
    sends: (_town, { version }) => ({ version: String(version), to: "disabled" }),
  },
  "post /accounts/:accountId/password": { scope: "none", params: () => ({ accountId: "hr-out" }) },
  "post /accounts/:accountId/tokens": {
    scope: "none",
    params: () => ({ accountId: "dpo-in" }),
    sends: () => ({ title: "essai", days: "3" }),
  },
  "post /accounts/:accountId/tokens/:tokenId/revoke": {
    scope: "none",
    params: ({ tokenIds }) => ({ accountId: "dpo-in", tokenId: tokenIds["dpo-in"]! }),
  },

  "get /agenda": { scope: "list", shows: ({ vacancyId }) => [vacancyId] },
  "get /proposals/:proposalId": { scope: "things", params: ({ proposalId }) => ({ proposalId }) },
  "post /proposals/:proposalId/names": { scope: "things", params: ({ proposalId }) => ({ proposalId }) },
  "post /proposals/:proposalId/decision": {
    scope: "things",
    on: ({ proposalId }) => ["proposal", proposalId],
    params: ({ proposalId }) => ({ proposalId }),
    sends: (_town, { version }) => ({ version: String(version), kind: "defer", reasonCode: "file-incomplete" }),
    alsoFine: [422],
  },
  "post /proposals/:proposalId/withdrawal": {
    scope: "things",
    on: ({ agendaId }) => ["agenda", agendaId],
    params: ({ proposalId }) => ({ proposalId }),
    sends: (_town, { version }) => ({ version: String(version), ground: "family" }),
    alsoFine: [409, 422],
  },
  "post /decisions/:decisionId/second": {
    scope: "things",
    on: ({ decisionId }) => ["decision", decisionId],
    params: ({ decisionId }) => ({ decisionId }),
    sends: (_town, { version }) => ({ version: String(version), signs: "yes" }),
    alsoFine: [409, 422],
  },

  "post /account/password": {
    scope: "own",
    sends: () => ({ current: "pas le bon", password: "une phrase assez longue", again: "une phrase assez longue" }),
    alsoFine: [422],
  },
  "post /log-out": { scope: "own" },
};

/** Every call of the API. */
export const apiProbes: Readonly<Record<string, Probe>> = {};
