/**
 * Lives as data: every change of state is a line of a table, and what is not in the table does not happen.
 */
import { DomainError } from "./domain-error.ts";

/** One line of a table of transitions. `by` is the use case; who may use it stands in the permissions. */
export interface Transition<State extends string, By extends string = string> {
  readonly from: State;
  readonly to: State;
  readonly by: By;
  /** True when a reason must be given. */
  readonly needsReason?: boolean;
  /** The clock whose end causes it, where no person does. */
  readonly clock?: string;
}

/** What is to move. */
export interface Moving<State extends string> {
  readonly kind: string;
  readonly id: string;
  readonly state: State;
}

/** The lines by which a use case may move a record from its state. Throws: `wrong-state` naming the states it may move from. */
export function transitionsBy<State extends string, By extends string>(
  table: readonly Transition<State, By>[],
  { kind, id, state }: Moving<State>,
  by: By,
): readonly Transition<State, By>[] {
  const lines = table.filter((line) => line.by === by);
  const open = lines.filter((line) => line.from === state);
  if (open.length > 0) return open;
  const allowed = [...new Set(lines.map((line) => line.from))].join(", ");
  throw new DomainError("wrong-state", { kind, id, state, command: by, allowed });
}

/** The line that leads from the record's state to another. Throws: `wrong-state`; `reason-required`. */
export function transitionTo<State extends string, By extends string>(
  table: readonly Transition<State, By>[],
  moving: Moving<State>,
  by: By,
  to: State,
  reason?: string,
): Transition<State, By> {
  const open = transitionsBy(table, moving, by);
  const line = open.find((one) => one.to === to);
  if (!line) {
    const allowed = open.map((one) => one.to).join(", ");
    throw new DomainError("wrong-state", {
      kind: moving.kind,
      id: moving.id,
      state: moving.state,
      command: by,
      allowed,
    });
  }
  if (line.needsReason && (reason === undefined || reason.trim() === ""))
    throw new DomainError("reason-required", { field: "reason" });
  return line;
}
