/** The clock of the demonstration: it begins on the day of the invented town, whatever the day is, and goes on from there. */

import { dayInParis, systemClock } from "../../src/adapters/system/system-clock.ts";
import type { Clock } from "../../src/app/ports.ts";

export class DemoClock implements Clock {
  #now: string;
  #aheadMilliseconds: number | undefined;

  constructor(now: string) {
    this.#now = now;
  }

  now(): string {
    if (this.#aheadMilliseconds === undefined) return this.#now;
    return new Date(Date.parse(systemClock.now()) + this.#aheadMilliseconds).toISOString();
  }

  today(): string {
    return dayInParis(new Date(this.now()));
  }

  /** Stands at an instant. */
  standAt(now: string): void {
    this.#now = now;
  }

  /** Goes on from where it stands. */
  goOn(): void {
    this.#aheadMilliseconds = Date.parse(this.#now) - Date.parse(systemClock.now());
  }
}
