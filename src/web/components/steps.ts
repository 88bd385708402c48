/** Steps of a path in their order, and a timeline of what happened. */
import { type Html, type HtmlValue, html } from "../../markup/html.ts";

/** One step. */
export interface Step {
  readonly title: HtmlValue;
  readonly note?: HtmlValue;
  readonly state: "past" | "current" | "to-come";
}

/** The path with its current step. */
export function steps(label: string, list: readonly Step[]): Html {
  return html`<ol class="steps" aria-label="${label}">${list.map(
    ({ title, note, state }) =>
      html`<li class="${state}"${state === "current" && html` aria-current="step"`}><b>${title}</b>${note !== undefined && html`<span class="note">${note}</span>`}</li>`,
  )}</ol>`;
}

/** Something that happened. */
export interface Happening {
  readonly when: HtmlValue;
  readonly what: HtmlValue;
  readonly detail?: HtmlValue;
}

/** What happened, in the order given. */
export function timeline(label: string, happenings: readonly Happening[]): Html {
  return html`<ol class="timeline" aria-label="${label}">${happenings.map(
    ({ when, what, detail }) =>
      html`<li><span class="note">${when}</span><div><p>${what}</p>${detail !== undefined && html`<div class="note">${detail}</div>`}</div></li>`,
  )}</ol>`;
}
