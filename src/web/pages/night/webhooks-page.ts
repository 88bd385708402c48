/** Programs that are called for each notice: which there are, and a form for another one; its secret is shown once. */
import { endWebhook } from "../../../app/end-webhook.ts";
import { listWebhooks, type WebhookRead } from "../../../app/list-webhooks.ts";
import { subscribeWebhook } from "../../../app/subscribe-webhook.ts";
import { DomainError } from "../../../domain/shared/domain-error.ts";
import { stateMark } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import { emptyState } from "../../components/empty-state.ts";
import { field } from "../../components/field.ts";
import { formActions } from "../../components/form-actions.ts";
import { pageHead } from "../../components/page-head.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { recordTable } from "../../components/record-table.ts";
import { formOf, textOf } from "../../forms.ts";
import type { PageAnswer, PageAsked } from "../../page-route.ts";
import { shownOnce } from "../account/shown-once.ts";
import { atText } from "./night-words.ts";

/** Under this value the operator's own notices are asked for. */
const operatorsOwn = "operator";

/** The page. */
export function webhooksPage(asked: PageAsked): Promise<PageAnswer> {
  return shown(asked, []);
}

/** Subscribes a program and shows its secret. */
export async function subscribeWebhookForm(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, say } = asked;
  const of = textOf(form, "of") ?? operatorsOwn;
  const command = { url: textOf(form, "url") ?? "", ...(of === operatorsOwn ? {} : { landlordId: of }) };
  try {
    const { secret } = await subscribeWebhook(context, visitor!.actor, command);
    const title = say("night.webhooks.secret-title");
    const label = say("night.webhooks.secret");
    return shownOnce(asked, { title, label, secret, note: say("night.webhooks.secret-note"), backTo: "/webhooks" });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "not-allowed") throw error;
    return shown(asked, problemsOf(asked, error));
  }
}

/** Ends a subscription. */
export async function endWebhookForm({ context, visitor, params }: PageAsked): Promise<PageAnswer> {
  await endWebhook(context, visitor!.actor, { subscriptionId: params.subscriptionId! });
  return { kind: "see-other", to: "/webhooks", told: "night.webhooks.ended" };
}

async function shown(asked: PageAsked, problems: readonly FieldProblem[]): Promise<PageAnswer> {
  const { context, visitor, say } = asked;
  const { roles, scope } = visitor!.actor;
  const landlordIds = roles.includes("landlord") && Array.isArray(scope.landlordIds) ? scope.landlordIds : [];
  const owners: readonly string[] = [...(roles.includes("operator") ? [operatorsOwn] : []), ...landlordIds];
  const found: WebhookRead[] = [];
  for (const owner of owners)
    found.push(...(await listWebhooks(context, visitor!.actor, owner === operatorsOwn ? {} : { landlordId: owner })));
  const title = say("night.webhooks.title");
  return {
    kind: "page",
    title,
    under: "/notices",
    status: problems.length > 0 ? 422 : 200,
    body: html`${pageHead(asked, {
      title,
      lead: say("night.webhooks.lead"),
      crumbs: [{ href: "/notices", text: say("night.notices.title") }],
    })}<div class="night">${problemSummary(asked, problems)}${
      found.length === 0
        ? emptyState({ title: say("night.webhooks.none"), text: say("night.webhooks.none-text") })
        : table(asked, found)
    }${newForm(asked, owners, problems)}</div>`,
  };
}

function table(asked: PageAsked, found: readonly WebhookRead[]): Html {
  const { say } = asked;
  return recordTable({
    caption: say("night.webhooks.title"),
    isCaptionHidden: true,
    rows: found,
    columns: [
      {
        head: say("night.webhooks.url"),
        isRowHead: true,
        cell: ({ url, to }) => html`<code>${url}</code><small>${to.scopeId ?? say("night.role.operator")}</small>`,
      },
      {
        head: say("night.jobs.state"),
        cell: ({ state, endReason }) =>
          state === "active"
            ? stateMark("good", "ok", say("night.webhooks.active"))
            : stateMark("quiet", "stop", say(endReason === "gone" ? "night.webhooks.gone" : "night.webhooks.over")),
      },
      { head: say("night.webhooks.since"), cell: ({ createdAt }) => atText(asked, createdAt, "short") },
      {
        head: say("night.webhooks.end"),
        isHeadHidden: true,
        cell: ({ id, state, url }) =>
          state === "active" &&
          formOf(
            asked,
            { action: `/webhooks/${id}/end` },
            html`<button class="button quiet" type="submit">${say("night.webhooks.end")}<span class="hide"> ${url}</span></button>`,
          ),
      },
    ],
  });
}

function newForm(asked: PageAsked, owners: readonly string[], problems: readonly FieldProblem[]): Html {
  const { say, form } = asked;
  const options = owners.map((value) => ({
    value,
    text: value === operatorsOwn ? say("night.webhooks.of-operator") : value,
  }));
  return html`<section class="panel" aria-labelledby="new"><h2 id="new">${say("night.webhooks.new")}</h2>${formOf(
    asked,
    { action: "/webhooks" },
    html`${field(asked, {
      as: "url",
      name: "url",
      label: say("night.webhooks.url"),
      hint: say("night.webhooks.url-hint"),
      value: textOf(form, "url"),
      autocomplete: "off",
      problems,
    })}${
      options.length > 1
        ? field(asked, {
            as: "select",
            name: "of",
            label: say("night.webhooks.of"),
            value: textOf(form, "of"),
            options,
          })
        : html`<input type="hidden" name="of" value="${owners[0]}">`
    }${formActions(asked, { submit: say("night.webhooks.subscribe"), note: say("night.webhooks.note") })}`,
  )}</section>`;
}
