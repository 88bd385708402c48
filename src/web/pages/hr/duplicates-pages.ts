/** Requests that may be of one household, for the secretary: what is equal, what differs; merged, kept apart, or separated again. */
import { listCommunes } from "../../../app/list-communes.ts";
import { type DuplicatePair, listDuplicates } from "../../../app/list-duplicates.ts";
import { mergeRequests } from "../../../app/merge-requests.ts";
import type { Stored } from "../../../app/ports.ts";
import { readDeclared } from "../../../app/read-declared.ts";
import { separateRequests } from "../../../app/separate-requests.ts";
import type { PersonContents } from "../../../domain/persons/person.ts";
import { mergeReasons, separationReasons } from "../../../domain/requests/request-end.ts";
import { type Html, html } from "../../../markup/html.ts";
import { Wording } from "../../../markup/wording.ts";
import { choice } from "../../components/choice.ts";
import { emptyState } from "../../components/empty-state.ts";
import { field } from "../../components/field.ts";
import { pageHead } from "../../components/page-head.ts";
import { pager } from "../../components/pager.ts";
import { type FieldProblem, problemSummary } from "../../components/problem-summary.ts";
import { problemsOf } from "../../components/problems-of.ts";
import { stateBadge } from "../../components/state-badge.ts";
import { correctableStatus, isCorrectable } from "../../correctable.ts";
import { formOf, textOf, versionIn } from "../../forms.ts";
import type { PageAnswer, PageAsked, PageShown } from "../../page-route.ts";
import { contentsIn, type Names, namesOf, nameText } from "./person-names.ts";

/** Communes by code, employers by id. */
interface Titles {
  readonly communes: ReadonlyMap<string, string>;
  readonly employers: ReadonlyMap<string, string>;
}

/** Pairs on a page: each is looked at with care. */
const PAIRS = 10;

/** What a form of one pair was refused with. */
interface RefusedPair {
  readonly otherId: string;
  readonly status: 409 | 422;
  readonly problems: readonly FieldProblem[];
}

export async function duplicatesPage(asked: PageAsked, refused?: RefusedPair): Promise<PageShown> {
  const { context, visitor, query, say } = asked;
  const words = new Wording(asked.language);
  const state = textOf(query, "state") === "merged" ? "merged" : "waiting";
  const after = textOf(query, "after");
  const requestId = textOf(query, "request");
  const { pairs, next } = await listDuplicates(context, visitor!.actor, {
    state,
    limit: PAIRS,
    ...(requestId === undefined ? {} : { requestId }),
    ...(after === undefined ? {} : { after }),
  });
  const everybody = pairs.flatMap(({ request, others }) => [request, ...others]).slice(0, 100);
  const names = await namesOf(asked, everybody, "check-duplicate");
  const communes = new Map((await listCommunes(context, visitor!.actor)).map(({ code, title }) => [code, title]));
  const titles = { communes, employers: await employersOf(asked, everybody) };
  const tabs = (["waiting", "merged"] as const).map(
    (one) =>
      html`<li><a href="/duplicates${one === "merged" && "?state=merged"}"${one === state && html` aria-current="page"`}>${say(`hr.duplicates.${one}`)}</a></li>`,
  );
  const body = html`${pageHead(asked, { title: say("hr.duplicates.title"), lead: say("hr.duplicates.lead") })}
<nav aria-label="${say("hr.duplicates.which")}"><ul class="request-tabs">${tabs}</ul></nav>
${
  pairs.length === 0
    ? emptyState({ title: say(`hr.duplicates.none-${state}`), text: say(`hr.duplicates.none-${state}-text`) })
    : pairs.map((pair) => pairView(asked, words, names, titles, pair, state, refused))
}
${pager(asked, next)}`;
  return {
    kind: "page",
    title: say("hr.duplicates.title"),
    body,
    under: "/duplicates",
    ...(refused ? { status: refused.status } : {}),
  };
}

/** The employers of some requests by id, as they call themselves. */
async function employersOf(
  { context, visitor }: PageAsked,
  requests: readonly Stored<"request">[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(requests.flatMap(({ document }) => document.facts?.employerId ?? []));
  const titles = new Map<string, string>();
  for (const id of ids) {
    const { document } = await readDeclared(context, visitor!.actor, { kind: "employer", id });
    titles.set(id, document.facts.title ?? id);
  }
  return titles;
}

function employerTitle({ employers }: Titles, id: string | undefined): string | undefined {
  return id === undefined ? undefined : (employers.get(id) ?? id);
}

function pairView(
  asked: PageAsked,
  words: Wording,
  names: Names,
  titles: Titles,
  { request, others }: DuplicatePair,
  state: "waiting" | "merged",
  refused: RefusedPair | undefined,
): Html {
  const { say } = asked;
  const own = refused?.otherId === request.id ? refused.problems : [];
  const columns = [request, ...others];
  const { same, differing } = compared(words, names, titles, columns);
  const lines = [
    {
      title: say("hr.duplicates.request"),
      values: columns.map(
        (one) =>
          html`<a href="/requests/${one.id}">${contentsIn(names, one)?.reference ?? one.id}</a>${stateBadge(asked, one.document.state)}`,
      ),
    },
    ...differing,
  ];
  const heads = columns.map((one) => nameText(words, names, one));
  const table = html`<table class="data flow"><caption class="hide">${say("hr.duplicates.compared")}</caption><thead><tr><th scope="col"><span class="hide">${say("hr.duplicates.fact")}</span></th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${lines.map(
    ({ title, values }) =>
      html`<tr><th scope="row">${title}</th>${values.map((value, place) => html`<td data-of="${place + 1}. ${heads[place]}"><div>${value}</div></td>`)}</tr>`,
  )}</tbody></table>`;
  return html`<article class="duplicate"><h2>${nameText(words, names, request)}</h2>${problemSummary(asked, own)}${
    others.length === 0 ? html`<p>${say("hr.duplicates.nobody-left")}</p>` : table
  }${same.length > 0 && html`<p class="note">${say("hr.duplicates.same")} ${same.map(({ title, values }) => `${title} ${values[0]}`).join(" · ")}</p>`}${
    state === "merged"
      ? separateForm(asked, words, request, others[0], own)
      : decideForm(asked, words, names, request, others, own)
  }</article>`;
}

function columnName(words: Wording, names: Names, request: Stored<"request">): string {
  return `${nameText(words, names, request)}, ${request.id}`;
}

interface Compared {
  readonly title: string;
  readonly values: readonly string[];
}

/** Lines that differ first and those that are the same apart. */
function compared(
  words: Wording,
  names: Names,
  titles: Titles,
  requests: readonly Stored<"request">[],
): { readonly same: readonly Compared[]; readonly differing: readonly Compared[] } {
  const contents = requests.map((one) => contentsIn(names, one));
  const of = (name: keyof PersonContents & string, title: string): Compared => ({
    title,
    values: contents.map((one) => String(one?.[name] ?? "–")),
  });
  const facts = (title: string, read: (request: Stored<"request">) => string | undefined): Compared => ({
    title,
    values: requests.map((one) => read(one) ?? "–"),
  });
  const field = (name: string) => words.word("hr.field", name);
  const lines = [
    of("familyName", field("familyName")),
    of("givenNames", field("givenNames")),
    facts(field("bornOn"), ({ document }) =>
      dayOf(words, document.facts?.household.persons.find(({ role }) => role === "applicant")?.bornOn),
    ),
    of("email", field("email")),
    of("phone", field("phone")),
    of("address", field("address")),
    facts(field("employerId"), ({ document }) => employerTitle(titles, document.facts?.employerId)),
    facts(field("filedOn"), ({ document }) => dayOf(words, document.facts?.filedOn)),
    facts(field("validUntil"), ({ document }) => dayOf(words, document.facts?.validUntil)),
    facts(
      words.say("hr.duplicates.persons"),
      ({ document }) => document.facts && words.number(document.facts.household.persons.length),
    ),
    facts(field("wishes"), ({ document }) =>
      document.facts?.wishedCommunes?.map((code) => titles.communes.get(code) ?? code).join(", "),
    ),
    facts(field("referenceIncome"), ({ document }) => {
      const cents = document.facts?.household.referenceIncomeCentsPerYear;
      return cents === undefined ? undefined : words.value(cents, "cents-per-year");
    }),
  ];
  const isSame = ({ values }: Compared) => new Set(values).size === 1;
  return {
    same: lines.filter((one) => isSame(one) && one.values[0] !== "–"),
    differing: lines.filter((one) => !isSame(one)),
  };
}

function dayOf(words: Wording, day: string | undefined): string | undefined {
  return day === undefined ? undefined : words.day(day, "short");
}

function decideForm(
  asked: PageAsked,
  words: Wording,
  names: Names,
  request: Stored<"request">,
  others: readonly Stored<"request">[],
  problems: readonly FieldProblem[],
): Html | undefined {
  const { say } = asked;
  if (others.length === 0) return undefined;
  const named = (name: string) => nameFor(name, request.id);
  const reasons = (outcome: keyof typeof mergeReasons) =>
    mergeReasons[outcome].map((reason) => ({ value: reason, text: words.word("hr.code.household-reason", reason) }));
  const kept = others.map((one) => ({ value: `${one.id} ${one.version}`, text: columnName(words, names, one) }));
  const asks = (outcome: keyof typeof mergeReasons) =>
    field(asked, {
      as: "select",
      name: named(`${outcome}-reason`),
      label: say("hr.duplicates.reason"),
      options: reasons(outcome),
      empty: say("hr.form.choose"),
      problems,
    });
  return formOf(
    asked,
    { action: textOf(asked.query, "request") === undefined ? "/duplicates" : `/duplicates?request=${request.id}` },
    html`<input type="hidden" name="otherId" value="${request.id}"><input type="hidden" name="otherExpected" value="${request.version}">${
      kept.length === 1
        ? html`<input type="hidden" name="${named("kept")}" value="${kept[0]!.value}">`
        : field(asked, {
            as: "select",
            name: named("kept"),
            label: say("hr.duplicates.with"),
            options: kept,
            empty: say("hr.form.choose"),
            problems,
          })
    }${choice({
      name: named("outcome"),
      legend: say("hr.duplicates.decide"),
      ways: [
        {
          value: "merge",
          label: say("hr.duplicates.merge"),
          effect: say("hr.duplicates.merge-effect"),
          needs: asks("merge"),
        },
        {
          value: "keep-apart",
          label: say("hr.duplicates.keep-apart"),
          effect: say("hr.duplicates.keep-apart-effect"),
          needs: asks("keep-apart"),
        },
      ],
      problems,
    })}<p class="actions"><button class="button main" type="submit">${say("hr.duplicates.do")}</button></p>`,
  );
}

function separateForm(
  asked: PageAsked,
  words: Wording,
  request: Stored<"request">,
  kept: Stored<"request"> | undefined,
  problems: readonly FieldProblem[],
): Html | undefined {
  const { say } = asked;
  if (!kept) return undefined;
  const named = (name: string) => nameFor(name, request.id);
  const options = separationReasons.map((reason) => ({
    value: reason,
    text: words.word("hr.code.household-reason", reason),
  }));
  return html`<details${problems.length > 0 && html` open`}><summary>${say("hr.duplicates.separate")}</summary><p>${say("hr.duplicates.separate-effect")}</p>${formOf(
    asked,
    { action: "/duplicates/separate" },
    html`<input type="hidden" name="otherId" value="${request.id}"><input type="hidden" name="otherExpected" value="${request.version}"><input type="hidden" name="${named("kept")}" value="${kept.id} ${kept.version}">${field(asked, { as: "select", name: named("reason"), label: say("hr.duplicates.reason"), options, empty: say("hr.form.choose"), problems })}<p class="actions"><button class="button" type="submit">${say("hr.duplicates.separate-do")}</button></p>`,
  )}</details>`;
}

/** The name of a field in the form of one request: several such forms stand on a page, and a label belongs to one field. */
function nameFor(name: string, requestId: string): string {
  return `${name}-${requestId}`;
}

/** The two requests that a form names. */
function namedIn({ form }: PageAsked) {
  const otherId = textOf(form, "otherId") ?? "";
  const [keptId = "", keptExpected = "0"] = (textOf(form, nameFor("kept", otherId)) ?? "").split(" ");
  return {
    keptId,
    keptExpected: versionIn({ keptExpected }, "keptExpected"),
    otherId,
    otherExpected: versionIn(form, "otherExpected"),
  };
}

export async function decideDuplicate(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form, say } = asked;
  const named = namedIn(asked);
  const outcome = (["merge", "keep-apart"] as const).find(
    (one) => one === textOf(form, nameFor("outcome", named.otherId)),
  );
  const missing = [
    ...(named.keptId === "" ? [{ field: nameFor("kept", named.otherId), sentence: say("shell.missing") }] : []),
    ...(outcome ? [] : [{ field: nameFor("outcome", named.otherId), sentence: say("shell.missing") }]),
  ];
  if (!outcome || missing.length > 0)
    return duplicatesPage(asked, { otherId: named.otherId, status: 422, problems: missing });
  const reasonField = nameFor(`${outcome}-reason`, named.otherId);
  const command = { ...named, outcome, reason: textOf(form, reasonField) ?? "" };
  const refused = await refusalOf(asked, named.otherId, reasonField, () =>
    mergeRequests(context, visitor!.actor, command),
  );
  return (
    refused ?? {
      kind: "see-other",
      to: "/duplicates",
      told: outcome === "merge" ? "hr.told.merged" : "hr.told.kept-apart",
    }
  );
}

export async function separateDuplicate(asked: PageAsked): Promise<PageAnswer> {
  const { context, visitor, form } = asked;
  const named = namedIn(asked);
  const command = { ...named, reason: textOf(form, nameFor("reason", named.otherId)) ?? "" };
  const refused = await refusalOf(
    asked,
    named.otherId,
    nameFor("reason", named.otherId),
    () => separateRequests(context, visitor!.actor, command),
    "merged",
  );
  return refused ?? { kind: "see-other", to: "/duplicates", told: "hr.told.separated" };
}

async function refusalOf(
  asked: PageAsked,
  otherId: string,
  reasonField: string,
  act: () => Promise<unknown>,
  state?: "merged",
): Promise<PageShown | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (!isCorrectable(error)) throw error;
    const problems = problemsOf(asked, error, (name) => (name === "reason" ? reasonField : undefined));
    const query = state === undefined ? asked.query : { ...asked.query, state };
    return duplicatesPage({ ...asked, query }, { otherId, status: correctableStatus(error), problems });
  }
}
