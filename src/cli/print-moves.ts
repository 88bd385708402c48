/** The moves after events, in causal order, as sentences. */
import type { NamedMove } from "../domain/engine/after-events.ts";
import type { Terminal } from "./terminal.ts";

export function printMoves(moves: readonly NamedMove[], terminal: Terminal): void {
  for (const [i, move] of moves.entries()) {
    const values = { request: move.requestId, from: move.fromVacancyId ?? "", to: move.toVacancyId ?? "" };
    const way = move.fromVacancyId === undefined ? "enters" : move.toVacancyId === undefined ? "leaves" : "moves";
    const { because } = move;
    const cause =
      because.kind === "freed-place" || because.kind === "displaced" ? moves[because.move]?.requestId : undefined;
    const reason = terminal.say(`because.${because.kind}`, { request: cause ?? "" });
    terminal.print(`  ${i + 1}. ${terminal.say(`move.${way}`, values)} ${terminal.paint("dim", `(${reason})`)}`);
  }
}
