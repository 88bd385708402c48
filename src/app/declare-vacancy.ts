/**
 * A landlord, or the secretary for it, says that a dwelling is free. The right it falls under is found by the landlord's agreements where it is
 * not named, and the designation clock starts as the agreement says.
 */
import type { Actor } from "../domain/access/actor.ts";
import { authorise, authoriseRole } from "../domain/access/permissions.ts";
import { declaredVacancy } from "../domain/dwellings/declared-vacancy.ts";
import { type AgreedRight, rightsFor } from "../domain/dwellings/right-in-force.ts";
import { liveVacancyStates } from "../domain/dwellings/transitions.ts";
import type { VacancyState } from "../domain/dwellings/vacancy-record.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { type Problem, refuseAll } from "../domain/shared/problem.ts";
import { commit, create, guard, replace } from "./commit.ts";
import type { Context, Stored } from "./ports.ts";
import { listAll } from "./records/list-all.ts";

/** What is declared. The landlord may be left out where the right is named. */
export interface DeclareVacancy {
  /** Made when absent. */
  readonly id?: string;
  readonly dwellingId: string;
  readonly landlordId?: string;
  readonly rightId?: string;
  readonly availableOn: string;
  /** Day on which the reserver was told; today when absent. Only the secretary may name an earlier day. */
  readonly declaredOn?: string;
  /** Last day to name candidates, where the agreement states no delay. */
  readonly designateBy?: string;
  readonly places?: number;
  readonly temporaryUntil?: string;
}

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
  const { dwelling, under, landlord } = await named(context, command);
  const landlordId = landlord.id;
  const { departementCode } = dwelling.document.facts;
  authorise(actor, "declare-vacancy", { landlordId, departementCode });

  const today = context.clock.today();
  const declaredOn = command.declaredOn ?? today;
  const vacancyId = command.id ?? context.ids.newId();
  const right = oneRight(under, { command, dwelling, landlordId, today });
  const { availableOn, designateBy, places, temporaryUntil } = command;
  const { document, problems } = declaredVacancy({
    id: vacancyId,
    dwelling: dwelling.document.facts,
    landlord: landlord.document.facts,
    under: agreed(right),
    declaredOn,
    availableOn,
    designateBy,
    places,
    temporaryUntil,
    today,
  });
  refuseAll([
    ...problems,
    ...(declaredOn !== today && !roles.includes("secretary")
      ? [{ code: "not-allowed", values: { field: "declaredOn", sent: declaredOn, allowed: today } } as const]
      : []),
    ...(await occupied(context, command, vacancyId, right)),
  ]);
  const { state, facts } = document!;
  const { sequence } = await commit(context, {
    actor,
    command: "declare-vacancy",
    events: [
      { type: "vacancy-declared", vacancyId, landlordId },
      ...(state === "open" ? [{ type: "vacancy-opened", vacancyId } as const] : []),
    ],
    // The dwelling, and a right of single use, get a new version: of two people who declare at once, one meets a conflict.
    writes: [
      create("vacancy", vacancyId, document!),
      replace(dwelling, dwelling.document),
      ...(isSingleUse(right) ? [replace(right.right, right.right.document)] : []),
    ],
    guards: [...(isSingleUse(right) ? [] : [guard(right.right)]), guard(right.agreement), guard(landlord)],
  });
  return { vacancyId, version: 1, sequence, state, rightId: facts.rightId, designateBy: facts.designateBy };
}

/** A right as stored, with its agreement. */
interface StoredRight {
  readonly right: Stored<"right">;
  readonly agreement: Stored<"agreement">;
}

interface Named {
  readonly dwelling: Stored<"dwelling">;
  readonly landlord: Stored<"landlord">;
  readonly under: readonly StoredRight[];
}

/** The records that the command names or leads to. */
async function named(context: Context, { id, dwellingId, landlordId, rightId }: DeclareVacancy): Promise<Named> {
  const { store } = context;
  const problem = (field: string, refersTo: string, missing: string): Problem => ({
    code: "unknown-reference",
    values: { kind: "vacancy", id: id ?? "", field, refersTo, missing },
  });
  const dwelling = await store.get("dwelling", dwellingId);
  const right = rightId === undefined ? undefined : await store.get("right", rightId);
  const agreement = right && (await store.get("agreement", right.document.facts.agreementId));
  const ownerId = landlordId ?? agreement?.document.facts.landlordId;
  const landlord = ownerId === undefined ? undefined : await store.get("landlord", ownerId);
  refuseAll([
    ...(dwelling ? [] : [problem("dwellingId", "dwelling", dwellingId)]),
    ...(rightId !== undefined && !right ? [problem("rightId", "right", rightId)] : []),
    ...(landlordId !== undefined && !landlord ? [problem("landlordId", "landlord", landlordId)] : []),
    ...(landlordId === undefined && rightId === undefined
      ? [{ code: "value-required", values: { kind: "vacancy", id: id ?? "", field: "landlordId" } } as const]
      : []),
  ]);
  const under = right && agreement ? [{ right, agreement }] : await rightsOf(context, landlord!.id);
  return { dwelling: dwelling!, landlord: landlord!, under };
}

async function rightsOf(context: Context, landlordId: string): Promise<StoredRight[]> {
  const found: StoredRight[] = [];
  for await (const agreement of listAll(context, { kind: "agreement", by: "byLandlord", equals: [landlordId] })) {
    for await (const right of listAll(context, { kind: "right", by: "byAgreement", equals: [agreement.id] }))
      found.push({ right, agreement });
  }
  return found;
}

/** The one right of the landlord that covers the dwelling and is, or will be, in force. Throws: `no-right`, `several-rights`. */
function oneRight(
  under: readonly StoredRight[],
  {
    command: { availableOn, rightId },
    dwelling,
    landlordId,
    today,
  }: { command: DeclareVacancy; dwelling: Stored<"dwelling">; landlordId: string; today: string },
): StoredRight {
  const own = under.filter(({ agreement }) => agreement.document.facts.landlordId === landlordId);
  const fitting = rightsFor(own.map(agreed), dwelling.document.facts, { today, availableOn });
  const found = own.filter(({ right }) => fitting.some((one) => one.right.id === right.id));
  const dwellingId = dwelling.id;
  if (found.length === 0) throw new DomainError("no-right", { landlordId, dwellingId, day: availableOn });
  if (found.length > 1 && rightId === undefined)
    throw new DomainError("several-rights", {
      landlordId,
      dwellingId,
      allowed: found.map(({ right }) => right.id).join(", "),
    });
  return found[0]!;
}

function agreed({ right, agreement }: StoredRight): AgreedRight {
  return { right: right.document.facts, agreement: agreement.document.facts };
}

/** What already stands in the way: the id, a vacancy of the dwelling that is not over, a right of single use that was used. */
async function occupied(
  context: Context,
  { dwellingId }: DeclareVacancy,
  vacancyId: string,
  under: StoredRight,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  if (await context.store.get("vacancy", vacancyId))
    problems.push({ code: "id-taken", values: { kind: "vacancy", id: vacancyId } });
  for await (const other of listAll(context, { kind: "vacancy", by: "byDwelling", equals: [dwellingId] })) {
    if (isLive(other)) problems.push({ code: "already-vacant", values: { dwellingId, vacancyId: other.id } });
  }
  if (!isSingleUse(under)) return problems;
  const rightId = under.right.id;
  for await (const other of listAll(context, { kind: "vacancy", by: "byRight", equals: [rightId] })) {
    if (isLive(other) || other.document.state === "let")
      problems.push({ code: "right-spent", values: { rightId, vacancyId: other.id } });
  }
  return problems;
}

function isSingleUse({ right }: StoredRight): boolean {
  return right.document.facts.use === "single-use";
}

function isLive({ document }: Stored<"vacancy">): boolean {
  return liveVacancyStates.some((state) => state === document.state);
}
