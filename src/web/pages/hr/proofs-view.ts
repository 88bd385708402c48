/** The proofs of a request with their state, and adding one. */
import type { RequestRead } from "../../../app/read-request.ts";
import { requestSchema } from "../../../domain/facts/request.ts";
import type { ProofCode } from "../../../domain/persons/proof.ts";
import { hasEnded } from "../../../domain/requests/request-state.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { field } from "../../components/field.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { recordTable } from "../../components/record-table.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { formOf, textOf } from "../../forms.ts";
import type { PageAsked } from "../../page-route.ts";
import { sentenceCase } from "./outlook-words.ts";

/** Kinds of proofs. Source: closed list, CCH art. R441-2-4-1. */
export const proofCodes: readonly ProofCode[] = requestSchema.properties.validatedProofs.items.enum;

/** Fields of the form that adds one. */
export const proofFields = ["code", "issuedOn", "validUntil"] as const;

export function proofsView(
  asked: PageAsked,
  { request, proofs }: RequestRead,
  problems: readonly FieldProblem[],
): Html {
  const { say } = asked;
  const words = new Wording(asked.language);
  const known = proofs.filter(({ document }) => document.facts !== undefined);
  const own = problems.filter(({ field: name }) => proofFields.some((one) => one === name));
  // A pool may say that a proof was validated without a record of it.
  const recorded = new Set(known.map(({ document }) => document.facts!.code));
  const imported = (request.document.facts?.validatedProofs ?? []).filter((code) => !recorded.has(code));
  return html`<section id="proofs"><h2>${say("hr.proofs.title")}</h2>${
    known.length > 0
      ? recordTable({
          caption: say("hr.proofs.title"),
          isCaptionHidden: true,
          rows: known,
          columns: [
            {
              head: say("hr.proofs.kind"),
              cell: ({ document }) => sentenceCase(words.word("hr.code.proof", document.facts!.code)),
            },
            {
              head: say("hr.requests.state"),
              cell: ({ document }) =>
                html`${stateBadge(asked, document.state)}${document.reason !== undefined && html`<small>${words.word("hr.code.proof-refusal", document.reason)}</small>`}`,
            },
            {
              head: say("hr.proofs.until"),
              cell: ({ document }) =>
                document.facts!.validUntil === undefined ? "–" : words.day(document.facts!.validUntil, "short"),
            },
          ],
        })
      : imported.length === 0 && html`<p>${say("hr.proofs.none")}</p>`
  }${
    imported.length > 0 &&
    html`<p>${say("hr.proofs.imported", { proofs: imported.map((code) => words.word("hr.code.proof", code)).join(", ") })}</p>`
  }${request.document.facts && !hasEnded(request.document) && addForm(asked, words, request.id, own)}</section>`;
}

function addForm(asked: PageAsked, words: Wording, requestId: string, problems: readonly FieldProblem[]): Html {
  const { say, form } = asked;
  const options = proofCodes.map((code) => ({ value: code, text: words.word("hr.code.proof", code) }));
  return html`<details${problems.length > 0 && html` open`}><summary>${say("hr.proofs.add")}</summary>${problemSummary(asked, problems)}<p class="note">${say("hr.proofs.add-note")}</p>${formOf(
    asked,
    { action: `/requests/${requestId}/proofs` },
    html`${field(asked, { as: "select", name: "code", label: say("hr.proofs.kind"), value: textOf(form, "code"), options, empty: say("hr.form.choose"), problems })}${field(asked, { as: "day", name: "issuedOn", label: say("hr.proofs.issued"), value: textOf(form, "issuedOn"), isOptional: true, problems })}${field(asked, { as: "day", name: "validUntil", label: say("hr.proofs.until"), value: textOf(form, "validUntil"), isOptional: true, hint: say("hr.proofs.until-hint"), problems })}<p class="actions"><button class="button" type="submit">${say("hr.proofs.do")}</button></p>`,
  )}</details>`;
}
