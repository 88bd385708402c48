/** What somebody has to oneself: who one is, one's tokens, one's webhooks, one's notices. */
import type { FromSchema } from "json-schema-to-ts";
import { humanRoles } from "../../domain/access/actor.ts";
import { idOf, instant, pageQuery, text } from "./shared.ts";

const scopeMember = {
  anyOf: [
    { type: "string", const: "all" },
    { type: "array", maxItems: 1_000, items: { type: "string", maxLength: 64 } },
  ],
  description: "Ids, or all.",
} as const;

const scope = {
  type: "object",
  additionalProperties: false,
  description: "What may be seen and touched.",
  properties: { employerIds: scopeMember, landlordIds: scopeMember, departementCodes: scopeMember },
} as const;

const role = { type: "string", enum: humanRoles } as const;
const rolesOf = (description: string) => ({ type: "array", maxItems: 10, items: role, description }) as const;

export const ownAccount = {
  title: "OwnAccount",
  description: "Who is calling.",
  type: "object",
  additionalProperties: false,
  required: ["id", "name", "roles", "scope", "language"],
  properties: {
    id: idOf("The account."),
    name: { type: "string", description: "As colleagues know them." },
    roles: rolesOf("What they are here for."),
    scope,
    language: { type: "string", enum: ["fr", "en"], description: "In which answers come." },
  },
} as const;

export const issueToken = {
  title: "IssueToken",
  type: "object",
  additionalProperties: false,
  required: ["title", "days"],
  properties: {
    title: text(80, "What it is for."),
    days: { type: "integer", minimum: 1, maximum: 3_650, description: "How long it lasts." },
    roles: rolesOf("Some of one's own; all when absent."),
    scope,
  },
} as const;
export type IssueTokenBody = FromSchema<typeof issueToken>;

export const issuedToken = {
  title: "IssuedToken",
  type: "object",
  additionalProperties: false,
  required: ["tokenId", "secret", "expiresAt"],
  properties: {
    tokenId: { type: "string", description: "By which it is revoked." },
    secret: { type: "string", description: "Sent as `Authorization: Bearer`. Shown now and never again." },
    expiresAt: { ...instant, description: "When it ends." },
  },
} as const;

export const tokenView = {
  title: "TokenView",
  type: "object",
  additionalProperties: false,
  required: ["id", "state", "title", "roles", "scope", "createdAt", "expiresAt"],
  properties: {
    id: { type: "string", description: "The token; not its secret." },
    state: { type: "string", enum: ["live", "revoked", "expired", "ended"], description: "Whether it opens anything." },
    title: { type: "string", description: "What it is for." },
    roles: rolesOf("Its roles."),
    scope,
    createdAt: { ...instant, description: "When it was made." },
    expiresAt: { ...instant, description: "When it ends." },
    revokedAt: { ...instant, description: "When it was revoked." },
  },
} as const;

export const subscribeWebhook = {
  title: "SubscribeWebhook",
  description: "Notices go to this address too, signed as Standard Webhooks are.",
  type: "object",
  additionalProperties: false,
  required: ["url"],
  properties: {
    url: { type: "string", format: "uri", maxLength: 1_000, description: "An https address." },
    landlordId: idOf("Whose notices; those of the operator when absent."),
  },
} as const;
export type SubscribeWebhookBody = FromSchema<typeof subscribeWebhook>;

export const subscribedWebhook = {
  title: "SubscribedWebhook",
  type: "object",
  additionalProperties: false,
  required: ["subscriptionId", "secret"],
  properties: {
    subscriptionId: idOf("By which it is ended."),
    secret: { type: "string", description: "What signs the calls. Shown now and never again." },
  },
} as const;

export const webhookView = {
  title: "WebhookView",
  type: "object",
  additionalProperties: false,
  required: ["id", "state", "url", "to", "createdAt"],
  properties: {
    id: idOf("The subscription."),
    state: { type: "string", enum: ["active", "ended"], description: "Whether calls are made." },
    url: { type: "string", description: "Where to." },
    to: {
      type: "object",
      additionalProperties: false,
      required: ["role"],
      properties: { role: { type: "string" }, scopeId: { type: "string" } },
      description: "Whose notices.",
    },
    createdAt: { ...instant, description: "When it was made." },
    createdBy: { type: "string", description: "By whom." },
    endedAt: { ...instant, description: "When it ended." },
    endReason: { type: "string", description: "Why." },
  },
} as const;

export const listWebhooksQuery = {
  title: "ListWebhooksQuery",
  type: "object",
  additionalProperties: false,
  properties: { landlordId: idOf("Whose; those of the operator when absent.") },
} as const;
export type ListWebhooksQuery = FromSchema<typeof listWebhooksQuery>;

export const listNoticesQuery = {
  title: "ListNoticesQuery",
  type: "object",
  additionalProperties: false,
  properties: pageQuery,
} as const;

export const noticeView = {
  title: "NoticeView",
  description: "A message: what it is about, by ids; without a name.",
  type: "object",
  additionalProperties: false,
  required: ["id", "state", "subject", "values", "createdAt"],
  properties: {
    id: idOf("The notice."),
    state: { type: "string", description: "Whether it was sent." },
    subject: { type: "string", description: "What it is about." },
    values: { type: "object", additionalProperties: { type: ["string", "number"] }, description: "Its values." },
    createdAt: { ...instant, description: "When it arose." },
  },
} as const;
