/** Every page of the product, by who comes for it. */
import type { PageRoute } from "./page-route.ts";
import { aboutPages } from "./pages/about.ts";
import { accountPages } from "./pages/account.ts";
import { committeePages } from "./pages/committee.ts";
import { homePages } from "./pages/home.ts";
import { landlordPages } from "./pages/landlord.ts";

export const allPages: readonly PageRoute[] = [
  ...homePages,
  ...aboutPages,
  ...accountPages,
  ...landlordPages,
  ...committeePages,
];
