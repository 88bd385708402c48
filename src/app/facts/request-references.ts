/** Whether the employer and the landlords that a request names exist. */
import type { Request } from "../../domain/facts/request.ts";
import type { Problem } from "../../domain/shared/problem.ts";
import type { Context } from "../ports.ts";

/** One problem for each record that a request names and that does not exist. */
export async function unknownRequestReferences(
  { store }: Pick<Context, "store">,
  { id, employerId, relatedLandlordIds = [] }: Request,
): Promise<readonly Problem[]> {
  const problem = (field: string, refersTo: string, missing: string): Problem => ({
    code: "unknown-reference",
    values: { kind: "request", id, field, refersTo, missing },
  });
  const isEmployerKnown = employerId === undefined || (await store.get("employer", employerId)) !== undefined;
  const landlords = await store.getMany("landlord", relatedLandlordIds);
  return [
    ...(isEmployerKnown ? [] : [problem("employerId", "employer", employerId)]),
    ...relatedLandlordIds
      .filter((landlordId) => !landlords.has(landlordId))
      .map((landlordId) => problem("relatedLandlordIds", "landlord", landlordId)),
  ];
}
