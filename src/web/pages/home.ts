/** Where everybody arrives. */
import { html } from "../../markup/html.ts";
import type { PageRoute } from "../page-route.ts";

export const homePages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/",
    access: "public",
    handle: async ({ visitor }) => ({
      kind: "page",
      title: "contingent",
      body: html`<h1>contingent</h1>${visitor && html`<p>${visitor.name}</p>`}`,
    }),
  },
];
