/**
 * Rule sets of a folder as they were read a moment ago: pages and calls ask for them many times a second, and a file that is changed counts a few
 * seconds later.
 */
import type { RuleSource } from "../../app/ports.ts";

/** Units: milliseconds. */
const REMEMBERED_MS = 5_000;

/** The same source, asked once in a while; a reading that fails is not remembered. */
export function rememberedRules({ ruleSets }: RuleSource, now: () => number = () => performance.now()): RuleSource {
  let last: { readonly at: number; readonly sets: ReturnType<RuleSource["ruleSets"]> } | undefined;
  return {
    ruleSets: () => {
      if (last && now() - last.at < REMEMBERED_MS) return last.sets;
      const sets = ruleSets();
      const asked = { at: now(), sets };
      last = asked;
      sets.catch(() => {
        if (last === asked) last = undefined;
      });
      return sets;
    },
  };
}
