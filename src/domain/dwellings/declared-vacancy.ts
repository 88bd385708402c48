/**
 * A vacancy as its declaration makes it: its right, its clock, its first state, or everything that keeps it from being declared.
 */
import { isOver, type RunningClock } from "../clocks/clock.ts";
import { wrongOrder } from "../facts/declared-facts.ts";
import type { Dwelling } from "../facts/dwelling.ts";
import type { Landlord } from "../facts/landlord.ts";
import type { Vacancy } from "../facts/vacancy.ts";
import type { Problem } from "../shared/problem.ts";
import { agreedClock, clockStartsOn, designationClock } from "./designation-clock.ts";
import { type AgreedRight, isInForce } from "./right-in-force.ts";
import type { VacancyDocument } from "./vacancy-record.ts";

/** What a vacancy is declared from. */
export interface VacancyDeclaration {
  readonly id: string;
  readonly dwelling: Dwelling;
  readonly landlord: Landlord;
  readonly under: AgreedRight;
  readonly declaredOn: string;
  readonly availableOn: string;
  /** The last day to name candidates, where the agreement states no delay. */
  readonly designateBy?: string | undefined;
  readonly places?: number | undefined;
  readonly temporaryUntil?: string | undefined;
  readonly today: string;
}

/** The vacancy, or why it cannot be. */
export type DeclaredVacancy =
  | { readonly document: VacancyDocument; readonly problems: readonly [] }
  | { readonly document?: undefined; readonly problems: readonly Problem[] };

/** Makes the vacancy: `open` where its right is in force, `declared` where it will be. */
export function declaredVacancy(declaration: VacancyDeclaration): DeclaredVacancy {
  const { id, dwelling, landlord, under, declaredOn, availableOn, places, temporaryUntil, today } = declaration;
  const clocked = clockOf(declaration);
  const problems = [
    ...wrongOrder("vacancy", id, ["declaredOn", declaredOn], ["today", today]),
    ...wrongOrder("vacancy", id, ["availableOn", availableOn], ["temporaryUntil", temporaryUntil]),
    ...clocked.problems,
  ];
  if (!clocked.clock || problems.length > 0) return { problems };
  const { clock } = clocked;
  const document: VacancyDocument = {
    state: isInForce(under, today) ? "open" : "declared",
    landlordId: landlord.id,
    departementCode: dwelling.departementCode,
    clock,
    isExtended: false,
    facts: {
      id,
      dwellingId: dwelling.id,
      rightId: under.right.id,
      availableOn,
      declaredOn,
      designateBy: clock.endsOn,
      ...(places === undefined ? {} : { places }),
      ...(temporaryUntil === undefined ? {} : { temporaryUntil }),
    } satisfies Vacancy,
  };
  return { document, problems: [] };
}

function clockOf({ id, landlord, under, declaredOn, availableOn, designateBy, today }: VacancyDeclaration): {
  readonly clock?: RunningClock;
  readonly problems: readonly Problem[];
} {
  const startedOn = clockStartsOn(landlord.kind, { declaredOn, availableOn });
  const stated = designationClock(under.agreement, startedOn);
  if (stated) {
    if (designateBy !== undefined && designateBy !== stated.endsOn)
      return {
        problems: [
          { code: "not-allowed", values: { field: "designateBy", sent: designateBy, allowed: stated.endsOn } },
        ],
      };
    return { clock: stated, problems: overAlready(id, stated, today) };
  }
  if (designateBy === undefined)
    return { problems: [{ code: "value-required", values: { kind: "vacancy", id, field: "designateBy" } }] };
  const order = wrongOrder("vacancy", id, ["startedOn", startedOn], ["designateBy", designateBy]);
  if (order.length > 0) return { problems: order };
  const clock = agreedClock(startedOn, designateBy);
  return { clock, problems: overAlready(id, clock, today) };
}

function overAlready(id: string, clock: RunningClock, today: string): readonly Problem[] {
  return isOver(clock, today) ? wrongOrder("vacancy", id, ["today", today], ["designateBy", clock.endsOn]) : [];
}
