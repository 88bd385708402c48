/** The town of the pages with names already sent: V-1 to its social landlord, V-4 to its owner; one account for each of them. */
import { attendAgenda } from "../../src/app/attend-agenda.ts";
import { decideProposal } from "../../src/app/decide-proposal.ts";
import { designate } from "../../src/app/designate.ts";
import { openAgenda } from "../../src/app/open-agenda.ts";
import type { Context } from "../../src/app/ports.ts";
import { recordNow } from "../../src/app/records/read-as-of.ts";
import { type App, actorOf } from "./open-app.ts";
import { inventAccount, openSite, type Site, siteTown } from "./open-site.ts";

const memberIds = ["member-a", "member-b", "member-c"];

/** The site with its accounts `landlord-social` and `landlord-owner`. */
export function openDesignatedSite(): Promise<Site> {
  return openSite("designated town", designatedTown);
}

async function designatedTown(app: App): Promise<void> {
  const { context } = app;
  await siteTown(app);
  await designateOn(context, ["V-1", "V-4"]);
  await inventAccount(context, "landlord-social", { roles: ["landlord"], scope: { landlordIds: ["L-SOCIAL"] } });
  await inventAccount(context, "landlord-owner", { roles: ["landlord"], scope: { landlordIds: ["L-OWNER"] } });
}

/** Confirms the proposals of vacancies and sends the names. */
export async function designateOn(context: Context, vacancyIds: readonly string[]): Promise<void> {
  const proposalIds = await Promise.all(vacancyIds.map((vacancyId) => proposalOf(context, vacancyId)));
  const secretary = actorOf("secretary");
  const { agendaId } = await openAgenda(context, secretary, { heldOn: "2026-11-25", proposalIds });
  const members = memberIds.map((actorId) => ({ actorId, isPresent: true }));
  await attendAgenda(context, secretary, { agendaId, version: 1, members });
  for (const proposalId of proposalIds) {
    const { version } = await recordNow(context, "proposal", proposalId);
    const member = { ...actorOf("committee"), id: "member-a" };
    const { decisionId } = await decideProposal(context, member, { proposalId, version, kind: "confirm" });
    await designate(context, secretary, { decisionId });
  }
}

async function proposalOf(context: Context, vacancyId: string): Promise<string> {
  const { records } = await context.store.list({ kind: "proposal", by: "byVacancy", equals: [vacancyId] });
  return records.at(-1)!.id;
}

/** The designation of a vacancy. */
export async function designationOf({ context }: Site, vacancyId: string): Promise<string> {
  const { records } = await context.store.list({ kind: "designation", by: "byVacancy", equals: [vacancyId] });
  return records.at(-1)!.id;
}
