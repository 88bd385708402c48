/** The clock of the demonstration: it begins on the day of the invented town, whatever the day is, and goes on from there. */
import { dayInParis, systemClock } from "../../src/adapters/system/system-clock.ts";
import type { Clock } from "../../src/app/ports.ts";

export class DemoClock implements Clock {
  #aheadMilliseconds = 0;

  constructor(now: string) {
    this.moveTo(now);
  }

  now(): string {
    return new Date(Date.parse(systemClock.now()) + this.#aheadMilliseconds).toISOString();
  }

  today(): string {
    return dayInParis(new Date(this.now()));
  }

  /** Goes on from an instant. */
  moveTo(now: string): void {
    this.#aheadMilliseconds = Date.parse(now) - Date.parse(systemClock.now());
  }
}
