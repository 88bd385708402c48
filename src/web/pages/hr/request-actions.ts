/** What the forms of one request do. A refusal shows the page again, with what is wrong at its field. */
import { recordProof } from "../../../app/record-proof.ts";
import { recordReply } from "../../../app/record-reply.ts";
import { renewRequest } from "../../../app/renew-request.ts";
import { withdrawRequest } from "../../../app/withdraw-request.ts";
import type { DomainError } from "../../../domain/shared/domain-error.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { correctableStatus, isCorrectable } from "../../correctable.ts";
import { FormReading } from "../../form-reading.ts";
import { textOf, versionIn } from "../../forms.ts";
import type { PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { proofCodes, proofFields } from "./proofs-view.ts";
import { requestPage } from "./request-page.ts";

export async function renew(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, params } = asked;
  const reading = new FormReading(asked);
  const renewedOn = reading.day("renewedOn");
  if (reading.problems.length > 0) return requestPage(asked, { status: 422, problems: reading.problems });
  const command = {
    requestId: params.requestId!,
    expected: expectedOf(asked),
    ...(renewedOn === undefined ? {} : { renewedOn }),
  };
  const refused = await actOnRequest(
    asked,
    () => renewRequest(context, visitor!.actor, command),
    (error) => problemsOf(asked, error, () => "renewedOn").map((problem) => ({ field: "renewedOn", ...problem })),
  );
  return refused ?? { kind: "see-other", to: `/requests/${params.requestId}`, told: "hr.told.renewed" };
}

export async function withdraw(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, params, form } = asked;
  const command = { requestId: params.requestId!, expected: expectedOf(asked), reason: textOf(form, "reason") ?? "" };
  const refused = await actOnRequest(
    asked,
    () => withdrawRequest(context, visitor!.actor, command),
    (error) => problemsOf(asked, error, () => "reason").map((problem) => ({ field: "reason", ...problem })),
  );
  return refused ?? { kind: "see-other", to: `/requests/${params.requestId}`, told: "hr.told.withdrawn" };
}

export async function reply(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, params, form, say } = asked;
  const given = (["accepted", "refused"] as const).find((one) => one === textOf(form, "reply"));
  if (!given)
    return requestPage(asked, { status: 422, problems: [{ field: "reply", sentence: say("shell.missing") }] });
  const command = {
    designationId: textOf(form, "designationId") ?? "",
    version: expectedOf(asked),
    requestId: params.requestId!,
    reply: given,
    repliedOn: context.clock.today(),
  };
  const refused = await actOnRequest(
    asked,
    () => recordReply(context, visitor!.actor, command),
    (error) => problemsOf(asked, error, () => "reply").map((problem) => ({ field: "reply", ...problem })),
  );
  return refused ?? { kind: "see-other", to: `/requests/${params.requestId}`, told: "hr.told.replied" };
}

export async function addProof(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, params, say } = asked;
  const reading = new FormReading(asked);
  const code = proofCodes.find((one) => one === reading.text("code"));
  if (!code) reading.refuse("code", say("shell.missing"));
  const [issuedOn, validUntil] = [reading.day("issuedOn"), reading.day("validUntil")];
  if (!code || reading.problems.length > 0) return requestPage(asked, { status: 422, problems: reading.problems });
  const command = {
    requestId: params.requestId!,
    code,
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
  const nameOf = (name: string) => (proofFields.some((one) => one === name) ? name : "validUntil");
  const refused = await actOnRequest(
    asked,
    () => recordProof(context, visitor!.actor, command),
    (error) => problemsOf(asked, error, nameOf).map((problem) => ({ field: "validUntil", ...problem })),
  );
  return refused ?? { kind: "see-other", to: `/requests/${params.requestId}#proofs`, told: "hr.told.proof" };
}

/** Runs what a form asks for; a refusal shows the page again with what is wrong. */
async function actOnRequest(
  asked: PageAsked,
  act: () => Promise<unknown>,
  refusedAs: (error: DomainError) => readonly FieldProblem[],
): Promise<PageShown | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (!isCorrectable(error)) throw error;
    return requestPage(asked, { status: correctableStatus(error), problems: refusedAs(error) });
  }
}

function expectedOf({ form }: PageAsked): number {
  return versionIn(form, "expected");
}
