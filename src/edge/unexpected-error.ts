/** What the log keeps of an error that nobody foresaw: its name and where it arose. Not its words, which may hold what was sent. */
import type { Log } from "../app/ports.ts";

const FRAMES = 8;

export function unexpectedError(log: Log, requestId: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const frames = stack
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "));
  log.error("unexpected-error", { requestId, name, where: frames.slice(0, FRAMES).join(" < ") });
}
