/** Every page of the product, by who comes for it. */
import type { PageRoute } from "./page-route.ts";
import { homePages } from "./pages/home.ts";

export const allPages: readonly PageRoute[] = [...homePages];
