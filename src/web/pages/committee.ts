/** Pages of the committee and its secretary. */
import type { PageRoute } from "../page-route.ts";
import { agendaPage } from "./committee/agenda-page.ts";

export const committeePages: readonly PageRoute[] = [
  { method: "get", path: "/agenda", access: "list-to-decide", handle: agendaPage },
];
