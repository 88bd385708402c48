/** The state of a record: a shape of its own, then the word, then a colour. */
import { type IconName, stateMark, type Tone } from "../../markup/charts.ts";
import type { Html } from "../../markup/html.ts";
import { isTextKey } from "../../texts/texts.ts";
import type { PageAsked } from "../page-route.ts";

const looks: Readonly<Record<string, readonly [Tone, IconName]>> = {
  draft: ["quiet", "pen"],
  submitted: ["quiet", "wait"],
  active: ["quiet", "wait"],
  declared: ["quiet", "wait"],
  open: ["quiet", "wait"],
  proposed: ["quiet", "flag"],
  designated: ["good", "flag"],
  housed: ["good", "bed"],
  let: ["good", "bed"],
  leased: ["good", "bed"],
  withdrawn: ["quiet", "stop"],
  expired: ["care", "stop"],
  deregistered: ["quiet", "stop"],
  merged: ["quiet", "swap"],
  "given-back": ["quiet", "back"],
  lost: ["risk", "stop"],
  confirmed: ["good", "ok"],
  replaced: ["good", "swap"],
  deferred: ["care", "wait"],
  rejected: ["quiet", "stop"],
  lapsed: ["quiet", "stop"],
  withheld: ["care", "lock"],
  dropped: ["quiet", "stop"],
  "awaiting-second-signature": ["care", "wait"],
  final: ["good", "ok"],
  cancelled: ["quiet", "stop"],
  closed: ["quiet", "lock"],
  sent: ["quiet", "out"],
  answered: ["good", "ok"],
  failed: ["risk", "warn"],
  offered: ["quiet", "wait"],
  accepted: ["good", "ok"],
  refused: ["risk", "stop"],
  silent: ["care", "ask"],
  completed: ["good", "ok"],
  recorded: ["care", "ask"],
  validated: ["good", "ok"],
  pending: ["quiet", "wait"],
  kept: ["quiet", "ok"],
  locked: ["risk", "lock"],
};

const looksOfKind: Readonly<Record<string, readonly [Tone, IconName]>> = {
  "account-active": ["good", "ok"],
  "account-disabled": ["quiet", "lock"],
  "notice-sent": ["good", "ok"],
};

/** The badge. `kind` chooses the word where kinds differ: a notice that failed is not a designation that failed. */
export function stateBadge({ say }: Pick<PageAsked, "say">, state: string, kind?: string): Html {
  const [tone, shape] = looksOfKind[`${kind}-${state}`] ?? looks[state] ?? ["quiet", "ask"];
  const key = [`record-state.${kind}-${state}`, `record-state.${state}`].find(isTextKey);
  const word = key ? say(key) : state;
  return stateMark(tone, shape, word.slice(0, 1).toUpperCase() + word.slice(1));
}

/** States that have a look of their own. */
export const knownStates: readonly string[] = Object.keys(looks);
