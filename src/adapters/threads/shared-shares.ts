/**
 * Shares of a work that several threads draw from one counter in shared memory: whoever is free takes the next.
 */
import type { WorkShares } from "../../domain/engine/lists.ts";
import type { VacancyRange } from "../../domain/engine/verification.ts";

/** A thread that does not finish what it has drawn is not waited for any longer. Units: milliseconds. */
const WAIT_LIMIT = 20_000;

/** Numbers of a counter: the next share, and how many are done. */
const NEXT = 0;
const DONE = 1;
/** So many done say that a thread failed; finished shares never bring it back to 0. */
const FAILED = -(2 ** 30);

/** The counter of new shares, for every thread that takes part. */
export function newCounter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** Vacancies verified at a time. */
const VACANCIES_PER_SHARE = 64;

/** Ranges of vacancies drawn from a counter until none is left. */
export function vacancyRanges(counter: Int32Array, vacancyCount: number): () => VacancyRange | undefined {
  return () => {
    const from = Atomics.add(counter, NEXT, 1) * VACANCIES_PER_SHARE;
    return from < vacancyCount ? { from, to: Math.min(vacancyCount, from + VACANCIES_PER_SHARE) } : undefined;
  };
}

/** Lets every thread know that one of them failed. */
export function failCounter(counter: Int32Array): void {
  Atomics.store(counter, DONE, FAILED);
  Atomics.notify(counter, DONE);
}

/** The shares that a counter counts, as one thread sees them. */
export function sharesOf(counter: Int32Array): WorkShares {
  return {
    draw: () => Atomics.add(counter, NEXT, 1),
    finish: () => {
      Atomics.add(counter, DONE, 1);
      Atomics.notify(counter, DONE);
    },
    waitFor: (count) => {
      for (let done = Atomics.load(counter, DONE); done < count; done = Atomics.load(counter, DONE)) {
        if (done < 0 || Atomics.wait(counter, DONE, done, WAIT_LIMIT) === "timed-out") {
          throw new Error("another thread did not finish its share");
        }
      }
    },
  };
}
