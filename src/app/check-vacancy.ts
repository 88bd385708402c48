/**
 * Before a vacancy is declared: the right it falls under, the clock that would start and until when candidates would be named, or everything that is wrong.
 * Nothing is written.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { RunningClock } from "../domain/clocks/clock.ts";
import type { VacancyState } from "../domain/dwellings/vacancy-record.ts";
import type { Agreement } from "../domain/facts/agreement.ts";
import type { Right } from "../domain/facts/right.ts";
import type { Problem } from "../domain/shared/problem.ts";
import {
  aboutOf,
  namedVacancy,
  type StoredRight,
  type VacancyDeclared,
  vacancyToDeclare,
} from "./dwellings/vacancy-declaring.ts";
import type { Context } from "./ports.ts";

/** A right with its agreement. */
export interface RightUnder {
  readonly right: Right;
  readonly agreement: Agreement;
}

/** What the declaration would come to. */
export interface CheckedVacancy {
  /** The right that was found. */
  readonly under?: RightUnder;
  /** The rights to choose from, where several cover the dwelling. */
  readonly choice: readonly RightUnder[];
  readonly clock?: RunningClock;
  /** `declared` where the right comes into force later. */
  readonly state?: VacancyState;
  readonly problems: readonly Problem[];
}

/** Checks a declaration. Throws: `unknown-reference` for what it names; `role-forbidden`, `scope-forbidden`. */
export async function checkVacancy(context: Context, actor: Actor, command: VacancyDeclared): Promise<CheckedVacancy> {
  const roles = authoriseRole(actor, "check-vacancy");
  const named = await namedVacancy(context, command);
  authorise(actor, "check-vacancy", aboutOf(named));
  const vacancyId = command.id ?? "vacancy-to-check";
  const { right, choice, document, problems } = await vacancyToDeclare(context, command, named, { vacancyId, roles });
  return {
    ...(right ? { under: plain(right) } : {}),
    choice: choice.map(plain),
    ...(document ? { clock: document.clock, state: document.state } : {}),
    problems,
  };
}

function plain({ right, agreement }: StoredRight): RightUnder {
  return { right: right.document.facts, agreement: agreement.document.facts };
}
