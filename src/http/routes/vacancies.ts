/** Vacancies: declared by landlords, extended, taken back. */
import { declareVacancy } from "../../app/declare-vacancy.ts";
import { extendVacancy } from "../../app/extend-vacancy.ts";
import { importVacancies } from "../../app/import-vacancies.ts";
import { listVacancies } from "../../app/list-vacancies.ts";
import { readVacancy } from "../../app/read-vacancy.ts";
import { withdrawVacancy } from "../../app/withdraw-vacancy.ts";
import type { ApiAnswer, ApiAsked, ApiRoute } from "../api-route.ts";
import { vacancyRepresentation } from "../representations/vacancy.ts";
import * as schemas from "../schemas/vacancies.ts";
import { paged, pageOf } from "./page.ts";
import { cellProblem, rowProblem, sentFile } from "./sent-file.ts";

const written = { schema: schemas.vacancyRecord, writes: "vacancy" } as const;

export const vacancyRoutes: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/vacancies",
    access: "list-vacancies",
    summary: "Lists vacancies in scope.",
    query: schemas.listVacanciesQuery,
    response: { status: 200, schema: schemas.vacancyRecord, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListVacanciesQuery>) =>
      pageOf(await listVacancies(context, actor, paged(query)), vacancyRepresentation),
  },
  {
    method: "post",
    path: "/vacancies",
    access: "declare-vacancy",
    summary: "Declares that a dwelling will be free; the right it falls under is found, and its clock starts.",
    body: schemas.declareVacancy,
    response: { status: 201, ...written },
    handle: async ({ context, actor, body }: ApiAsked<schemas.DeclareVacancyBody>) => {
      const { vacancyId } = await declareVacancy(context, actor, body);
      return { status: 201, written: vacancyId };
    },
  },
  {
    method: "post",
    path: "/vacancies/import",
    access: "import-vacancies",
    summary:
      "Takes a file of vacancies, a row each, and says everything wrong in it. The same file twice changes nothing.",
    query: schemas.importVacanciesQuery,
    takesFile: true,
    response: { status: 200, schema: schemas.vacancyImport },
    handle: importFile,
  },
  {
    method: "get",
    path: "/vacancies/:vacancyId",
    access: "read-vacancy",
    summary: "Reads a vacancy with the days left on its clock.",
    response: { status: 200, schema: schemas.vacancyRead },
    handle: async ({ context, actor, params }) => {
      const { vacancy, daysLeft, proposal, designationId } = await readVacancy(context, actor, {
        vacancyId: params.vacancyId!,
      });
      const body = { ...vacancyRepresentation(vacancy), daysLeft, proposalId: proposal?.id, designationId };
      return { status: 200, body, version: vacancy.version };
    },
  },
  {
    method: "post",
    path: "/vacancies/:vacancyId/extend",
    access: "extend-vacancy",
    summary: "Uses the one extension that the agreement allows.",
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, expected }) => {
      const vacancyId = params.vacancyId!;
      await extendVacancy(context, actor, { vacancyId, expected });
      return { status: 200, written: vacancyId };
    },
  },
  {
    method: "post",
    path: "/vacancies/:vacancyId/withdraw",
    access: "withdraw-vacancy",
    summary: "Takes a vacancy back.",
    body: schemas.withdrawVacancy,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.WithdrawVacancyBody>) => {
      const vacancyId = params.vacancyId!;
      await withdrawVacancy(context, actor, { vacancyId, expected, ...body });
      return { status: 200, written: vacancyId };
    },
  },
];

async function importFile(asked: ApiAsked<unknown, schemas.ImportVacanciesQuery>): Promise<ApiAnswer> {
  const { context, actor, query, language } = asked;
  const taken = await sentFile(asked, "vacancies");
  if ("problems" in taken) {
    const problems = taken.problems.map((problem) => cellProblem(problem, language));
    const counts = { declared: 0, unchanged: 0, refused: 0 };
    return { status: 200, body: { isWritten: false, isBroken: true, counts, problems } };
  }
  const outcome = await importVacancies(context, actor, { source: taken.source, mode: query.mode ?? "check" });
  const { sequence, isBroken, counts, cellProblems, rowProblems } = outcome;
  const problems = [
    ...cellProblems.map((problem) => cellProblem(problem, language)),
    ...rowProblems.map((problem) => rowProblem(problem, language)),
  ];
  return { status: 200, body: { isWritten: sequence !== undefined, isBroken, counts, problems } };
}
