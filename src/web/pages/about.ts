/** Pages for everybody: what the product does with people's requests, help, and how far it is accessible. */
import { html } from "../../markup/html.ts";
import type { TextKey } from "../../texts/texts.ts";
import { pageHead } from "../components/page-head.ts";
import type { PageRoute } from "../page-route.ts";

const pages = {
  help: ["start", "words", "keyboard", "reach"],
  algorithm: ["part", "facts", "rules", "steps", "rights"],
  accessibility: ["level", "checked", "limits", "reach"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const aboutPages: readonly PageRoute[] = Object.entries(pages).map(([name, sections]) => ({
  method: "get",
  path: `/${name}`,
  access: "public",
  handle: async (asked) => {
    const { say } = asked;
    const title = say(`shell.${name}` as TextKey);
    const body = html`${pageHead(asked, { title, lead: say(`shell.${name}.lead` as TextKey) })}
${sections.map(
  (section) =>
    html`<section class="measure"><h2>${say(`shell.${name}.${section}` as TextKey)}</h2><p>${say(`shell.${name}.${section}-text` as TextKey)}</p></section>`,
)}`;
    return { kind: "page", title, body };
  },
}));
