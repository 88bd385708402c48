/**
 * The file of a landlord: one row a dwelling that is free. Which columns it may have, what people call them, and how their cells are written. The reader and
 * the template are made from this table.
 */
import { day, id, slug } from "../facts/schema.ts";
import type { RequestColumn } from "./request-columns.ts";

/** A column of the file, described as those of requests are. */
export type VacancyColumn = RequestColumn;

/** The columns, as a landlord thinks of a dwelling that becomes free. */
export const vacancyColumns: readonly VacancyColumn[] = [
  {
    name: "dwellingId",
    schema: id,
    titles: { fr: ["Logement", "Référence du logement", "Identifiant du logement"], en: ["Dwelling", "Dwelling id"] },
    isRequired: true,
    example: "L-INVENTE-01",
  },
  {
    name: "availableOn",
    schema: day,
    form: "day",
    titles: { fr: ["Libre à partir du", "Libre le", "Date de disponibilité"], en: ["Free from", "Available on"] },
    isRequired: true,
    example: "15/12/2026",
  },
  {
    name: "temporaryUntil",
    schema: day,
    form: "day",
    titles: { fr: ["Occupation temporaire jusqu’au"], en: ["Temporary occupation until"] },
  },
  {
    name: "designateBy",
    schema: day,
    form: "day",
    titles: { fr: ["Candidats attendus au plus tard le"], en: ["Candidates due by"] },
  },
  {
    name: "rightId",
    schema: id,
    titles: { fr: ["Droit de réservation", "Droit"], en: ["Reservation right", "Right"] },
  },
  {
    name: "programme",
    schema: slug,
    titles: { fr: ["Programme"], en: ["Programme"] },
  },
  {
    name: "landlordId",
    schema: id,
    titles: { fr: ["Bailleur"], en: ["Landlord"] },
  },
];

/** The schema of a row. */
export const vacancyRowSchema = {
  $id: "vacancy-row",
  type: "object",
  additionalProperties: false,
  required: vacancyColumns.filter(({ isRequired }) => isRequired === true).map(({ name }) => name),
  properties: Object.fromEntries(vacancyColumns.map(({ name, schema }) => [name, schema])),
} as const;
