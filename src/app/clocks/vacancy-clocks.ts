/** Vacancies whose right comes into force, and those whose designation clock is over. */
import { isOver } from "../../domain/clocks/clock.ts";
import { extendedClock } from "../../domain/dwellings/designation-clock.ts";
import { isInForce } from "../../domain/dwellings/right-in-force.ts";
import { vacancyTransitions } from "../../domain/dwellings/transitions.ts";
import { extendedVacancy, lostVacancy } from "../../domain/dwellings/vacancy-end.ts";
import { transitionTo } from "../../domain/shared/transition.ts";
import { commit, guard, replace } from "../commit.ts";
import { agreementOf } from "../dwellings/agreement-of-vacancy.ts";
import { releaseOf } from "../dwellings/release-candidates.ts";
import { movedProposals } from "../dwellings/vacancy-proposals.ts";
import type { Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";
import { type ClockTally, type ClockWork, Tally } from "./clock-work.ts";

/** Opens declared vacancies whose right is in force on the day. */
export async function openVacancies({ context, actor, day }: ClockWork): Promise<Tally> {
  const tally = new Tally(context);
  for await (const declared of listAll(context, { kind: "vacancy", by: "byState", equals: ["declared"] })) {
    await tally.take(declared, async (vacancy) => {
      const { right, agreement } = await agreementOf(context, vacancy);
      const { state } = vacancy.document;
      if (state !== "declared") return false;
      if (!isInForce({ right: right.document.facts, agreement: agreement.document.facts }, day)) return false;
      const moving = { kind: "vacancy", id: vacancy.id, state };
      const { to } = transitionTo(vacancyTransitions, moving, "act-on-clocks", "open");
      await commit(context, {
        actor,
        command: "act-on-clocks",
        events: [{ type: "vacancy-opened", vacancyId: vacancy.id }],
        writes: [replace(vacancy, { ...vacancy.document, state: to })],
        guards: [guard(right), guard(agreement)],
      });
      return true;
    });
  }
  return tally;
}

/** Extends or loses vacancies without a designation whose clock is over. */
export async function endVacancies(
  work: ClockWork,
): Promise<{ readonly extended: readonly string[]; readonly lost: ClockTally }> {
  const { context, day, lastOver } = work;
  const tally = new Tally(context);
  const extended: string[] = [];
  for (const state of ["declared", "open", "proposed"]) {
    const over = listAll(context, { kind: "vacancy", by: "byState", equals: [state], upTo: lastOver });
    for await (const found of over)
      await tally.take(found, async (vacancy) => {
        if (!isOver(vacancy.document.clock, day)) return false;
        if (!(await isExtendable(work, vacancy))) return lose(work, vacancy);
        await extend(work, vacancy);
        extended.push(vacancy.id);
        return true;
      });
  }
  const { done, skipped } = tally;
  return { extended, lost: { done: done.filter((id) => !extended.includes(id)), skipped } };
}

async function isExtendable({ context, day }: ClockWork, vacancy: Stored<"vacancy">): Promise<boolean> {
  if (vacancy.document.isExtended) return false;
  const { agreement } = await agreementOf(context, vacancy);
  return extendedClock(vacancy.document.clock, agreement.document.facts, day) !== undefined;
}

async function extend({ context, actor, day }: ClockWork, vacancy: Stored<"vacancy">): Promise<void> {
  const { agreement } = await agreementOf(context, vacancy);
  const document = extendedVacancy(vacancy, agreement.document.facts, day, "act-on-clocks");
  const { designateBy } = document.facts;
  await commit(context, {
    actor,
    command: "act-on-clocks",
    events: [{ type: "vacancy-extended", vacancyId: vacancy.id, designateBy }],
    writes: [replace(vacancy, document), ...(await movedProposals(context, vacancy.id, designateBy))],
    guards: [guard(agreement)],
  });
}

async function lose({ context, actor }: ClockWork, vacancy: Stored<"vacancy">): Promise<boolean> {
  const { agreement } = await agreementOf(context, vacancy);
  const document = lostVacancy(vacancy, agreement.document.facts);
  const release = await releaseOf(context, vacancy, "act-on-clocks");
  const { landlordId } = document;
  const reasonCode = document.returns ?? "designation-clock";
  await commit(context, {
    actor,
    command: "act-on-clocks",
    events: [{ type: "vacancy-lost", vacancyId: vacancy.id, landlordId, reasonCode }, ...release.events],
    writes: [replace(vacancy, document), ...release.writes],
    guards: [guard(agreement), ...release.guards],
  });
  return true;
}
