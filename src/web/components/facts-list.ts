/** Terms and their values on one edge. */
import { type Html, type HtmlValue, html } from "../../markup/html.ts";

/** One fact; one without a value is left out. */
export interface FactLine {
  readonly term: HtmlValue;
  readonly value: HtmlValue;
  /** Where it comes from, what it is made of. */
  readonly detail?: HtmlValue;
}

/** The facts: terms beside their values, or side by side in one line when `isWide`. */
export function factsList(facts: readonly (FactLine | undefined | false)[], { isWide = false } = {}): Html {
  const lines = facts.filter((fact) => fact !== undefined && fact !== false && fact.value !== undefined);
  return html`<dl class="facts ${isWide ? "wide" : "listed"}">${(lines as readonly FactLine[]).map(
    ({ term, value, detail }) =>
      html`<div><dt>${term}</dt><dd>${value}${detail !== undefined && html`<small>${detail}</small>`}</dd></div>`,
  )}</dl>`;
}
