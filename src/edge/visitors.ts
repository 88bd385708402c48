/** From what a request carries to who makes it. */
import type { Request } from "express";
import type { Visitor } from "./access.ts";

/** Finds who makes a request; undefined for somebody who is not logged in. */
export type FindVisitor = (request: Request) => Promise<Visitor | undefined>;

const everything = { employerIds: "all", landlordIds: "all", departementCodes: "all" } as const;

/** Whoever the demonstration plays: the role stands in a cookie, and everybody sees all. For invented towns only. */
export const demoVisitors: FindVisitor = async ({ headers }) => {
  const role = /(?:^|; )demo-role=([a-z]+)/.exec(headers.cookie ?? "")?.[1];
  const known = (["hr", "committee", "secretary", "landlord", "rules", "dpo", "operator"] as const).find(
    (one) => one === role,
  );
  return known && { actor: { id: `${known}-1`, roles: [known], scope: everything }, name: known, language: "fr" };
};
