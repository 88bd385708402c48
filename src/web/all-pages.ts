/** Every page of the product, by who comes for it. */
import type { PageRoute } from "./page-route.ts";
import { aboutPages } from "./pages/about.ts";
import { accountPages } from "./pages/account.ts";
import { committeePages } from "./pages/committee.ts";
import { homePages } from "./pages/home.ts";
import { hrPages } from "./pages/hr.ts";
import { landlordPages } from "./pages/landlord.ts";
import { nightPages } from "./pages/night.ts";
import { whyNotPages } from "./pages/why-not.ts";

export const allPages: readonly PageRoute[] = [
  ...homePages,
  ...aboutPages,
  ...accountPages,
  ...landlordPages,
  ...hrPages,
  ...committeePages,
  ...nightPages,
  ...whyNotPages,
];
