/**
 * A dwelling that its landlord tells of for the first time, together with its vacancy. What follows from its commune is not asked.
 */
import type { Dwelling } from "../facts/dwelling.ts";

/** What is told of it; its reference and its département come from elsewhere. */
export type NewDwelling = Omit<Dwelling, "id" | "departementCode">;

/** The dwelling under its reference. */
export function newDwelling(id: string, told: NewDwelling): Dwelling {
  return { ...told, id, departementCode: departementOf(told.communeCode) };
}

/** The département that an INSEE code of a commune begins with: three characters overseas, two elsewhere. */
export function departementOf(communeCode: string): string {
  return communeCode.slice(0, communeCode.startsWith("97") ? 3 : 2);
}
