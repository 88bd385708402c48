/** Programs come with a token: `Authorization: Bearer ctg_…`. */
import type { IncomingMessage } from "node:http";
import { tokenStanding } from "../app/accounts/standing.ts";
import type { Context } from "../app/ports.ts";
import { actorOfToken } from "../domain/access/account.ts";
import type { Visitor } from "./access.ts";

/** The token of a request; undefined where it has none. What is no token of ours is an empty text, which opens nothing. */
export function bearerOf({ headers }: Pick<IncomingMessage, "headers">): string | undefined {
  const sent = /^Bearer +(\S*)$/i.exec(headers.authorization ?? "")?.[1];
  if (sent === undefined) return undefined;
  return /^ctg_[A-Za-z0-9-]{8,120}$/.test(sent) ? sent : "";
}

/** Who comes with a token. Cost: two reads by key. */
export async function bearerVisitor(context: Context, token: string): Promise<Visitor | undefined> {
  const standing = token === "" ? undefined : await tokenStanding(context, token);
  if (!standing) return undefined;
  const { name, language } = standing.account.document;
  return { actor: actorOfToken(standing.account.document, standing.opened.document), name, language };
}
