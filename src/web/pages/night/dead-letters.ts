/** Notices that did not arrive, each with its reason and a button that sends it again. */
import type { NoticeRead } from "../../../app/list-notices.ts";
import { type Html, html } from "../../../markup/html.ts";
import { typeset } from "../../../markup/typography.ts";
import { noticeWords } from "../../../texts/notice-words.ts";
import { recordTable } from "../../components/record-table.ts";
import { formOf } from "../../forms.ts";
import type { PageAsked } from "../../page-route.ts";
import { atText, problemText, reached, roleText } from "./night-words.ts";

/** The table; nothing where all arrived. */
export function deadLettersPart(asked: PageAsked, dead: readonly NoticeRead[]): Html | undefined {
  const { say, language } = asked;
  if (dead.length === 0) return undefined;
  const title = say("night.outbox.dead-title");
  return html`<section aria-labelledby="dead"><h2 id="dead">${title}</h2>${recordTable({
    caption: title,
    isCaptionHidden: true,
    rows: dead,
    columns: [
      {
        head: say("night.outbox.what"),
        isRowHead: true,
        cell: ({ notice, dwelling }) => {
          const words = noticeWords({ ...notice.document, ...(dwelling ? { dwelling } : {}) }, language);
          return html`${typeset(words.title, language)}<small>${atText(asked, notice.document.createdAt, "short")}</small>`;
        },
      },
      {
        head: say("night.outbox.for"),
        cell: ({ notice: { document } }) =>
          html`${roleText(asked, document.to.role)}${document.to.scopeId !== undefined && ` ${document.to.scopeId}`}<small>${reached(asked, document.deliveries)}</small>`,
      },
      {
        head: say("night.outbox.why"),
        cell: ({ notice: { document } }) => document.lastProblem && problemText(asked, document.lastProblem),
      },
      { head: say("night.outbox.tries"), isNumber: true, cell: ({ notice }) => notice.document.attempts },
      {
        head: say("night.outbox.retry"),
        isHeadHidden: true,
        cell: ({ notice }) =>
          formOf(
            asked,
            { action: `/notices/${notice.id}/retry` },
            html`<input type="hidden" name="version" value="${notice.version}"><button class="button" type="submit">${say("night.outbox.retry")}</button>`,
          ),
      },
    ],
  })}</section>`;
}
