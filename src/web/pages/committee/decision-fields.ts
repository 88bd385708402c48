/** What the form of a decision sends, and where each thing that is wrong with it stands in the form. */
import {
  type AskedDecision,
  type AskedSkip,
  engineOrder,
  passedOver,
} from "../../../domain/proposals/asked-decision.ts";
import { type DecisionKind, decisionKinds } from "../../../domain/proposals/proposal-record.ts";
import type { KeptProposal } from "../../../domain/runs/run-record.ts";
import type { DomainError } from "../../../domain/shared/domain-error.ts";
import { problemSentence } from "../../../texts/problem-sentence.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { textOf } from "../../forms.ts";
import type { Form, PageAsked } from "../../page-route.ts";

/** Names of the fields. */
export const fieldNames = {
  kind: "kind",
  place: (requestId: string) => `place-${requestId}`,
  why: (requestId: string) => `why-${requestId}`,
  words: (requestId: string) => `words-${requestId}`,
  reasonCode: (kind: string) => `reason-code-${kind}`,
  reason: (kind: string) => `reason-${kind}`,
  other: "other",
  otherPlace: "place-other",
} as const;

/** A decision as it was asked for. */
export interface SentDecision extends AskedDecision {
  readonly skipped?: readonly AskedSkip[];
}

/** What was sent; undefined where nothing was chosen. */
export function sentDecision(form: Form, proposed: KeptProposal): SentDecision | undefined {
  const kind = decisionKinds.find((one) => one === textOf(form, fieldNames.kind)) as DecisionKind | undefined;
  if (kind === undefined) return undefined;
  const reasonCode = textOf(form, fieldNames.reasonCode(kind));
  const reason = textOf(form, fieldNames.reason(kind));
  const given = { ...(reasonCode === undefined ? {} : { reasonCode }), ...(reason === undefined ? {} : { reason }) };
  if (kind !== "replace") return { kind, ...given };
  const requestIds = sentOrder(form, proposed);
  const skipped = passedOver(proposed, requestIds).flatMap((requestId): AskedSkip[] => {
    const code = textOf(form, fieldNames.why(requestId));
    return code === undefined
      ? []
      : [{ requestId, reasonCode: code, reason: textOf(form, fieldNames.words(requestId)) ?? "" }];
  });
  return { kind, ...given, requestIds, skipped };
}

/** The requests that were given a place, best first. */
export function sentOrder(form: Form, proposed: KeptProposal): readonly string[] {
  const other = textOf(form, fieldNames.other)?.toUpperCase();
  const placed = engineOrder(proposed).map((requestId) => ({
    requestId,
    place: placeOf(form, fieldNames.place(requestId)),
  }));
  const all =
    other === undefined
      ? placed
      : [...placed, { requestId: other, place: placeOf(form, fieldNames.otherPlace) || proposed.places + 1 }];
  return all
    .filter(({ place }) => place > 0)
    .sort((a, b) => a.place - b.place)
    .map(({ requestId }) => requestId);
}

function placeOf(form: Form, name: string): number {
  return Number(textOf(form, name) ?? 0) || 0;
}

/** What is wrong, each with its field: whoever is passed over in silence leads to the reason that is missing. */
export function decisionProblems(
  { language, say }: Pick<PageAsked, "language" | "say">,
  error: DomainError,
  sent: SentDecision,
): readonly FieldProblem[] {
  const { sentence, details } = problemSentence(error, language);
  const all =
    details.length > 0 ? details : [{ code: error.code, values: error.values, sentence, field: error.values.field }];
  // Whoever names the reasons of those passed over needs no other.
  const isSilent = all.some(({ code }) => code === "skipped-unnamed");
  const isSame = ({ code, field }: { readonly code: string; readonly field?: unknown }) =>
    code === "not-allowed" && field === "kind" && sent.kind === "replace";
  if (all.some(isSame)) return [{ field: fieldNames.kind, sentence: say("committee.decide.same-order") }];
  return all.flatMap(({ code, values, sentence: text, field }): readonly FieldProblem[] => {
    if (isSilent && code === "reason-required" && field === "reasonCode") return [];
    if (code === "reason-required" && field === "reasonCode")
      return [{ field: fieldNames.reasonCode(sent.kind), sentence: say("committee.decide.no-reason") }];
    if (code === "skipped-unnamed")
      return String(values.requestIds)
        .split(", ")
        .map((requestId) => ({
          field: fieldNames.why(requestId),
          sentence: say("committee.decide.unnamed", { request: requestId }),
        }));
    const name = nameOf(String(field ?? ""), values.requestId, sent);
    return [name === undefined ? { sentence: text } : { field: name, sentence: text }];
  });
}

function nameOf(field: string, requestId: unknown, sent: SentDecision): string | undefined {
  const { kind, requestIds = [], skipped = [] } = sent;
  const [first, at, member] = field.split("/");
  if (first === "requestIds" && at !== undefined) return fieldNames.place(requestIds[Number(at)] ?? "");
  if (first === "skipped" && at !== undefined) {
    const about = skipped[Number(at)]?.requestId ?? "";
    return member === "reason" ? fieldNames.words(about) : fieldNames.why(about);
  }
  if (first === "reasonCode") return fieldNames.reasonCode(kind);
  if (first === "reason") return fieldNames.reason(kind);
  if (first === "kind") return fieldNames.kind;
  return typeof requestId === "string" ? fieldNames.place(requestId) : undefined;
}
