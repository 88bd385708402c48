/**
 * The sessions against which clocks are drawn: this one and those that follow. Those that are not open yet are taken to come week by week, and the page
 * says so.
 */
import type { Stored } from "../../../app/ports.ts";
import { dayNumberOf, dayText } from "../../../domain/shared/dates.ts";
import { compareText } from "../../../domain/shared/order.ts";

const DAYS_BETWEEN = 7;
const SHOWN = 5;

/** The sessions of an axis. */
export interface Sessions {
  /** Days of the sessions, this one first; never before today. */
  readonly days: readonly string[];
  /** True where some of them are not open yet. */
  readonly areAssumed: boolean;
}

/** This session and those that follow it. */
export function sessionsFrom(current: string, agendas: readonly Stored<"agenda">[], today: string): Sessions {
  const first = current < today ? today : current;
  const known = agendas.map(({ document }) => document.heldOn).filter((day) => day > first);
  const days = [...new Set([first, ...known])].sort(compareText);
  const isKnown = days.length >= SHOWN;
  while (days.length < SHOWN) days.push(dayText(dayNumberOf(days.at(-1)!)! + DAYS_BETWEEN));
  return { days: days.slice(0, SHOWN), areAssumed: !isKnown };
}
