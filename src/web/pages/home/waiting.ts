/** What waits for somebody today, read for each of their roles: counts with the place where each is dealt with. */
import { listDesignations } from "../../../app/list-designations.ts";
import { listNotices } from "../../../app/list-notices.ts";
import { listProofs } from "../../../app/list-proofs.ts";
import { listRequests } from "../../../app/list-requests.ts";
import { listRuns } from "../../../app/list-runs.ts";
import { listToDecide } from "../../../app/list-to-decide.ts";
import { standingOn } from "../../../app/proposals/agenda-progress.ts";
import type { Role } from "../../../domain/access/actor.ts";
import { dayNumberOf } from "../../../domain/shared/dates.ts";
import { urgentDays } from "../../components/clock-figure.ts";
import type { PageAsked } from "../../page-route.ts";

/** What waits: keys `shell.wait.<name>` say it as a sentence, in a line, and what to do. */
export interface Waiting {
  readonly name: WaitingName;
  readonly count: number;
  /** True where there are more than were counted. */
  readonly isMore?: boolean;
  readonly href: string;
  readonly tone?: "risk" | "care";
}

/** Names of what can wait. */
export type WaitingName = (typeof waitingNames)[number];

/** All of them. */
export const waitingNames = [
  "expiring",
  "designated",
  "to-decide",
  "active",
  "urgent",
  "on-agenda",
  "second",
  "off-agenda",
  "unsent",
  "withheld",
  "proofs",
  "duplicates",
  "to-answer",
  "answered",
  "night-refused",
  "undelivered",
] as const;

const COUNTED = 200;
const EXPIRING_DAYS = 30;

type Reader = (asked: PageAsked) => Promise<readonly Waiting[]>;

const readers: Readonly<Partial<Record<Role, Reader>>> = {
  hr: ofHr,
  secretary: ofSecretary,
  committee: ofCommittee,
  landlord: ofLandlord,
  operator: ofOperator,
};

/** All that waits for the visitor, what is about to be lost first; roles with nothing of their own to do have none. */
export async function waitingFor(asked: PageAsked): Promise<readonly Waiting[]> {
  const { roles } = asked.visitor!.actor;
  const own = roles.includes("secretary") ? roles.filter((role) => role !== "committee") : roles;
  const lists = await Promise.all(own.map((role) => readers[role]?.(asked) ?? []));
  return lists.flat();
}

async function ofHr({ context, visitor }: PageAsked): Promise<readonly Waiting[]> {
  const { actor } = visitor!;
  const [active, designated, submitted] = await Promise.all([
    listRequests(context, actor, { state: "active", limit: COUNTED }),
    listRequests(context, actor, { state: "designated", limit: COUNTED }),
    listRequests(context, actor, { state: "submitted", limit: COUNTED }),
  ]);
  const last = dayNumberOf(context.clock.today())! + EXPIRING_DAYS;
  const expiring = active.records.filter(
    ({ document }) => document.facts !== undefined && dayNumberOf(document.facts.validUntil)! <= last,
  );
  return [
    {
      name: "expiring",
      count: expiring.length,
      isMore: active.next !== undefined,
      href: "/requests?state=active",
      tone: "risk",
    },
    counted("designated", designated, "/requests?state=designated"),
    { ...counted("to-decide", submitted, "/requests?state=submitted"), tone: "care" },
    counted("active", active, "/requests?state=active"),
  ];
}

async function ofCommittee({ context, visitor }: PageAsked): Promise<readonly Waiting[]> {
  const { agendas, rows, waiting, isMoreWaiting, withheld, unsent } = await listToDecide(context, visitor!.actor);
  const standing = (wanted: string) =>
    rows.filter(({ proposal }) =>
      agendas.records.some(
        ({ id, document }) => document.proposalIds.includes(proposal.id) && standingOn(id, proposal) === wanted,
      ),
    );
  const undecided = standing("undecided");
  // A right that no session has taken up is lost on the same day.
  const urgent = [...undecided, ...waiting].filter(({ daysLeft }) => daysLeft <= urgentDays);
  return [
    { name: "urgent", count: urgent.length, href: "/agenda", tone: "risk" },
    { name: "unsent", count: unsent.length, href: "/agenda#unsent", tone: "care" },
    { name: "second", count: standing("awaiting-signature").length, href: "/agenda", tone: "care" },
    { name: "on-agenda", count: undecided.length, href: "/agenda" },
    {
      name: "off-agenda",
      count: waiting.length,
      isMore: isMoreWaiting,
      href: "/agenda",
    },
    { name: "withheld", count: withheld.length, href: "/agenda", tone: "care" },
  ];
}

async function ofSecretary(asked: PageAsked): Promise<readonly Waiting[]> {
  const { context, visitor } = asked;
  const { actor } = visitor!;
  const [own, proofs, duplicates] = await Promise.all([
    ofCommittee(asked),
    listProofs(context, actor, { state: "recorded", limit: COUNTED }),
    listRequests(context, actor, { state: "submitted", limit: COUNTED }),
  ]);
  return [
    ...own,
    { name: "proofs", count: proofs.proofs.length, isMore: proofs.next !== undefined, href: "/proofs", tone: "care" },
    { ...counted("duplicates", duplicates, "/duplicates"), tone: "care" },
  ];
}

async function ofLandlord({ context, visitor }: PageAsked): Promise<readonly Waiting[]> {
  const { actor } = visitor!;
  const [sent, answered] = await Promise.all([
    listDesignations(context, actor, { state: "sent", limit: COUNTED }),
    listDesignations(context, actor, { state: "answered", limit: COUNTED }),
  ]);
  return [
    { ...counted("to-answer", sent, "/designations?state=sent"), tone: "risk" },
    counted("answered", answered, "/designations?state=answered"),
  ];
}

async function ofOperator({ context, visitor }: PageAsked): Promise<readonly Waiting[]> {
  const { actor } = visitor!;
  const [runs, failed] = await Promise.all([
    listRuns(context, actor, { limit: 1 }),
    listNotices(context, actor, { state: "failed", limit: COUNTED }),
  ]);
  const isRefused = runs.records[0]?.document.state === "refused";
  return [
    { name: "night-refused", count: isRefused ? 1 : 0, href: "/runs", tone: "risk" },
    {
      name: "undelivered",
      count: failed.notices.length,
      isMore: failed.next !== undefined,
      href: "/notices?state=failed",
      tone: "care",
    },
  ];
}

function counted(
  name: WaitingName,
  { records, next }: { readonly records: readonly unknown[]; readonly next?: string },
  href: string,
): Waiting {
  return { name, count: records.length, isMore: next !== undefined, href };
}
