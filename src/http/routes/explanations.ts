/** Why and why not: of a request before one vacancy, or before all. */
import { explainPair } from "../../app/explain-pair.ts";
import { explainRequest } from "../../app/explain-request.ts";
import type { ApiAsked, ApiRoute } from "../api-route.ts";
import * as schemas from "../schemas/explanations.ts";

export const explanationRoutes: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/requests/:requestId/explanations",
    access: "explain-request",
    summary:
      "Says why a request was proposed nowhere: every vacancy of a run, and the smallest change that would have helped.",
    query: schemas.explainQuery,
    response: { status: 200, schema: schemas.whyNot },
    handle: async ({ context, actor, params, query }: ApiAsked<unknown, schemas.ExplainQuery>) => {
      const requestId = params.requestId!;
      const explained = await explainRequest(context, actor, { requestId, ...query });
      const { kind } = explained;
      if (kind === "no-night") return { status: 200, body: { requestId, kind } };
      if (kind === "not-considered") return { status: 200, body: { requestId, kind, runId: explained.run.id } };
      const { run, isAmended, order, whyNot, change } = explained;
      const { outcomes, firstRefusals } = whyNot;
      const body = { requestId, kind, runId: run.id, isAmended, order, outcomes, firstRefusals, change };
      return { status: 200, body };
    },
  },
  {
    method: "get",
    path: "/requests/:requestId/explanations/:vacancyId",
    access: "explain-pair",
    summary:
      "Explains where a request stands before one vacancy: each rule with its source, each criterion with its points.",
    query: schemas.explainQuery,
    response: { status: 200, schema: schemas.explanation },
    handle: async ({ context, actor, params, query }: ApiAsked<unknown, schemas.ExplainQuery>) => {
      const { requestId, vacancyId } = params;
      const about = { requestId: requestId!, vacancyId: vacancyId! };
      const { explanation } = await explainPair(context, actor, { ...about, ...query });
      return { status: 200, body: explanation };
    },
  },
];
