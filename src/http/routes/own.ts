/** What somebody has to oneself: who one is, one's tokens, webhooks and notices. */
import { endWebhook } from "../../app/end-webhook.ts";
import { issueToken } from "../../app/issue-token.ts";
import { listNotices } from "../../app/list-notices.ts";
import { listTokens } from "../../app/list-tokens.ts";
import { listWebhooks } from "../../app/list-webhooks.ts";
import { revokeToken } from "../../app/revoke-token.ts";
import { subscribeWebhook } from "../../app/subscribe-webhook.ts";
import type { ApiAsked, ApiRoute } from "../api-route.ts";
import * as schemas from "../schemas/accounts.ts";
import { type PageQuery, paged } from "./page.ts";

export const ownRoutes: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/me",
    access: "signed-in",
    summary: "Says who is calling, in which roles and with which scope.",
    response: { status: 200, schema: schemas.ownAccount },
    handle: async ({ visitor }) => {
      const { actor, name, language } = visitor!;
      return { status: 200, body: { id: actor.id, name, roles: actor.roles, scope: actor.scope, language } };
    },
  },
  {
    method: "get",
    path: "/tokens",
    access: "list-tokens",
    summary: "Lists one's own tokens.",
    response: { status: 200, schema: schemas.tokenView, isPage: true },
    handle: async ({ context, actor }) => {
      const tokens = await listTokens(context, actor, { accountId: actor.id });
      return { status: 200, items: tokens.map(({ accountId: _, ...told }) => told) };
    },
  },
  {
    method: "post",
    path: "/tokens",
    access: "issue-token",
    summary: "Makes a token for a program. Its secret is shown now and never again.",
    body: schemas.issueToken,
    response: { status: 200, schema: schemas.issuedToken },
    handle: async ({ context, actor, body }: ApiAsked<schemas.IssueTokenBody>) => ({
      status: 200,
      body: await issueToken(context, actor, { accountId: actor.id, ...body }),
    }),
  },
  {
    method: "delete",
    path: "/tokens/:tokenId",
    access: "revoke-token",
    summary: "Revokes a token.",
    response: { status: 204 },
    handle: async ({ context, actor, params }) => {
      await revokeToken(context, actor, { tokenId: params.tokenId! });
      return { status: 204 };
    },
  },
  {
    method: "get",
    path: "/webhooks",
    access: "list-webhooks",
    summary: "Lists the addresses that notices are sent to.",
    query: schemas.listWebhooksQuery,
    response: { status: 200, schema: schemas.webhookView, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListWebhooksQuery>) => ({
      status: 200,
      items: await listWebhooks(context, actor, query),
    }),
  },
  {
    method: "post",
    path: "/webhooks",
    access: "subscribe-webhook",
    summary: "Has notices sent to an address. The secret that signs them is shown now and never again.",
    body: schemas.subscribeWebhook,
    response: { status: 200, schema: schemas.subscribedWebhook },
    handle: async ({ context, actor, body }: ApiAsked<schemas.SubscribeWebhookBody>) => ({
      status: 200,
      body: await subscribeWebhook(context, actor, body),
    }),
  },
  {
    method: "delete",
    path: "/webhooks/:subscriptionId",
    access: "end-webhook",
    summary: "Ends a subscription.",
    response: { status: 204 },
    handle: async ({ context, actor, params }) => {
      await endWebhook(context, actor, { subscriptionId: params.subscriptionId! });
      return { status: 204 };
    },
  },
  {
    method: "get",
    path: "/notices",
    access: "list-notices",
    summary: "Lists the notices that are for the caller, the newest first.",
    query: schemas.listNoticesQuery,
    response: { status: 200, schema: schemas.noticeView, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, PageQuery>) => {
      const { notices, next } = await listNotices(context, actor, paged(query));
      const items = notices.map(({ notice: { id, document } }) => {
        const { state, subject, values, createdAt } = document;
        return { id, state, subject, values, createdAt };
      });
      return { status: 200, items, next };
    },
  },
];
