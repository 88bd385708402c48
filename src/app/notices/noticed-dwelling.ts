/** Which dwelling a notice is about: joined when it is read, never stored with it. */
import type { Dwelling } from "../../domain/facts/dwelling.ts";
import { type NoticeDocument, vacancyOf } from "../../domain/notices/notice.ts";
import type { Context } from "../ports.ts";

/** The dwellings of several notices by vacancy; what is not there any more is left out. */
export async function noticedDwellings(
  { store }: Pick<Context, "store">,
  notices: readonly Pick<NoticeDocument, "values">[],
): Promise<ReadonlyMap<string, Dwelling>> {
  const ids = [...new Set(notices.flatMap((notice) => vacancyOf(notice) ?? []))];
  if (ids.length === 0) return new Map();
  const vacancies = await store.getMany("vacancy", ids);
  const dwellings = await store.getMany("dwelling", [
    ...new Set([...vacancies.values()].map(({ document }) => document.facts.dwellingId)),
  ]);
  return new Map(
    [...vacancies].flatMap(([id, { document }]) => {
      const dwelling = dwellings.get(document.facts.dwellingId)?.document.facts;
      return dwelling ? [[id, dwelling] as const] : [];
    }),
  );
}
