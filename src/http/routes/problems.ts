/** What each kind of problem means: where the `type` of a problem leads. */
import { DomainError, type ErrorCode, errorKinds } from "../../domain/shared/domain-error.ts";
import { type EdgeCode, EdgeProblem, edgeStatuses } from "../../edge/edge-problem.ts";
import { statusOf } from "../../edge/status-of.ts";
import { sentenceOf } from "../../texts/problem-sentence.ts";
import { say } from "../../texts/texts.ts";
import type { ApiRoute } from "../api-route.ts";

const problemKind = {
  title: "ProblemKind",
  description: "What a kind of problem means. Values stand in braces.",
  type: "object",
  additionalProperties: false,
  required: ["code", "status", "detail"],
  properties: {
    code: { type: "string", description: "Stable name." },
    status: { type: "integer", description: "Status it is answered with." },
    detail: { type: "string", description: "The sentence, with the names of its values." },
  },
} as const;

export const problemRoutes: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/problems/:code",
    access: "public",
    summary: "Says what a kind of problem means.",
    response: { status: 200, schema: problemKind },
    handle: async ({ params, language }) => {
      const code = params.code!;
      if (Object.hasOwn(edgeStatuses, code)) {
        const detail = say(language, `api.problem.${code as EdgeCode}`);
        return { status: 200, body: { code, status: edgeStatuses[code as EdgeCode], detail } };
      }
      if (!Object.hasOwn(errorKinds, code)) throw new EdgeProblem("unknown-address");
      const detail = sentenceOf(code, {}, language);
      return { status: 200, body: { code, status: statusOf(new DomainError(code as ErrorCode)), detail } };
    },
  },
];
