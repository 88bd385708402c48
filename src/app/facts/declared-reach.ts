/**
 * What of the declared facts hangs on some landlords: they themselves, their agreements, the rights under these, and the dwellings that were ever
 * free with them.
 */
import { compareText } from "../../domain/shared/order.ts";
import type { Context } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** Kinds of declared facts that people read. */
export const readableKinds = ["employer", "landlord", "agreement", "right", "dwelling"] as const;

/** One of these kinds. */
export type ReadableKind = (typeof readableKinds)[number];

/** Ids of the records of a kind that hang on the landlords, in order. Cost: all agreements, rights or vacancies of the landlords. */
export async function idsOfLandlords(
  context: Context,
  kind: ReadableKind,
  landlordIds: readonly string[],
): Promise<readonly string[]> {
  if (kind === "employer") return [];
  if (kind === "landlord") return landlordIds;
  const ids = new Set<string>();
  for (const landlordId of landlordIds) {
    if (kind === "dwelling") {
      for await (const { document } of listAll(context, { kind: "vacancy", by: "byLandlord", equals: [landlordId] }))
        ids.add(document.facts.dwellingId);
      continue;
    }
    for await (const { id } of listAll(context, { kind: "agreement", by: "byLandlord", equals: [landlordId] })) {
      if (kind === "agreement") ids.add(id);
      else
        for await (const right of listAll(context, { kind: "right", by: "byAgreement", equals: [id] }))
          ids.add(right.id);
    }
  }
  return [...ids].sort(compareText);
}

/** The landlords that one record hangs on; a dwelling may hang on several, one after the other. */
export async function landlordsOf(context: Context, kind: ReadableKind, id: string): Promise<readonly string[]> {
  const { store } = context;
  if (kind === "landlord") return [id];
  if (kind === "agreement") {
    const agreement = await store.get("agreement", id);
    return agreement ? [agreement.document.facts.landlordId] : [];
  }
  if (kind === "right") {
    const right = await store.get("right", id);
    return right ? landlordsOf(context, "agreement", right.document.facts.agreementId) : [];
  }
  if (kind === "employer") return [];
  const landlordIds = new Set<string>();
  for await (const { document } of listAll(context, { kind: "vacancy", by: "byDwelling", equals: [id] }))
    landlordIds.add(document.landlordId);
  return [...landlordIds];
}
