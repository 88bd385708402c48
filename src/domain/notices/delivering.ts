/**
 * How a notice comes to its readers: who still awaits it, what one delivery makes of it, when it is tried again, and when that ends.
 * Promises that a reader who has it never gets it again on purpose, and that one who cannot be reached keeps nobody else from it.
 */

import { DomainError } from "../shared/domain-error.ts";
import { instantPlus } from "../shared/instants.ts";
import type { Delivery, DeliveryProblem, NoticeDocument } from "./notice.ts";

/** Minutes to wait after the first try, the second, and so on: five days in all. After the last one nobody tries by himself. */
export const tryAgainMinutes = [1, 5, 15, 60, 240, 720, 1_440, 1_440, 1_440, 1_440] as const;

/** A reader: an account that gets a mail, or a subscription that is called. */
export interface Reader {
  readonly channel: Delivery["channel"];
  readonly to: string;
}

/** What came of handing a message over. `later` may go better; `never` will not. */
export type Handed =
  | { readonly outcome: "sent" }
  | { readonly outcome: "later" | "never"; readonly problem: DeliveryProblem };

/** Those of the readers who have neither got it nor been given up. */
export function awaiting<R extends Reader>(readers: readonly R[], { deliveries = [] }: NoticeDocument): readonly R[] {
  return readers.filter((reader) => {
    const delivery = deliveries.find((one) => isFor(one, reader));
    return delivery === undefined || delivery.state === "waiting";
  });
}

/** The notice after it was handed to one reader; its state is decided when all were tried. */
export function handed(notice: NoticeDocument, reader: Reader, result: Handed, at: string): NoticeDocument {
  const { deliveries = [] } = notice;
  const { channel, to } = reader;
  const state = result.outcome === "later" ? "waiting" : result.outcome === "never" ? "failed" : "sent";
  const problem = result.outcome === "sent" ? {} : { problem: result.problem };
  return {
    ...notice,
    deliveries: [...deliveries.filter((one) => !isFor(one, reader)), { channel, to, state, at, ...problem }],
    ...(result.outcome === "sent" ? {} : { lastProblem: result.problem }),
  };
}

/** The notice after a time in which every reader was tried. */
export function afterTrying(notice: NoticeDocument, at: string): NoticeDocument {
  const { nextAttemptAt: _, ...rest } = notice;
  const attempts = notice.attempts + 1;
  const deliveries = notice.deliveries ?? [];
  const isWaiting = deliveries.some(({ state }) => state === "waiting");
  const minutes = tryAgainMinutes[attempts - 1];
  if (isWaiting && minutes !== undefined)
    return { ...rest, attempts, state: "pending", nextAttemptAt: instantPlus(at, minutes) };
  const givenUp = deliveries.map((one) => (one.state === "waiting" ? { ...one, state: "failed" as const } : one));
  const isDead = givenUp.some(({ state }) => state === "failed");
  return { ...rest, attempts, deliveries: givenUp, state: isDead ? "failed" : "sent" };
}

/** The notice that nobody can be sent: it stays for the pages. */
export function keptOnPages(notice: NoticeDocument, lastProblem: "no-mail-server" | "no-recipient"): NoticeDocument {
  const { nextAttemptAt: _, ...rest } = notice;
  return { ...rest, state: "kept", lastProblem };
}

/** A dead letter that a person sends again: who had it keeps it, everybody else is tried anew. Throws: `wrong-state`. */
export function triedByHand(id: string, notice: NoticeDocument, at: string): NoticeDocument {
  const { state, deliveries = [] } = notice;
  if (state !== "failed" && state !== "kept")
    throw new DomainError("wrong-state", {
      kind: "notice",
      id,
      state,
      command: "retry-notice",
      allowed: "failed, kept",
    });
  return {
    ...notice,
    state: "pending",
    attempts: 0,
    nextAttemptAt: at,
    deliveries: deliveries.filter((one) => one.state === "sent"),
  };
}

function isFor(delivery: Delivery, { channel, to }: Reader): boolean {
  return delivery.channel === channel && delivery.to === to;
}
