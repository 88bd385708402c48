/** Who reads notices: the accounts of a role and scope, and the programs that subscribed. */
import type { AccountDocument } from "../../domain/access/account.ts";
import type { About } from "../../domain/access/permissions.ts";
import type { Reader } from "../../domain/notices/delivering.ts";
import { audienceOf, type NoticeDocument, type NoticeRole } from "../../domain/notices/notice.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** An account that gets a mail. */
export interface MailReader extends Reader {
  readonly channel: "mail";
  readonly account: AccountDocument;
}

/** A program that is called. */
export interface WebhookReader extends Reader {
  readonly channel: "webhook";
  readonly subscription: Stored<"webhook-subscription">;
}

/** What the scope of a notice is to each role. */
const scopes: Readonly<Record<NoticeRole, keyof About | undefined>> = {
  hr: "employerId",
  landlord: "landlordId",
  committee: "departementCode",
  secretary: "departementCode",
  operator: undefined,
  dpo: undefined,
};
const held = { employerId: "employerIds", landlordId: "landlordIds", departementCode: "departementCodes" } as const;

/** Every account that may be written to. Cost: all accounts; hundreds, not the requests. */
export async function mailReaders(context: Pick<Context, "store">): Promise<readonly MailReader[]> {
  const readers: MailReader[] = [];
  for await (const { id, document } of listAll(context, { kind: "account", by: "all", equals: [] }))
    if (document.state === "active") readers.push({ channel: "mail", to: id, account: document });
  return readers;
}

/** True where an account follows a notice. One without a scope is for everybody of its role. */
export function follows({ roles, scope }: Pick<AccountDocument, "roles" | "scope">, to: NoticeDocument["to"]): boolean {
  if (!roles.includes(to.role)) return false;
  const member = scopes[to.role];
  if (to.scopeId === undefined || member === undefined) return true;
  const ids = scope[held[member]];
  return ids === "all" || ids?.includes(to.scopeId) === true;
}

/** The programs that listen to whom a notice is for. */
export async function webhookReaders(
  context: Pick<Context, "store">,
  to: NoticeDocument["to"],
): Promise<readonly WebhookReader[]> {
  const readers: WebhookReader[] = [];
  const query = { kind: "webhook-subscription", by: "active", equals: ["active", audienceOf(to)] } as const;
  for await (const subscription of listAll(context, query))
    readers.push({ channel: "webhook", to: subscription.id, subscription });
  return readers;
}
