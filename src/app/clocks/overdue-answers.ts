/** Landlords whose day to answer is over: both sides are told, once. What becomes of the designation is a person's. */
import { isOver } from "../../domain/clocks/clock.ts";
import { commit, replace } from "../commit.ts";
import { listAll } from "../records/list-all.ts";
import { recordNow } from "../records/read-as-of.ts";
import { type ClockWork, Tally } from "./clock-work.ts";

/** Tells of every answer that is overdue on the day; the designation remembers it in the change that tells it. */
export async function tellOverdueAnswers({ context, actor, day }: ClockWork): Promise<Tally> {
  const tally = new Tally(context);
  for await (const sent of listAll(context, { kind: "designation", by: "byState", equals: ["sent"] }))
    await tally.take(sent, async (designation) => {
      const { answerClock, isOverdueTold, vacancyId, landlordId } = designation.document;
      if (!answerClock || isOverdueTold || !isOver(answerClock, day)) return false;
      const { departementCode } = (await recordNow(context, "vacancy", vacancyId)).document;
      const about = { designationId: designation.id, vacancyId, landlordId, departementCode };
      await commit(context, {
        actor,
        command: "act-on-clocks",
        events: [{ type: "answer-overdue", ...about, endsOn: answerClock.endsOn }],
        writes: [replace(designation, { ...designation.document, isOverdueTold: true })],
      });
      return true;
    });
  return tally;
}
