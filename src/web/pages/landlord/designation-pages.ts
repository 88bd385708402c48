/** A designation opened, answered, and followed to the lease. Every form that cannot be taken is shown again with all that was typed. */
import { readDesignation } from "../../../app/read-designation.ts";
import { recordAnswer } from "../../../app/record-answer.ts";
import { recordDocument } from "../../../app/record-document.ts";
import { recordLease } from "../../../app/record-lease.ts";
import { recordReply } from "../../../app/record-reply.ts";
import type { Reply } from "../../../domain/designations/designation-course.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import type { TextKey } from "../../../texts/texts.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { FormReading } from "../../form-reading.ts";
import { textOf, versionIn } from "../../forms.ts";
import type { PageAnswer, PageAsked, PageRoute } from "../../page-route.ts";
import { answerProblemsOf, readAnswers } from "./answer-form.ts";
import { type DesignationShown, designationView, type TypedForm } from "./designation-view.ts";
import { LandlordWords } from "./landlord-words.ts";

/** One step of the path: its form, what it does, and what is told afterwards. */
interface Step {
  readonly form: TypedForm;
  readonly told: TextKey;
  /** Reads the form and does it; gives the problems that keep it from being sent. */
  readonly act: (
    asked: PageAsked,
    at: { readonly designationId: string; readonly version: number },
  ) => Promise<readonly FieldProblem[]>;
}

const steps: Readonly<Record<string, Step>> = {
  answers: {
    form: "answers",
    told: "landlord.told.answers",
    act: async (asked, at) => {
      const { context, visitor } = asked;
      const { given, problems } = readAnswers(asked);
      if (problems.length > 0) return problems;
      try {
        await recordAnswer(context, visitor!.actor, { ...at, ...given });
        return [];
      } catch (error) {
        return refused(asked, error, (told) => answerProblemsOf(asked, told, given));
      }
    },
  },
  reply: {
    form: "reply",
    told: "landlord.told.reply",
    act: (asked, at) =>
      acting(asked, ["repliedOn"], async (reading, requestId) => {
        const reply = reading.needed("reply") as Reply;
        const repliedOn = reading.day("repliedOn") ?? "";
        return () => recordReply(asked.context, asked.visitor!.actor, { ...at, requestId, reply, repliedOn });
      }),
  },
  document: {
    form: "document",
    told: "landlord.told.document",
    act: (asked, at) =>
      acting(asked, ["givenOn"], async (reading, requestId) => {
        const givenOn = reading.day("givenOn") ?? "";
        return () => recordDocument(asked.context, asked.visitor!.actor, { ...at, requestId, givenOn });
      }),
  },
  lease: {
    form: "lease",
    told: "landlord.told.lease",
    act: (asked, at) =>
      acting(asked, ["signedOn"], async (reading, requestId) => {
        const signedOn = reading.day("signedOn") ?? "";
        return () => recordLease(asked.context, asked.visitor!.actor, { ...at, requestId, signedOn });
      }),
  },
};

/** Reads a form about one candidate and does what it says, where it can be read. */
async function acting(
  asked: PageAsked,
  needed: readonly string[],
  read: (reading: FormReading, requestId: string) => Promise<() => Promise<unknown>>,
): Promise<readonly FieldProblem[]> {
  const reading = new FormReading(asked);
  for (const name of needed) reading.needed(name);
  const act = await read(reading, textOf(asked.form, "requestId") ?? "");
  if (reading.problems.length > 0) return reading.problems;
  try {
    await act();
    return [];
  } catch (error) {
    return refused(asked, error);
  }
}

/** What a person can put right, as problems. Throws: what belongs on a page of its own: another's designation, a conflict. */
function refused(
  asked: PageAsked,
  error: unknown,
  problems: (error: DomainError) => readonly FieldProblem[] = (told) => problemsOf(asked, told),
): readonly FieldProblem[] {
  if (!(error instanceof DomainError) || (error.kind !== "invalid" && error.kind !== "refused")) throw error;
  return problems(error);
}

/** The designation's page. */
async function shownPage(
  asked: PageAsked,
  shown: Omit<DesignationShown, "today"> & { readonly status?: number; readonly nameOf?: string },
): Promise<PageAnswer> {
  const { context, visitor, params, language } = asked;
  const { status, nameOf, ...rest } = shown;
  const read = await readDesignation(context, visitor!.actor, {
    designationId: params.designationId!,
    ...(nameOf === undefined ? {} : { name: { requestId: nameOf, purpose: "contact-candidate" } }),
  });
  const place = new LandlordWords(language).place(read.dwelling);
  const isUnnamed = nameOf !== undefined && read.candidates.every(({ contents }) => contents === undefined);
  const unnamed = isUnnamed ? { notice: asked.say("landlord.no-name") } : {};
  return {
    kind: "page",
    title: asked.say("landlord.designation.title", { place }),
    body: designationView(asked, read, { ...rest, ...unnamed, today: context.clock.today() }),
    under: "/designations",
    ...(status === undefined ? {} : { status }),
  };
}

async function stepPage(asked: PageAsked, { form, told, act }: Step): Promise<PageAnswer> {
  const designationId = asked.params.designationId!;
  const version = versionIn(asked.form, "version");
  const typed = asked.form;
  try {
    const problems = await act(asked, { designationId, version });
    if (problems.length === 0) return { kind: "see-other", to: `/designations/${designationId}`, told };
    return await shownPage(asked, { form, typed, problems, status: 422 });
  } catch (error) {
    const isFaster = error instanceof DomainError && (error.code === "conflict" || error.code === "wrong-state");
    if (!isFaster) throw error;
    return shownPage(asked, { form, typed, problems: [], notice: asked.say("landlord.somebody-faster"), status: 409 });
  }
}

/** The pages of one designation. */
export const designationPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/designations/:designationId",
    access: "read-designation",
    handle: (asked) => shownPage(asked, { typed: {}, problems: [] }),
  },
  {
    method: "post",
    path: "/designations/:designationId/answers",
    access: "record-answer",
    handle: (asked) => stepPage(asked, steps.answers!),
  },
  {
    method: "post",
    path: "/designations/:designationId/reply",
    access: "record-reply",
    handle: (asked) => stepPage(asked, steps.reply!),
  },
  {
    method: "post",
    path: "/designations/:designationId/document",
    access: "record-document",
    handle: (asked) => stepPage(asked, steps.document!),
  },
  {
    method: "post",
    path: "/designations/:designationId/lease",
    access: "record-lease",
    handle: (asked) => stepPage(asked, steps.lease!),
  },
  {
    method: "post",
    path: "/designations/:designationId/name",
    access: "read-designation",
    // Shown once, in the answer itself: an address that shows a name could be opened again by a history or a preview.
    handle: (asked) => {
      const nameOf = textOf(asked.form, "requestId");
      return shownPage(asked, { typed: {}, problems: [], ...(nameOf === undefined ? {} : { nameOf }) });
    },
  },
];
