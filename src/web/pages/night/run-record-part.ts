/** Everything somebody else needs to compute a night again and to compare. */
import type { RunRead } from "../../../app/read-run.ts";
import { type Html, html } from "../../../markup/html.ts";
import { formatDay, formatNumber } from "../../../texts/format.ts";
import { type FactLine, factsList } from "../../components/facts-list.ts";
import type { PageAsked } from "../../page-route.ts";
import { atText } from "./night-words.ts";

/** The panel. */
export function recordPart(asked: PageAsked, { run, seed, lapsed }: RunRead): Html {
  const { say, language } = asked;
  const { asOf, snapshotSequence, record, resultDigest, modesFromRunId } = run.document;
  const digest = (value: string) => html`<code class="digest">${value}</code>`;
  const facts: readonly (FactLine | undefined)[] = [
    { term: say("night.run.record.day"), value: formatDay(asOf, language) },
    {
      term: say("night.run.record.snapshot"),
      value: record && digest(record.snapshotDigest),
      detail: say("night.run.record.sequence", { sequence: formatNumber(snapshotSequence, language) }),
    },
    ...(record?.ruleSets ?? []).map((ruleSet) => ({
      term: say("night.run.record.rules", { id: ruleSet.id, version: ruleSet.version }),
      value: digest(ruleSet.digest),
    })),
    record && {
      term: say("night.run.record.seed"),
      value: digest(record.seed),
      detail:
        record.seedOrigin === "given" && seed
          ? say("night.run.record.seed-published", { at: atText(asked, seed.document.publishedAt) })
          : say("night.run.record.seed-unpublished"),
    },
    resultDigest === undefined ? undefined : { term: say("night.run.record.result"), value: digest(resultDigest) },
    record && { term: say("night.run.record.engine"), value: record.engineVersion },
    modesFromRunId === undefined
      ? undefined
      : {
          term: say("night.run.record.modes-from"),
          value: html`<a href="/runs/${modesFromRunId}">${modesFromRunId}</a>`,
        },
    record && {
      term: say("night.run.record.lapsed"),
      value: lapsed === 0 ? say("night.run.record.lapsed-none") : formatNumber(lapsed, language),
    },
    record && { term: say("night.run.record.replay"), value: html`<code>contingent replay ${run.id}</code>` },
  ];
  return html`<section aria-labelledby="record" class="panel"><h2 id="record">${say("night.run.record.title")}</h2>${factsList(facts)}</section>`;
}
