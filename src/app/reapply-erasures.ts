/**
 * Erases again, on a restored backup, whoever was erased after the backup was made. The list comes from the store that was left, or from a copy of it.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import type { ErasureDocument } from "../domain/persons/person.ts";
import { compareText } from "../domain/shared/order.ts";
import { commit } from "./commit.ts";
import { erasing } from "./persons/erasing.ts";
import { personRecords } from "./persons/person-records.ts";
import type { Context } from "./ports.ts";
import { listAll } from "./records/list-all.ts";

/** What to apply again. */
export interface ReapplyErasures {
  readonly erasures: readonly ErasureDocument[];
}

/** What became of each erasure given, by person. */
export interface ReappliedErasures {
  readonly erased: readonly string[];
  /** Erased here already. */
  readonly known: readonly string[];
  /** Neither the person nor one of its requests is in this store. */
  readonly absent: readonly string[];
}

/** Every erasure a store remembers, in order of the persons' ids: to be kept with the backups and given to `reapplyErasures`. */
export async function rememberedErasures({ store }: Pick<Context, "store">): Promise<readonly ErasureDocument[]> {
  const erasures: ErasureDocument[] = [];
  for await (const { document } of listAll({ store }, { kind: "erasure", by: "all", equals: [] }))
    erasures.push(document);
  return erasures;
}

/**
 * Applies them, each in a change of its own: stopped half way, it is begun again and goes on. Places held for the persons are given back without
 * asking, since the erasure was decided already. Throws: as `Store.commit`.
 */
export async function reapplyErasures(
  context: Context,
  actor: Actor,
  { erasures }: ReapplyErasures,
): Promise<ReappliedErasures> {
  authorise(actor, "reapply-erasures");
  const erased: string[] = [];
  const known: string[] = [];
  const absent: string[] = [];
  for (const erasure of [...erasures].sort((a, b) => compareText(a.personId, b.personId))) {
    if (await context.store.get("erasure", erasure.personId)) known.push(erasure.personId);
    else if (await applied(context, actor, erasure)) erased.push(erasure.personId);
    else absent.push(erasure.personId);
  }
  if (erased.length > 0)
    await commit(context, {
      actor,
      command: "reapply-erasures",
      events: [{ type: "erasures-reapplied", count: erased.length }],
    });
  return { erased, known, absent };
}

async function applied(context: Context, actor: Actor, erasure: ErasureDocument): Promise<boolean> {
  const { personId, requestIds, ...rest } = erasure;
  const records = await personRecords(context, { personId }, requestIds);
  if (!records.person && records.requests.length === 0) return false;
  const { events, writes, guards, erasures } = await erasing(context, records, { ...rest, personId });
  await commit(context, { actor, command: "reapply-erasures", events, writes, guards, erasures });
  return true;
}
