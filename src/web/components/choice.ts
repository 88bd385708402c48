/**
 * One of several ways to go on. Nothing is chosen in advance; each choice states its effect, and asks what it needs only once it is chosen.
 * A browser that cannot hide what is not asked shows all of it.
 */
import { type Html, type HtmlValue, html } from "../../markup/html.ts";
import { wrongLine } from "./field.ts";
import { fieldId } from "./field-id.ts";
import { type FieldProblem, problemsAt } from "./problem-summary.ts";

/** One way. */
export interface Way {
  readonly value: string;
  readonly label: HtmlValue;
  /** What it does, in a sentence. */
  readonly effect?: HtmlValue;
  /** Fields it asks for. */
  readonly needs?: HtmlValue;
}

/** A choice. */
export interface Choice {
  readonly name: string;
  readonly legend: HtmlValue;
  /** True where the legend repeats the heading above it, and is only heard. */
  readonly isLegendHidden?: boolean;
  readonly ways: readonly Way[];
  readonly value?: string | undefined;
  readonly problems?: readonly FieldProblem[];
  readonly hint?: HtmlValue;
}

/** The choice as a group of radio buttons. A problem of the group leads to its first button. */
export function choice({ name, legend, isLegendHidden = false, ways, value, problems, hint }: Choice): Html {
  const id = fieldId(name);
  const wrong = problemsAt(problems, name);
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(wrong.length === 0 ? [] : [`${id}-wrong`])];
  return html`<fieldset class="choices${wrong.length > 0 && " is-wrong"}"${
    described.length > 0 && html` aria-describedby="${described.join(" ")}"`
  }><legend${isLegendHidden && html` class="hide"`}>${legend}</legend>${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}${wrongLine(id, wrong)}${ways.map(
    (way, place) =>
      html`<div class="choice"><label><input type="radio" id="${place === 0 ? id : `${id}-${way.value}`}" name="${name}" value="${way.value}"${way.value === value && html` checked`}><b>${way.label}</b>${
        way.effect !== undefined && html`<span class="effect">${way.effect}</span>`
      }</label>${way.needs !== undefined && html`<div class="needs">${way.needs}</div>`}</div>`,
  )}</fieldset>`;
}
