/** Every call of the API, resource by resource. */
import type { ApiRoute } from "./api-route.ts";

export const allRoutes: readonly ApiRoute[] = [];
