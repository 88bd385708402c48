/** One vacancy: its state and clock, the right it falls under, what happened to it, and its withdrawal with what that leads to. */
import { listDesignations } from "../../../app/list-designations.ts";
import type { Stored } from "../../../app/ports.ts";
import { readVacancy, type VacancyRead } from "../../../app/read-vacancy.ts";
import { withdrawVacancy } from "../../../app/withdraw-vacancy.ts";
import { parisTimeOf } from "../../../domain/clocks/paris-time.ts";
import { liveVacancyStates } from "../../../domain/dwellings/transitions.ts";
import { vacancyWithdrawalReasons } from "../../../domain/dwellings/vacancy-end.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { type Html, html } from "../../../markup/html.ts";
import { choice } from "../../components/choice.ts";
import { factsList } from "../../components/facts-list.ts";
import { formActions } from "../../components/form-actions.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { type Happening, timeline } from "../../components/steps.ts";
import { formOf, textOf, versionIn } from "../../forms.ts";
import type { Form, PageAnswer, PageAsked, PageRoute } from "../../page-route.ts";
import { delayFigure } from "./delay-figure.ts";
import { LandlordWords } from "./landlord-words.ts";

/** The page and its withdrawal. */
export const vacancyPages: readonly PageRoute[] = [
  {
    method: "get",
    path: "/vacancies/:vacancyId",
    access: "read-vacancy",
    handle: (asked) => vacancyPage(asked, { typed: {}, problems: [] }),
  },
  { method: "post", path: "/vacancies/:vacancyId/withdraw", access: "withdraw-vacancy", handle: withdrawPage },
];

interface Shown {
  readonly typed: Form;
  readonly problems: readonly FieldProblem[];
  readonly status?: number;
  readonly notice?: string;
}

async function withdrawPage(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form: typed, params, say } = asked;
  const vacancyId = params.vacancyId!;
  const reason = textOf(typed, "reason");
  if (reason === undefined)
    return vacancyPage(asked, { typed, problems: [{ field: "reason", sentence: say("shell.missing") }], status: 422 });
  try {
    const expected = versionIn(typed, "version");
    await withdrawVacancy(context, visitor!.actor, { vacancyId, expected, reason });
    return { kind: "see-other", to: `/vacancies/${vacancyId}`, told: "landlord.told.withdrawn" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.kind === "conflict")
      return vacancyPage(asked, { typed, problems: [], notice: say("landlord.somebody-faster-vacancy"), status: 409 });
    if (error.kind !== "invalid" && error.kind !== "refused") throw error;
    return vacancyPage(asked, { typed, problems: problemsOf(asked, error), status: 422 });
  }
}

async function vacancyPage(asked: PageAsked, shown: Shown): Promise<PageAnswer> {
  const { context, visitor, params, say, language } = asked;
  const actor = visitor!.actor;
  const read = await readVacancy(context, actor, { vacancyId: params.vacancyId! });
  const { vacancy, dwelling, agreement, landlord, warningDays } = read;
  const { document } = vacancy;
  const words = new LandlordWords(language);
  const designations = await designationsOf(asked, read);
  const mayWithdraw = actor.roles.some((role) => role === "landlord" || role === "secretary");
  const isLive = liveVacancyStates.some((state) => state === document.state);
  const isAwaiting = isLive && document.state !== "designated";
  const open = designations.find(({ document: one }) => one.state === "sent" || one.state === "answered");
  return {
    kind: "page",
    title: words.place(dwelling),
    under: "/vacancies",
    ...(shown.status === undefined ? {} : { status: shown.status }),
    body: html`${pageHead(asked, {
      title: words.place(dwelling),
      lead: `${words.kind(dwelling)}, ${words.rent(dwelling)}`,
      crumbs: [{ href: "/vacancies", text: say("landlord.vacancies") }],
      aside: stateBadge(asked, document.state, "vacancy"),
      ...(open
        ? {
            actions: html`<a class="button main" href="/designations/${open.id}">${say(open.document.state === "sent" ? "landlord.open-designation" : "landlord.see-designation")}</a>`,
          }
        : {}),
    })}${shown.notice !== undefined && html`<div class="notice is-risk" role="alert"><p>${shown.notice}</p></div>`}
<div class="first-look">${factsList([
      { term: say("landlord.fact.vacancy"), value: html`<span class="digest">${vacancy.id}</span>` },
      { term: say("landlord.fact.available"), value: words.day(document.facts.availableOn) },
      document.facts.temporaryUntil !== undefined && {
        term: say("landlord.fact.temporary"),
        value: words.day(document.facts.temporaryUntil),
      },
      {
        term: say("landlord.fact.agreement"),
        value: agreement.id,
        detail: words.word("landlord.programme", agreement.programme),
      },
      landlord.title !== undefined && { term: say("landlord.fact.landlord"), value: landlord.title },
      document.endReason !== undefined && {
        term: say("landlord.fact.end"),
        value: words.word("landlord.end", document.endReason),
      },
    ])}${
      isAwaiting &&
      delayFigure(asked, {
        startedOn: document.clock.startedOn,
        endsOn: document.clock.endsOn,
        today: context.clock.today(),
        purpose: say("landlord.new.names-until"),
        effect: words.word("landlord.expiry", agreement.onExpiry ?? "none"),
        reminders: warningDays,
      })
    }</div>
<section aria-labelledby="history"><h2 id="history">${say("landlord.history")}</h2>${timeline(say("landlord.history"), happenings(words, read, designations))}</section>
${isLive && mayWithdraw && withdrawForm(asked, words, read, shown)}`,
  };
}

async function designationsOf(
  { context, visitor }: PageAsked,
  { vacancy }: VacancyRead,
): Promise<readonly Stored<"designation">[]> {
  return (await listDesignations(context, visitor!.actor, { vacancyId: vacancy.id })).records;
}

/** What happened to it, as its records tell. */
function happenings(
  words: LandlordWords,
  { vacancy }: VacancyRead,
  designations: readonly Stored<"designation">[],
): readonly Happening[] {
  const { document } = vacancy;
  const { declaredOn } = document.facts;
  const sent = designations.map(({ id, document: one }): Happening => {
    const offers = one.candidates.filter(({ offer }) => offer !== undefined).length;
    return {
      when: words.day(parisTimeOf(one.sentAt).day),
      what: html`<a href="/designations/${id}">${words.say("landlord.happened.sent", { count: one.candidates.length })}</a>`,
      ...(offers > 0 ? { detail: words.say("landlord.happened.offers", { count: offers }) } : {}),
    };
  });
  return [
    ...(declaredOn === undefined
      ? []
      : [{ when: words.day(declaredOn), what: words.say("landlord.happened.declared") }]),
    {
      when: words.day(document.clock.startedOn),
      what: words.say("landlord.happened.clock", { day: words.day(document.clock.endsOn) }),
      ...(document.isExtended ? { detail: words.say("landlord.happened.extended") } : {}),
    },
    ...sent,
    ...(document.state === "let" ? [{ when: "", what: words.say("landlord.happened.let") }] : []),
  ];
}

function withdrawForm(
  asked: PageAsked,
  words: LandlordWords,
  { vacancy }: VacancyRead,
  { typed, problems }: Shown,
): Html {
  const { say } = asked;
  const isNamed = vacancy.document.state === "designated";
  return html`<details class="withdraw"${problems.length > 0 && html` open`}><summary>${say("landlord.withdraw")}</summary>${problemSummary(asked, problems)}${formOf(
    asked,
    { action: `/vacancies/${vacancy.id}/withdraw` },
    html`<input type="hidden" name="version" value="${vacancy.version}">${choice({
      name: "reason",
      legend: say("landlord.withdraw.reason"),
      ways: vacancyWithdrawalReasons.map((value) => ({ value, label: words.word("landlord.end", value) })),
      value: textOf(typed, "reason"),
      problems,
    })}${formActions(asked, {
      submit: say("landlord.withdraw.send"),
      note: say(isNamed ? "landlord.withdraw.note-named" : "landlord.withdraw.note"),
    })}`,
  )}</details>`;
}
