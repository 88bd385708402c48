/**
 * A control with its label, what helps to fill it, and what is wrong with it. What was typed is shown again as it was typed. Days are chosen in
 * the browser's own date control, which speaks the reader's language on a computer and on a phone; money is typed in euros and kept in cents.
 */
import { icon } from "../../markup/charts.ts";
import { type Html, type HtmlValue, html } from "../../markup/html.ts";
import type { PageAsked } from "../page-route.ts";
import { fieldId } from "./field-id.ts";
import { type FieldProblem, problemsAt } from "./problem-summary.ts";

/** One of a closed list. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

interface Labelled {
  readonly name: string;
  readonly label: HtmlValue;
  readonly hint?: HtmlValue;
  /** As it was typed, or as it stands in the record. */
  readonly value?: string | undefined;
  /** All problems of the form; those of this field are shown with it. */
  readonly problems?: readonly FieldProblem[];
  /** Says in the label that it may stay empty. */
  readonly isOptional?: boolean;
}

/** What can be asked. */
export type Field = Labelled &
  (
    | {
        readonly as: "text" | "email" | "tel" | "password" | "search" | "url";
        /** What a browser may fill in: `email`, `current-password`, `off`. */
        readonly autocomplete?: string;
        /** How many characters are expected: makes the control as wide as its answer. */
        readonly length?: number;
        /** Id of a `datalist` that the browser offers while one types. */
        readonly list?: string;
      }
    | { readonly as: "day"; readonly from?: string; readonly until?: string; readonly autocomplete?: string }
    | { readonly as: "number"; readonly unit?: string }
    | { readonly as: "money"; readonly unit?: string }
    | { readonly as: "area"; readonly rows?: number }
    | { readonly as: "select"; readonly options: readonly Option[]; readonly empty?: string }
    | { readonly as: "file"; readonly accept: string }
  );

/** The field. */
export function field({ say }: Pick<PageAsked, "say">, asked: Field): Html {
  const { name, label, hint, isOptional = false, problems } = asked;
  const id = fieldId(name);
  const wrong = problemsAt(problems, name);
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(wrong.length === 0 ? [] : [`${id}-wrong`])];
  const common = html` id="${id}" name="${name}"${!isOptional && html` required`}${
    described.length > 0 && html` aria-describedby="${described.join(" ")}"`
  }${wrong.length > 0 && html` aria-invalid="true"`}`;
  return html`<div class="field${wrong.length > 0 && " is-wrong"}"><label for="${id}">${label}${
    isOptional && html` <span class="optional">${say("shell.optional")}</span>`
  }</label>${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}${wrongLine(id, wrong)}${control(asked, common)}</div>`;
}

/** A box to tick, its words beside it. */
export function checkbox({
  name,
  value = "yes",
  label,
  hint,
  isChecked = false,
  problems,
}: {
  readonly name: string;
  readonly value?: string;
  readonly label: HtmlValue;
  readonly hint?: HtmlValue;
  readonly isChecked?: boolean;
  readonly problems?: readonly FieldProblem[];
}): Html {
  const id = fieldId(value === "yes" ? name : `${name}-${value}`);
  const wrong = problemsAt(problems, name);
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(wrong.length === 0 ? [] : [`${id}-wrong`])];
  return html`<div class="field tick${wrong.length > 0 && " is-wrong"}">${wrongLine(id, wrong)}<label for="${id}"><input type="checkbox" id="${id}" name="${name}" value="${value}"${isChecked && html` checked`}${
    described.length > 0 && html` aria-describedby="${described.join(" ")}"`
  }><span>${label}</span></label>${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}</div>`;
}

/** Fields that belong together, under one heading. */
export function fieldGroup(legend: HtmlValue, content: HtmlValue, hint?: HtmlValue): Html {
  return html`<fieldset class="fields"><legend>${legend}</legend>${hint !== undefined && html`<p class="hint">${hint}</p>`}${content}</fieldset>`;
}

/** What is wrong, where it is wrong. */
export function wrongLine(id: string, wrong: readonly string[]): Html | undefined {
  if (wrong.length === 0) return undefined;
  return html`<p class="wrong" id="${id}-wrong">${icon("warn")}<span>${wrong.join(" ")}</span></p>`;
}

function control(asked: Field, common: Html): Html {
  const { value = "" } = asked;
  switch (asked.as) {
    case "day":
      return html`<input type="date"${common} value="${value}"${asked.from !== undefined && html` min="${asked.from}"`}${
        asked.until !== undefined && html` max="${asked.until}"`
      }${asked.autocomplete !== undefined && html` autocomplete="${asked.autocomplete}"`}>`;
    case "number":
      return withUnit(
        html`<input type="text" inputmode="numeric"${common} value="${value}" autocomplete="off">`,
        asked.unit,
      );
    case "money":
      return withUnit(
        html`<input type="text" inputmode="decimal"${common} value="${value}" autocomplete="off">`,
        asked.unit ?? "€",
      );
    case "area":
      return html`<textarea${common} rows="${asked.rows ?? 3}">${"\n"}${value}</textarea>`;
    case "select":
      return html`<select${common}>${asked.empty !== undefined && html`<option value="">${asked.empty}</option>`}${asked.options.map(
        (option) =>
          html`<option value="${option.value}"${option.value === value && html` selected`}>${option.text}</option>`,
      )}</select>`;
    case "file":
      return html`<input type="file"${common} accept="${asked.accept}">`;
    default:
      return html`<input type="${asked.as}"${common}${asked.as !== "password" && html` value="${value}"`}${
        asked.autocomplete !== undefined && html` autocomplete="${asked.autocomplete}"`
      }${asked.length !== undefined && html` size="${asked.length}" class="as-long"`}${
        asked.list !== undefined && html` list="${asked.list}"`
      }>`;
  }
}

function withUnit(input: Html, unit: string | undefined): Html {
  return unit === undefined ? input : html`<span class="measured">${input}<span class="unit">${unit}</span></span>`;
}
