/** Every call of the API, resource by resource. */
import type { ApiRoute } from "./api-route.ts";
import { committeeRoutes } from "./routes/committee.ts";
import { declaredFactsRoutes } from "./routes/declared-facts.ts";
import { designationRoutes } from "./routes/designations.ts";
import { documentRoute } from "./routes/document.ts";
import { explanationRoutes } from "./routes/explanations.ts";
import { ownRoutes } from "./routes/own.ts";
import { problemRoutes } from "./routes/problems.ts";
import { proofRoutes } from "./routes/proofs.ts";
import { requestRoutes } from "./routes/requests.ts";
import { runRoutes } from "./routes/runs.ts";
import { vacancyRoutes } from "./routes/vacancies.ts";

const described: readonly ApiRoute[] = [
  ...requestRoutes,
  ...proofRoutes,
  ...explanationRoutes,
  ...vacancyRoutes,
  ...runRoutes,
  ...committeeRoutes,
  ...designationRoutes,
  ...declaredFactsRoutes,
  ...ownRoutes,
  ...problemRoutes,
];

export const allRoutes: readonly ApiRoute[] = [...described, documentRoute(described)];
