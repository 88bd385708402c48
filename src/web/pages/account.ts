/** Who comes in, and what they may do: the door, one's own account, and all accounts for who keeps them. */
import type { PageRoute } from "../page-route.ts";
import { doorPages } from "./account/door-pages.ts";

export const accountPages: readonly PageRoute[] = [...doorPages];
