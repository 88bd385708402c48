/**
 * A landlord, or the secretary for it, says that a dwelling is free. The right it falls under is found by the landlord's agreements where it is
 * not named, and the designation clock starts as the agreement says.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import type { VacancyState } from "../domain/dwellings/vacancy-record.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { commit } from "./commit.ts";
import { aboutOf, namedVacancy, type VacancyDeclared, vacancyToDeclare } from "./dwellings/vacancy-declaring.ts";
import { declarationChange } from "./dwellings/vacancy-writes.ts";
import type { Context } from "./ports.ts";

/** What is declared. The landlord may be left out where the right is named. */
export type DeclareVacancy = VacancyDeclared;

/** The vacancy as it was written. */
export interface DeclaredVacancyRecord {
  readonly vacancyId: string;
  readonly version: number;
  readonly sequence: number;
  readonly state: VacancyState;
  readonly rightId: string;
  readonly designateBy: string;
}

/**
 * Declares a vacancy. Throws: `unknown-reference`, `already-vacant`, `right-spent`, `no-right`, `several-rights`, `value-required` where the
 * agreement states no delay, `not-allowed`, `days-contradict`; `several-problems` with all of them.
 */
export async function declareVacancy(
  context: Context,
  actor: Actor,
  command: DeclareVacancy,
): Promise<DeclaredVacancyRecord> {
  const roles = authoriseRole(actor, "declare-vacancy");
  const named = await namedVacancy(context, command);
  authorise(actor, "declare-vacancy", aboutOf(named));
  const vacancyId = command.id ?? context.ids.newId();
  const declared = await vacancyToDeclare(context, command, named, { vacancyId, roles });
  refuseAll(declared.problems);
  const { writes, guards, events } = declarationChange(named, declared);
  const { sequence } = await commit(context, { actor, command: "declare-vacancy", events, writes, guards });
  const { state, facts } = declared.document!;
  return { vacancyId, version: 1, sequence, state, rightId: facts.rightId, designateBy: facts.designateBy };
}
