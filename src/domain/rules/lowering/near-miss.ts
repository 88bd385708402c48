/**
 * The name somebody probably meant: the nearest known name, when one is near enough to be worth saying.
 * Used by findings only; it decides nothing.
 */
import { compareText } from "../../shared/order.ts";
import { type Phrase, phrase, wordless } from "../../shared/phrase.ts";

/** Smallest number of letters added, left out, replaced or swapped with a neighbour that turns one text into the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, beforeLast[j - 2]! + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

function lastStep(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** The known name nearest to `wanted`, or undefined when none is within a third of its letters (two at least). The same last step counts as near. */
export function nearMiss(wanted: string, known: Iterable<string>): string | undefined {
  if (wanted.length > 80) return undefined;
  const reach = Math.max(2, Math.floor(wanted.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const whole = editDistance(wanted, name);
    const distance = name.includes(".") ? Math.min(whole, editDistance(lastStep(wanted), lastStep(name)) + 1.5) : whole;
    if (distance > reach) continue;
    if (!best || distance < best.distance || (distance === best.distance && compareText(name, best.name) < 0))
      best = { name, distance };
  }
  return best?.name;
}

/** The end of a sentence: ` Maybe "x"?`, or nothing. */
export function maybe(wanted: string, known: Iterable<string>): Phrase {
  const near = nearMiss(wanted, known);
  return near === undefined ? wordless : phrase` Maybe "${near}"?`;
}
