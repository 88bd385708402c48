/**
 * What the declaration of a vacancy leads to, before anything is written: the records it names, the one right it falls under, its clock, and everything that
 * stands in its way. The same for who declares, who only asks, and who hands in a list.
 */
import type { Role } from "../../domain/access/actor.ts";
import type { About } from "../../domain/access/permissions.ts";
import { declaredVacancy } from "../../domain/dwellings/declared-vacancy.ts";
import { type NewDwelling, newDwelling } from "../../domain/dwellings/new-dwelling.ts";
import { type AgreedRight, rightsFor } from "../../domain/dwellings/right-in-force.ts";
import { liveVacancyStates } from "../../domain/dwellings/transitions.ts";
import type { VacancyDocument } from "../../domain/dwellings/vacancy-record.ts";
import type { Dwelling } from "../../domain/facts/dwelling.ts";
import { type Problem, refuseAll } from "../../domain/shared/problem.ts";
import type { Context, Stored } from "../ports.ts";
import { listAll } from "../records/list-all.ts";

/** What is declared. The landlord may be left out where the right is named. */
export interface VacancyDeclared {
  /** Made when absent. */
  readonly id?: string;
  readonly dwellingId: string;
  /** A dwelling that was never declared before, which is declared along; its reference is `dwellingId`. */
  readonly dwelling?: NewDwelling;
  readonly landlordId?: string;
  readonly rightId?: string;
  /** Narrows the search for the right, where a landlord has agreements of several programmes. */
  readonly programme?: string;
  readonly availableOn: string;
  /** Day on which the reserver was told; today when absent. Only the secretary may name an earlier day. */
  readonly declaredOn?: string;
  /** Last day to name candidates, where the agreement states no delay. */
  readonly designateBy?: string;
  readonly places?: number;
  readonly temporaryUntil?: string;
}

/** What a declaration names and leads to. */
export interface NamedVacancy {
  readonly dwelling: Stored<"dwelling">;
  /** True where it is declared with the vacancy. */
  readonly isNewDwelling: boolean;
  readonly landlord: Stored<"landlord">;
  /** All rights of the landlord, or the one that was named. */
  readonly under: readonly StoredRight[];
}

/** A right as stored, with its agreement. */
export interface StoredRight {
  readonly right: Stored<"right">;
  readonly agreement: Stored<"agreement">;
}

/** Who and what the declaration is about, for the permissions. */
export function aboutOf({ dwelling, landlord }: NamedVacancy): About {
  return { landlordId: landlord.id, departementCode: dwelling.document.facts.departementCode };
}

/** The vacancy as it would be written, and everything that is wrong with it. */
export interface VacancyToDeclare {
  readonly vacancyId: string;
  /** Absent where no single right was found. */
  readonly right?: StoredRight;
  /** Rights that fit, where there are several and none was named. */
  readonly choice: readonly StoredRight[];
  /** Absent where it cannot be. */
  readonly document?: VacancyDocument;
  readonly problems: readonly Problem[];
}

/** Finds right and clock and looks for what stands in the way; tells all of it. */
export async function vacancyToDeclare(
  context: Context,
  command: VacancyDeclared,
  named: NamedVacancy,
  { vacancyId, roles }: { readonly vacancyId: string; readonly roles: readonly Role[] },
): Promise<VacancyToDeclare> {
  const { dwelling, landlord } = named;
  const today = context.clock.today();
  const declaredOn = command.declaredOn ?? today;
  const dayProblems: readonly Problem[] =
    declaredOn !== today && !roles.includes("secretary")
      ? [{ code: "not-allowed", values: { field: "declaredOn", sent: declaredOn, allowed: today } }]
      : [];
  const fitting = await withoutOthers(context, fittingRights(named, command, today), command);
  const [right] = fitting;
  if (!right || (fitting.length > 1 && command.rightId === undefined)) {
    const problems = [
      ...rightProblems(named, command, fitting),
      ...dayProblems,
      ...(await liveProblems(context, command)),
    ];
    return { vacancyId, choice: fitting, problems };
  }
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
  const inTheWay = await occupied(context, command, vacancyId, right);
  return {
    vacancyId,
    right,
    choice: [],
    ...(document ? { document } : {}),
    problems: [...problems, ...dayProblems, ...inTheWay],
  };
}

/** The rights of the landlord that cover the dwelling and are, or will be, in force; of one programme where it is named. */
function fittingRights(
  { under, landlord, dwelling }: NamedVacancy,
  { availableOn, programme }: VacancyDeclared,
  today: string,
): readonly StoredRight[] {
  const own = under.filter(
    ({ agreement: { document } }) =>
      document.facts.landlordId === landlord.id && (programme ?? document.facts.programme) === document.facts.programme,
  );
  const fitting = rightsFor(own.map(agreed), dwelling.document.facts, { today, availableOn });
  return own.filter(({ right }) => fitting.some((one) => one.right.id === right.id));
}

/** Of several rights that fit the one under which the dwelling was declared before, where there is one. */
async function withoutOthers(
  context: Context,
  fitting: readonly StoredRight[],
  { dwellingId, rightId }: VacancyDeclared,
): Promise<readonly StoredRight[]> {
  if (fitting.length < 2 || rightId !== undefined) return fitting;
  let before: StoredRight | undefined;
  for await (const { document } of listAll(context, { kind: "vacancy", by: "byDwelling", equals: [dwellingId] }))
    before = fitting.find(({ right }) => right.id === document.facts.rightId) ?? before;
  return before ? [before] : fitting;
}

function rightProblems(
  { under, landlord, dwelling }: NamedVacancy,
  { availableOn }: VacancyDeclared,
  fitting: readonly StoredRight[],
): readonly Problem[] {
  const of = { landlordId: landlord.id, dwellingId: dwelling.id };
  if (fitting.length > 0)
    return [{ code: "several-rights", values: { ...of, allowed: fitting.map(({ right }) => right.id).join(", ") } }];
  const looked = [...new Set(under.map(({ agreement }) => agreement.id))].join(", ") || "none";
  return [{ code: "no-right", values: { ...of, day: availableOn, agreementIds: looked } }];
}

/** The records that the command names or leads to. Throws: everything it names that does not exist. */
export async function namedVacancy(
  context: Context,
  { id, dwellingId, dwelling: told, landlordId, rightId }: VacancyDeclared,
): Promise<NamedVacancy> {
  const { store } = context;
  const problem = (field: string, refersTo: string, missing: string): Problem => ({
    code: "unknown-reference",
    values: { kind: "vacancy", id: id ?? "", field, refersTo, missing },
  });
  const known = await store.get("dwelling", dwellingId);
  const dwelling = told && !known ? unstored(newDwelling(dwellingId, told)) : known;
  const right = rightId === undefined ? undefined : await store.get("right", rightId);
  const agreement = right && (await store.get("agreement", right.document.facts.agreementId));
  const ownerId = landlordId ?? agreement?.document.facts.landlordId;
  const landlord = ownerId === undefined ? undefined : await store.get("landlord", ownerId);
  refuseAll([
    ...(dwelling ? [] : [problem("dwellingId", "dwelling", dwellingId)]),
    ...(told && known
      ? [{ code: "id-taken", values: { kind: "dwelling", id: dwellingId, field: "dwellingId" } } as const]
      : []),
    ...(rightId !== undefined && !right ? [problem("rightId", "right", rightId)] : []),
    ...(landlordId !== undefined && !landlord ? [problem("landlordId", "landlord", landlordId)] : []),
    ...(landlordId === undefined && rightId === undefined
      ? [{ code: "value-required", values: { kind: "vacancy", id: id ?? "", field: "landlordId" } } as const]
      : []),
  ]);
  const under = right && agreement ? [{ right, agreement }] : await rightsOf(context, landlord!.id);
  return { dwelling: dwelling!, isNewDwelling: told !== undefined, landlord: landlord!, under };
}

/** A dwelling that is not stored yet. */
function unstored(facts: Dwelling): Stored<"dwelling"> {
  return { kind: "dwelling", id: facts.id, version: 0, sequence: 0, document: { facts } };
}

async function rightsOf(context: Context, landlordId: string): Promise<StoredRight[]> {
  const found: StoredRight[] = [];
  for await (const agreement of listAll(context, { kind: "agreement", by: "byLandlord", equals: [landlordId] })) {
    for await (const right of listAll(context, { kind: "right", by: "byAgreement", equals: [agreement.id] }))
      found.push({ right, agreement });
  }
  return found;
}

function agreed({ right, agreement }: StoredRight): AgreedRight {
  return { right: right.document.facts, agreement: agreement.document.facts };
}

/** What already stands in the way: the id, a vacancy of the dwelling that is not over, a right of single use that was used. */
async function occupied(
  context: Context,
  command: VacancyDeclared,
  vacancyId: string,
  under: StoredRight,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [...(await liveProblems(context, command))];
  if (await context.store.get("vacancy", vacancyId))
    problems.push({ code: "id-taken", values: { kind: "vacancy", id: vacancyId } });
  if (!isSingleUse(under)) return problems;
  const rightId = under.right.id;
  for await (const other of listAll(context, { kind: "vacancy", by: "byRight", equals: [rightId] })) {
    if (isLive(other) || other.document.state === "let")
      problems.push({ code: "right-spent", values: { rightId, vacancyId: other.id } });
  }
  return problems;
}

/** A vacancy of the dwelling that is not over. */
async function liveProblems(context: Context, { dwellingId }: VacancyDeclared): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for await (const other of listAll(context, { kind: "vacancy", by: "byDwelling", equals: [dwellingId] })) {
    if (isLive(other)) problems.push({ code: "already-vacant", values: { dwellingId, vacancyId: other.id } });
  }
  return problems;
}

/** True for a right that one letting uses up. */
export function isSingleUse({ right }: StoredRight): boolean {
  return right.document.facts.use === "single-use";
}

function isLive({ document }: Stored<"vacancy">): boolean {
  return liveVacancyStates.some((state) => state === document.state);
}
