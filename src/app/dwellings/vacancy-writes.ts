/** What the declaration of a vacancy writes, relies on and tells. */
import { type Consequences, create, guard, replace } from "../commit.ts";
import { isSingleUse, type NamedVacancy, type VacancyToDeclare } from "./vacancy-declaring.ts";

/** The change of one declaration. Invariant: it has no problem. */
export function declarationChange(
  { dwelling, isNewDwelling, landlord }: NamedVacancy,
  { vacancyId, document, right: found }: VacancyToDeclare,
): Consequences {
  const { right, agreement } = found!;
  const isUsedUp = isSingleUse(found!);
  return {
    events: [
      ...(isNewDwelling ? [{ type: "facts-declared", kind: "dwelling", id: dwelling.id } as const] : []),
      { type: "vacancy-declared", vacancyId, landlordId: landlord.id },
      ...(document!.state === "open" ? [{ type: "vacancy-opened", vacancyId } as const] : []),
    ],
    // The dwelling, and a right of single use, get a new version: of two people who declare at once, one meets a conflict.
    writes: [
      create("vacancy", vacancyId, document!),
      isNewDwelling ? create("dwelling", dwelling.id, dwelling.document) : replace(dwelling, dwelling.document),
      ...(isUsedUp ? [replace(right, right.document)] : []),
    ],
    guards: [...(isUsedUp ? [] : [guard(right)]), guard(agreement), guard(landlord)],
  };
}
