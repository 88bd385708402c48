/** Who comes in, and what they may do: the door, one's own account, and all accounts for who keeps them. */
import type { PageRoute } from "../page-route.ts";
import { accountsPages } from "./account/accounts-pages.ts";
import { doorPages } from "./account/door-pages.ts";
import { ownPages } from "./account/own-pages.ts";

export const accountPages: readonly PageRoute[] = [...doorPages, ...ownPages, ...accountsPages];
