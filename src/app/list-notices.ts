/**
 * What somebody was told, the newest first: the notices of each of their roles, within their scope. The operator may look into the outbox by state
 * instead. Reads, writes nothing.
 */
import type { Actor, Scope } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { Dwelling } from "../domain/facts/dwelling.ts";
import { audienceOf, type NoticeRole, type NoticeState, noticeRoles, vacancyOf } from "../domain/notices/notice.ts";
import { compareText } from "../domain/shared/order.ts";
import { dwellingsOfVacancies } from "./dwellings/dwellings-of-vacancies.ts";
import type { Context, List, Stored } from "./ports.ts";

/** Which notices to list. */
export interface ListNotices {
  /** All notices of the product in one state: for the operator. */
  readonly state?: NoticeState;
  /** Key of the page, as `next` gave it. */
  readonly after?: string;
  readonly limit?: number;
}

/** A notice with the dwelling it is about. */
export interface NoticeRead {
  readonly notice: Stored<"notice">;
  readonly dwelling?: Dwelling;
}

/** A page of them. */
export interface NoticePage {
  readonly notices: readonly NoticeRead[];
  /** Until when the reader has said to have read; absent where never. */
  readonly readUntil?: string;
  readonly next?: string;
}

const LIMIT = 100;
/** What a page begins after in a part that has been read to its end. */
const ENDED = "-";

/** A page of notices. Throws: `role-forbidden`. */
export async function listNotices(context: Context, actor: Actor, command: ListNotices = {}): Promise<NoticePage> {
  authorise(actor, "list-notices");
  const { state, ...page } = command;
  if (state !== undefined) {
    authorise(actor, "retry-notice");
    const { records, next } = await context.store.list({ kind: "notice", by: "byState", equals: [state], ...page });
    return withDwellings(context, records, next);
  }
  const { records, next } = await merged(context, audiencesOf(actor), page);
  const readUntil = (await context.store.get("notice-reading", actor.id))?.document.readUntil;
  return { ...(await withDwellings(context, records, next)), ...(readUntil === undefined ? {} : { readUntil }) };
}

async function withDwellings(
  context: Context,
  records: readonly Stored<"notice">[],
  next: string | undefined,
): Promise<NoticePage> {
  const dwellings = await dwellingsOfVacancies(
    context,
    records.flatMap(({ document }) => vacancyOf(document) ?? []),
  );
  const notices = records.map((notice) => {
    const dwelling = dwellings.get(vacancyOf(notice.document) ?? "");
    return { notice, ...(dwelling ? { dwelling } : {}) };
  });
  return { notices, ...(next === undefined ? {} : { next }) };
}

type Part = Pick<List<"notice">, "kind" | "by" | "equals">;

/** The lists that make up what an actor is told: one a role, or one for each part of its scope and one for what concerns all. */
function audiencesOf({ roles, scope }: Actor): readonly Part[] {
  return noticeRoles
    .filter((role) => roles.includes(role))
    .flatMap((role): readonly Part[] => {
      const ids = scopeOf(role, scope);
      if (ids === "all") return [{ kind: "notice", by: "byRole", equals: [role] }];
      const audiences = [audienceOf({ role }), ...ids.map((scopeId) => audienceOf({ role, scopeId }))];
      return audiences.map((audience) => ({ kind: "notice", by: "byAudience", equals: [audience] }));
    });
}

function scopeOf(role: NoticeRole, { employerIds, landlordIds, departementCodes }: Scope): readonly string[] | "all" {
  if (role === "operator" || role === "dpo") return "all";
  if (role === "hr") return employerIds ?? [];
  return (role === "landlord" ? landlordIds : departementCodes) ?? [];
}

/**
 * One page out of several lists, each in order already. Where the page ends within a list, that list is asked for so many again, to learn its key.
 * Cost: at most `limit` records of each list.
 */
async function merged(
  { store }: Context,
  parts: readonly Part[],
  { after, limit = LIMIT }: Pick<ListNotices, "after" | "limit">,
): Promise<{ readonly records: readonly Stored<"notice">[]; readonly next?: string }> {
  const keys = after === undefined ? [] : after.split("|");
  const from = (place: number) => (keys[place] ? { after: keys[place] } : {});
  const pages = await Promise.all(
    parts.map(async (part, place) =>
      keys[place] === ENDED ? { records: [] } : store.list({ ...part, limit, ...from(place) }),
    ),
  );
  const newest = pages
    .flatMap(({ records }, place) => records.map((record) => ({ record, place })))
    .sort(
      (a, b) =>
        compareText(b.record.document.createdAt, a.record.document.createdAt) || compareText(a.record.id, b.record.id),
    )
    .slice(0, limit);
  const next = await Promise.all(
    parts.map(async (part, place) => {
      const taken = newest.filter((one) => one.place === place).length;
      const { records, next: following } = pages[place] as { records: readonly unknown[]; next?: string };
      if (taken === records.length) return following ?? ENDED;
      if (taken === 0) return keys[place] ?? "";
      return (await store.list({ ...part, limit: taken, ...from(place) })).next ?? ENDED;
    }),
  );
  const records = newest.map(({ record }) => record);
  return next.every((key) => key === ENDED) ? { records } : { records, next: next.join("|") };
}
