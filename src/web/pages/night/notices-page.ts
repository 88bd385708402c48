/** What somebody was told, by day, the newest first; what they have not read stands out. */
import { listNotices, type NoticeRead } from "../../../app/list-notices.ts";
import { markNoticesRead } from "../../../app/mark-notices-read.ts";
import { parisTimeOf } from "../../../domain/clocks/paris-time.ts";
import type { NoticeDocument } from "../../../domain/notices/notice.ts";
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { type IconName, icon } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { typeset } from "../../../markup/typography.ts";
import { formatDay, formatTime } from "../../../texts/format.ts";
import { noticeWords } from "../../../texts/notice-words.ts";
import { emptyState } from "../../components/empty-state.ts";
import { pageHead } from "../../components/page-head.ts";
import { pager } from "../../components/pager.ts";
import { formOf, textOf } from "../../forms.ts";
import type { PageAnswer, PageAsked } from "../../page-route.ts";
import { problemText } from "./night-words.ts";

const PAGE = 50;

/** The page. */
export async function noticesPage(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, say, query } = asked;
  const after = textOf(query, "after");
  const page = await listNotices(context, visitor!.actor, { limit: PAGE, ...(after === undefined ? {} : { after }) });
  const { notices, readUntil = "" } = page;
  const unread = notices.filter(({ notice }) => notice.document.createdAt > readUntil).length;
  const title = say("night.notices.title");
  const mayHavePrograms = ["landlord", "operator"].some((role) => visitor!.actor.roles.some((own) => own === role));
  const newest = notices[0]?.notice.document.createdAt ?? "";
  return {
    kind: "page",
    title,
    under: "/notices",
    body: html`${pageHead(asked, {
      title,
      lead: say("night.notices.lead"),
      ...(unread > 0
        ? {
            aside: html`<p class="unread-count">${say("night.notices.unread", { count: unread })}</p>`,
            actions: formOf(
              asked,
              { action: "/notices/read" },
              html`<input type="hidden" name="until" value="${newest}"><button class="button" type="submit">${say("night.notices.mark")}</button>`,
            ),
          }
        : {}),
    })}${
      notices.length === 0
        ? emptyState({ title: say("night.notices.none"), text: say("night.notices.none-text") })
        : byDay(notices).map(([day, some]) => daySection(asked, day, some, readUntil))
    }${pager(asked, page.next)}${mayHavePrograms && html`<p class="programs"><a href="/webhooks">${say("night.notices.programs")}</a></p>`}`,
  };
}

/** Remembers that everything shown was read. */
export async function markNoticesReadForm({ context, visitor, form }: PageAsked): Promise<PageAnswer> {
  const readUntil = textOf(form, "until");
  if (readUntil !== undefined) await markNoticesRead(context, visitor!.actor, { readUntil });
  return { kind: "see-other", to: "/notices", told: "night.notices.marked" };
}

function byDay(notices: readonly NoticeRead[]): readonly (readonly [string, readonly NoticeRead[]])[] {
  const days = new Map<string, NoticeRead[]>();
  for (const read of notices) {
    const { day } = parisTimeOf(read.notice.document.createdAt);
    days.set(day, [...(days.get(day) ?? []), read]);
  }
  return [...days];
}

function daySection(asked: PageAsked, day: string, notices: readonly NoticeRead[], readUntil: string): Html {
  const { say, language, context } = asked;
  const today = dayNumberOf(parisTimeOf(context.clock.now()).day)!;
  const ago = today - dayNumberOf(day)!;
  const written = formatDay(day, language);
  const near = ago === 0 ? say("night.notices.today") : ago === 1 ? say("night.notices.yesterday") : undefined;
  return html`<section class="notice-day" aria-labelledby="day-${day}"><h2 id="day-${day}">${near ?? written}${
    near !== undefined && html` <small>${written}</small>`
  }</h2><ul class="notice-list">${notices.map((read) => line(asked, read, read.notice.document.createdAt > readUntil))}</ul></section>`;
}

function line(asked: PageAsked, { notice, dwelling }: NoticeRead, isUnread: boolean): Html {
  const { say, language } = asked;
  const { document } = notice;
  const { title, text, path } = noticeWords({ ...document, ...(dwelling ? { dwelling } : {}) }, language);
  const { minute } = parisTimeOf(document.createdAt);
  return html`<li${isUnread && html` class="is-unread"`}><p class="notice-time">${formatTime(minute, language)}${
    isUnread && html`<span class="unread">${say("night.notices.new")}</span>`
  }</p><div><h3>${path === undefined ? typeset(title, language) : html`<a href="${path}">${typeset(title, language)}</a>`}</h3><p>${typeset(text, language)}</p>${sending(asked, document)}</div></li>`;
}

const shapes: Readonly<Partial<Record<NoticeDocument["state"], IconName>>> = {
  pending: "wait",
  sent: "out",
  failed: "warn",
};

/** Whether it went out, in a few quiet words. */
function sending(asked: PageAsked, { state, lastProblem }: NoticeDocument): Html {
  const { say } = asked;
  const shape = shapes[state];
  const why = state === "failed" && lastProblem !== undefined && problemText(asked, lastProblem);
  return html`<p class="sending${state === "failed" && " is-risk"}">${shape && icon(shape)}${say(`night.notices.mail-${state}`)}${why !== false && `, ${why}`}</p>`;
}
