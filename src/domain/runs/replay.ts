/**
 * What came of computing a past run again: the same bytes, the first thing that differs, or the facts that were erased since.
 * Compares what was stored with what was computed, member by member in canonical order, so that the first difference is the same on every machine.
 */
import { compareText } from "../shared/order.ts";

/** The first place where two values differ, as a JSON pointer; a member that is absent was not there. */
export interface ReplayDifference {
  readonly pointer: string;
  readonly stored?: unknown;
  readonly computed?: unknown;
}

/** What came of a replay. */
export interface ReplayOutcome {
  readonly runId: string;
  /** `incomplete`: facts were erased since, so nothing was computed; the digests say whether all else is as it was. */
  readonly verdict: "same" | "different" | "incomplete";
  /** The versions of the engine; where they differ the results were compared all the same. */
  readonly engineVersion: { readonly recorded: string; readonly now: string };
  /** The snapshot's digest as recorded, and as it comes out of what is stored now. */
  readonly snapshotDigest: { readonly recorded: string; readonly found: string };
  /** The result's digest as recorded and as computed, where it was computed. */
  readonly resultDigest: { readonly recorded: string; readonly found?: string };
  readonly firstDifference?: ReplayDifference;
  /** Requests whose facts were erased since the run. */
  readonly missing: readonly string[];
  /** Stored records that no longer are what their digest says, as `kind id`. */
  readonly altered: readonly string[];
}

/** The first difference between two values, in canonical order of their members; undefined when they are the same. */
export function firstDifference(stored: unknown, computed: unknown, pointer = ""): ReplayDifference | undefined {
  if (Object.is(stored, computed)) return undefined;
  if (!isNested(stored) || !isNested(computed) || Array.isArray(stored) !== Array.isArray(computed)) {
    return {
      pointer,
      ...(stored === undefined ? {} : { stored }),
      ...(computed === undefined ? {} : { computed }),
    };
  }
  for (const name of membersOf(stored, computed)) {
    const found = firstDifference(stored[name], computed[name], `${pointer}/${name}`);
    if (found) return found;
  }
  return undefined;
}

type Nested = Readonly<Record<string, unknown>>;

function isNested(value: unknown): value is Nested {
  return typeof value === "object" && value !== null;
}

function membersOf(a: Nested, b: Nested): string[] {
  if (Array.isArray(a) && Array.isArray(b)) return [...Array(Math.max(a.length, b.length)).keys()].map(String);
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(compareText);
}
