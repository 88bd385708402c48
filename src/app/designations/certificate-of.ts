/** The certificate that covers the names of a decision. */
import type { DecisionDocument } from "../../domain/proposals/proposal-record.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** The one issued for exactly these requests and the decision's run; undefined where there is none, or somebody left since. */
export async function certificateOf(
  context: Context,
  { vacancyId, runId }: Pick<DecisionDocument, "vacancyId" | "runId">,
  requests: readonly Stored<"request">[],
): Promise<Stored<"certificate"> | undefined> {
  for await (const certificate of listAll(context, { kind: "certificate", by: "byVacancy", equals: [vacancyId] })) {
    const { designated, runId: issuedFor } = certificate.document;
    const isSame = designated.length === requests.length && requests.every(({ id }) => designated.includes(id));
    if (issuedFor === runId && isSame) return certificate;
  }
  return undefined;
}
