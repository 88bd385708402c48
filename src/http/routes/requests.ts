/** Requests for housing: handing in, correcting, renewing, giving up, reading. */
import { amendRequest } from "../../app/amend-request.ts";
import { checkRequest } from "../../app/check-request.ts";
import { deregisterRequest } from "../../app/deregister-request.ts";
import { importRequests } from "../../app/import-requests.ts";
import { listDuplicates } from "../../app/list-duplicates.ts";
import { listRequests } from "../../app/list-requests.ts";
import { mergeRequests } from "../../app/merge-requests.ts";
import { readRequest } from "../../app/read-request.ts";
import { renewRequest } from "../../app/renew-request.ts";
import { separateRequests } from "../../app/separate-requests.ts";
import { submitRequest } from "../../app/submit-request.ts";
import { withdrawRequest } from "../../app/withdraw-request.ts";
import type { Problem } from "../../domain/shared/problem.ts";
import type { Issue } from "../../edge/edge-problem.ts";
import { sentenceOf } from "../../texts/problem-sentence.ts";
import type { Language } from "../../texts/texts.ts";
import type { ApiAnswer, ApiAsked, ApiRoute } from "../api-route.ts";
import { fieldPointer } from "../field-pointer.ts";
import { requestRepresentation } from "../representations/request.ts";
import * as schemas from "../schemas/requests.ts";
import { paged, pageOf } from "./page.ts";
import { cellProblem, sentFile } from "./sent-file.ts";

const written = { schema: schemas.requestRecord, writes: "request" } as const;

export const requestRoutes: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/requests",
    access: "list-requests",
    summary: "Lists requests in scope.",
    query: schemas.listRequestsQuery,
    response: { status: 200, schema: schemas.requestRecord, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListRequestsQuery>) =>
      pageOf(await listRequests(context, actor, paged(query)), requestRepresentation),
  },
  {
    method: "post",
    path: "/requests",
    access: "submit-request",
    summary:
      "Hands in a request. One that may be of a household which has one already waits in `submitted` for a person.",
    body: schemas.submitRequest,
    response: { status: 201, ...written },
    handle: async ({ context, actor, body }: ApiAsked<schemas.SubmitRequestBody>) => {
      const { requestId } = await submitRequest(context, actor, body);
      return { status: 201, written: requestId };
    },
  },
  {
    method: "post",
    path: "/requests/check",
    access: "check-request",
    summary: "Says what handing a request in would say, and what the rules say of it today; keeps nothing.",
    body: schemas.checkRequest,
    response: { status: 200, schema: schemas.requestCheck },
    handle: async ({ context, actor, body, language }: ApiAsked<schemas.CheckRequestBody>) => {
      const { problems, likelyDuplicates, areRulesBroken, prospects } = await checkRequest(context, actor, body);
      const told = problems.map((problem) => issueOf(problem, language));
      return { status: 200, body: { problems: told, likelyDuplicates, areRulesBroken, prospects } };
    },
  },
  {
    method: "post",
    path: "/requests/import",
    access: "import-requests",
    summary:
      "Takes a file of requests, a row each, and says everything wrong in it. The same file twice changes nothing.",
    query: schemas.importQuery,
    takesFile: true,
    response: { status: 200, schema: schemas.importOutcome },
    handle: importFile,
  },
  {
    method: "get",
    path: "/requests/duplicates",
    access: "list-duplicates",
    summary: "Lists requests that may be of one household, for a person to decide; and those that were merged.",
    query: schemas.listDuplicatesQuery,
    response: { status: 200, schema: schemas.duplicatePair, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListDuplicatesQuery>) => {
      const { pairs, next } = await listDuplicates(context, actor, {
        ...paged(query),
        state: query.state ?? "waiting",
      });
      const items = pairs.map(({ request, others }) => ({
        request: requestRepresentation(request),
        others: others.map(requestRepresentation),
      }));
      return { status: 200, items, next };
    },
  },
  {
    method: "get",
    path: "/requests/:requestId",
    access: "read-request",
    summary: "Reads a request with where it stands and what happened to it.",
    response: { status: 200, schema: schemas.requestRead },
    handle: async ({ context, actor, params }) => {
      const { request, standings, history } = await readRequest(context, actor, { requestId: params.requestId! });
      return {
        status: 200,
        body: { ...requestRepresentation(request), standings, history },
        version: request.version,
      };
    },
  },
  {
    method: "put",
    path: "/requests/:requestId",
    access: "amend-request",
    summary: "Corrects a request: all its facts anew.",
    body: schemas.amendRequest,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.AmendRequestBody>) => {
      const requestId = params.requestId!;
      await amendRequest(context, actor, { requestId, expected, ...body });
      return { status: 200, written: requestId };
    },
  },
  {
    method: "post",
    path: "/requests/:requestId/submit",
    access: "submit-request",
    summary: "Hands in a draft.",
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, expected }) => {
      const draftId = params.requestId!;
      await submitRequest(context, actor, { draftId, expected });
      return { status: 200, written: draftId };
    },
  },
  {
    method: "post",
    path: "/requests/:requestId/renew",
    access: "renew-request",
    summary: "Renews a request for a year.",
    body: schemas.renewRequest,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.RenewRequestBody>) => {
      const requestId = params.requestId!;
      await renewRequest(context, actor, { requestId, expected, ...body });
      return { status: 200, written: requestId };
    },
  },
  {
    method: "post",
    path: "/requests/:requestId/withdraw",
    access: "withdraw-request",
    summary: "Gives a request up.",
    body: schemas.withdrawRequest,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.WithdrawRequestBody>) => {
      const requestId = params.requestId!;
      await withdrawRequest(context, actor, { requestId, expected, ...body });
      return { status: 200, written: requestId };
    },
  },
  {
    method: "post",
    path: "/requests/:requestId/deregister",
    access: "deregister-request",
    summary: "Strikes a request off, for one of the reasons of CCH art. R441-2-8.",
    body: schemas.deregisterRequest,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.DeregisterRequestBody>) => {
      const requestId = params.requestId!;
      await deregisterRequest(context, actor, { requestId, expected, ...body });
      return { status: 200, written: requestId };
    },
  },
  {
    method: "post",
    path: "/requests/:requestId/merge",
    access: "merge-requests",
    summary: "Says that another request is of the same household, or that it is not.",
    body: schemas.mergeRequests,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.MergeRequestsBody>) => {
      const keptId = params.requestId!;
      await mergeRequests(context, actor, { keptId, keptExpected: expected, ...body });
      return { status: 200, written: keptId };
    },
  },
  {
    method: "post",
    path: "/requests/:requestId/separate",
    access: "separate-requests",
    summary: "Undoes a merge.",
    body: schemas.separateRequests,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.SeparateRequestsBody>) => {
      const keptId = params.requestId!;
      await separateRequests(context, actor, { keptId, keptExpected: expected, ...body });
      return { status: 200, written: keptId };
    },
  },
];

function issueOf({ code, values }: Problem, language: Language): Issue {
  const pointer = typeof values.field === "string" ? fieldPointer(schemas.checkRequest, values.field) : "";
  return { pointer, code, message: sentenceOf(code, values, language) };
}

async function importFile(asked: ApiAsked<unknown, schemas.ImportQuery>): Promise<ApiAnswer> {
  const { context, actor, query, language } = asked;
  const taken = await sentFile(asked, "requests");
  if ("problems" in taken) {
    const problems = taken.problems.map((problem) => cellProblem(problem, language));
    const counts = { created: 0, amended: 0, unchanged: 0, refused: 0, waiting: 0 };
    const nothing = { isWritten: false, isBroken: true, counts, waitingLines: [] };
    return { status: 200, body: { ...nothing, problemCount: problems.length, problems } };
  }
  const outcome = await importRequests(context, actor, { source: taken.source, mode: query.mode ?? "check" });
  const { sequence, isBroken, counts, problemCount, problems, waitingLines } = outcome;
  const listed = problems.map((problem) => cellProblem(problem, language));
  const isWritten = sequence !== undefined;
  return { status: 200, body: { isWritten, isBroken, counts, problemCount, problems: listed, waitingLines } };
}
