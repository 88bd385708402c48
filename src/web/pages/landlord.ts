/** What landlords come for: dwellings that are free, and the candidates they are sent for them. */
import type { PageRoute } from "../page-route.ts";
import { designationPages } from "./landlord/designation-pages.ts";
import { designationsPage } from "./landlord/designations-page.ts";
import { importPages } from "./landlord/import-pages.ts";
import { newVacancyPages } from "./landlord/new-vacancy-pages.ts";
import { sessionPages } from "./landlord/session-pages.ts";
import { vacanciesPage } from "./landlord/vacancies-page.ts";
import { vacancyPages } from "./landlord/vacancy-pages.ts";

export const landlordPages: readonly PageRoute[] = [
  { method: "get", path: "/designations", access: "list-designations", handle: designationsPage },
  ...sessionPages,
  ...designationPages,
  { method: "get", path: "/vacancies", access: "list-vacancies", handle: vacanciesPage },
  ...newVacancyPages,
  ...importPages,
  ...vacancyPages,
];
