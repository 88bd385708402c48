/** What must be looked at before a row is decided, and what became of one that is: a shape, a word, and whom it is about. */
import { standingOn } from "../../../app/proposals/agenda-progress.ts";
import type { ProposalRow } from "../../../app/proposals/proposal-rows.ts";
import type { LookKind } from "../../../domain/proposals/look-at.ts";
import { type IconName, stateMark, type Tone } from "../../../markup/charts.ts";
import { type Html, html } from "../../../markup/html.ts";
import type { Wording } from "../../../markup/wording.ts";
import { timeOf } from "./times.ts";

const looks: Readonly<Record<LookKind, readonly [Tone, IconName]>> = {
  withheld: ["risk", "lock"],
  nobody: ["risk", "stop"],
  gone: ["risk", "out"],
  missing: ["risk", "warn"],
  pending: ["care", "ask"],
  flagged: ["care", "flag"],
  ready: ["good", "ok"],
};

const decided: Readonly<Record<string, readonly [Tone, IconName]>> = {
  confirm: ["good", "ok"],
  replace: ["quiet", "swap"],
  defer: ["quiet", "wait"],
  reject: ["quiet", "stop"],
  "give-back": ["quiet", "back"],
  release: ["quiet", "ok"],
  drop: ["quiet", "stop"],
};

/** What to look at, for a row that is to be decided. */
export function lookBadge(words: Wording, { look, proposal }: ProposalRow): Html {
  const [tone, shape] = looks[look.kind];
  const count = look.kind === "missing" ? look.missing : look.requestIds.length;
  const details = [
    look.requestIds.join(", "),
    proposal.document.proposed.priorityFirstFor === undefined ? "" : words.say("report.priority-first"),
  ].filter((detail) => detail !== "");
  return html`${stateMark(tone, shape, words.say(`committee.look.${look.kind}`, { count }))}${details.length > 0 && html`<small>${details.join(" · ")}</small>`}`;
}

/** What was decided on a row, by its last decision; what to look at where nothing was. */
export function rowState(words: Wording, row: ProposalRow, agendaId?: string): Html {
  const { decision, proposal } = row;
  if (proposal.document.state === "lapsed") return stateMark("quiet", "stop", words.say("committee.row.lapsed"));
  if (agendaId !== undefined && standingOn(agendaId, proposal, decision) === "left")
    return stateMark("quiet", "back", words.say("committee.row.left"));
  if (!decision) return lookBadge(words, row);
  const { kind, state, decidedAt, secondedAt } = decision.document;
  if (state === "awaiting-second-signature")
    return html`${stateMark("care", "wait", words.say("committee.row.awaiting"))}<small>${words.say(`committee.done.${kind}`)}</small>`;
  const [tone, shape] = decided[kind]!;
  return html`${stateMark(tone, shape, words.say(`committee.done.${kind}`))}<small>${words.say("committee.at-time", { time: timeOf(secondedAt ?? decidedAt, words.language) })}</small>`;
}
