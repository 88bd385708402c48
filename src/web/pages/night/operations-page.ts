/** What the operator must see, on a telephone at night too: whether all is well, and if not, what to do; then everything else. */

import type { Concern } from "../../../app/jobs/concerns.ts";
import { listJobs, type Operations } from "../../../app/list-jobs.ts";
import { listNotices } from "../../../app/list-notices.ts";
import { retryNotice } from "../../../app/retry-notice.ts";
import { ENGINE_VERSION } from "../../../domain/engine/allocate.ts";
import { schedule } from "../../../jobs/schedule.ts";
import { icon } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatDay, formatNumber } from "../../../texts/format.ts";
import { factsList } from "../../components/facts-list.ts";
import { pageHead } from "../../components/page-head.ts";
import { versionIn } from "../../forms.ts";
import type { PageAnswer, PageAsked } from "../../page-route.ts";
import { databaseBytes } from "./database-size.ts";
import { deadLettersPart } from "./dead-letters.ts";
import { jobsPart } from "./jobs-part.ts";
import { atText, jobText, sizeText } from "./night-words.ts";
import { nightsStrip } from "./nights-strip.ts";

/** The page. */
export async function operationsPage(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, say } = asked;
  const operations = await listJobs(context, visitor!.actor, schedule);
  const dead =
    operations.outbox.dead === 0
      ? []
      : (await listNotices(context, visitor!.actor, { state: "failed", limit: 50 })).notices;
  const title = say("night.operations.title");
  return {
    kind: "page",
    title,
    under: "/operations",
    body: html`${pageHead(asked, { title, lead: say("night.operations.at", { at: atText(asked, context.clock.now()) }) })}<div class="night">${verdict(asked, operations)}${nightsStrip(asked, operations.runs)}${jobsPart(asked, operations)}${deadLettersPart(asked, dead)}<div class="columns">${outboxPart(asked, operations)}${systemPart(asked, operations)}</div></div>`,
  };
}

/** Sends a dead letter again. */
export async function retryNoticeForm({ context, visitor, params, form }: PageAsked): Promise<PageAnswer> {
  const expected = versionIn(form, "version");
  await retryNotice(context, visitor!.actor, { noticeId: params.noticeId!, expected });
  return { kind: "see-other", to: "/operations", told: "night.outbox.retried" };
}

/** Two seconds: a colour, a shape, a word; then each thing with what to do. */
function verdict(asked: PageAsked, { concerns }: Operations): Html {
  const { say } = asked;
  const isUrgent = concerns.some(({ severity }) => severity === "now");
  const [tone, shape] = isUrgent
    ? (["risk", "warn"] as const)
    : concerns.length > 0
      ? (["care", "ask"] as const)
      : (["good", "ok"] as const);
  const now = concerns.filter(({ severity }) => severity === "now").length;
  const words =
    concerns.length === 0
      ? say("night.operations.well")
      : say(isUrgent ? "night.operations.now" : "night.operations.soon", { count: isUrgent ? now : concerns.length });
  return html`<section class="verdict is-${tone}" aria-labelledby="verdict"><h2 id="verdict">${icon(shape)}${words}</h2>${
    concerns.length === 0
      ? html`<p>${say("night.operations.well-text")}</p>`
      : html`<ul>${concerns.map((concern) => concernLine(asked, concern))}</ul>`
  }</section>`;
}

function concernLine(asked: PageAsked, { code, about = "", count = 0 }: Concern): Html {
  const { say } = asked;
  const isRun = code === "run-refused" || code === "proposals-withheld";
  const values = { count, day: formatDay(about.slice(0, 10), asked.language), job: jobText(asked, about) };
  const sentence = say(`night.concern.${code}`, values);
  return html`<li><b>${isRun ? html`<a href="/runs/${about}">${sentence}</a>` : sentence}</b> ${say(`night.concern.${code}.next`)}</li>`;
}

function outboxPart({ say, language }: PageAsked, { outbox }: Operations): Html {
  const number = (value: number) => formatNumber(value, language);
  const waiting = outbox.isMore ? say("night.outbox.more", { count: number(outbox.waiting) }) : number(outbox.waiting);
  return html`<section class="panel" aria-labelledby="outbox"><h2 id="outbox">${say("night.outbox.title")}</h2>${factsList(
    [
      { term: say("night.outbox.waiting"), value: waiting },
      { term: say("night.outbox.due"), value: number(outbox.due) },
      { term: say("night.outbox.dead"), value: number(outbox.dead) },
      {
        term: say("night.outbox.mail"),
        value: say(outbox.hasMail ? "night.outbox.has-mail" : "night.outbox.no-mail"),
      },
    ],
  )}</section>`;
}

function systemPart(asked: PageAsked, { lastRoot, entries, place }: Operations): Html {
  const { say, language } = asked;
  const bytes = databaseBytes(place);
  return html`<section class="panel" aria-labelledby="system"><h2 id="system">${say("night.system.title")}</h2>${factsList(
    [
      { term: say("night.system.version"), value: `contingent ${ENGINE_VERSION}` },
      { term: say("night.system.database"), value: html`<code>${place}</code>` },
      bytes !== undefined && { term: say("night.system.size"), value: sizeText(bytes, language) },
      { term: say("night.system.entries"), value: formatNumber(entries, language) },
      {
        term: say("night.system.root"),
        value: lastRoot
          ? html`${formatDay(lastRoot.day, language)} <code class="digest">${lastRoot.root}</code>`
          : say("night.system.root-none"),
        ...(lastRoot ? { detail: say("night.system.root-keep") } : {}),
      },
      {
        term: say("night.system.backup"),
        value: html`<code>contingent db backup</code>`,
        detail: say("night.system.backup-text"),
      },
    ],
  )}</section>`;
}
