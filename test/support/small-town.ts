/**
 * A town of a few invented people and homes, to which a test adds only what it is about: points are what the request says, a vacancy
 * is for those who wish its commune, and the cheaper home is the dearer wish.
 */
import type { RunInput } from "../../src/domain/engine/allocate.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import type { Pin, Snapshot, Struck } from "../../src/domain/facts/snapshot.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { compiled } from "./demo-town.ts";
import { criterionOf, headingOf, type RuleParts, ruleFilesOf, ruleOf, targetOf } from "./rule-files.ts";
import { inputOf } from "./run.ts";

/** Points of a request: its search radius in metres, 100 at most. */
export const pointsHeading = headingOf([
  criterionOf({
    id: "points",
    maximumPoints: 100,
    perMonth: { months: "request.searchRadiusMetres", points: 1, cap: 100 },
  }),
]);

export const placeRule = ruleOf("dwelling.communeCode in request.wishedCommunes", {
  id: "place",
  needs: ["request.wishedCommunes"],
  reasonCode: "not-wished",
});

export const numberRule = ruleOf("request.hasUniqueNumber", {
  id: "number",
  needs: ["request.hasUniqueNumber"],
  reasonCode: "no-number",
});

/** Every DALO household, in all vacancies of the département: one of the two vacancies at least where half is asked. */
export const daloTarget = targetOf({
  priorityClass: "has(request.isDaloRecognised) && request.isDaloRecognised ? 1 : 0",
});

/** One place per list, the rules and points above, and what the test adds. */
export function smallRuleSet(parts: RuleParts = {}): RuleSet {
  return compiled(ruleFilesOf({ places: "1", rules: [placeRule, numberRule], headings: [pointsHeading], ...parts }));
}

interface SmallVacancy {
  readonly communeCode?: string;
  readonly rentCentsPerMonth?: number;
  readonly designateBy?: string;
  readonly programme?: string;
}

/** A request with so many points, filed on 1 January 2025 unless said otherwise. */
export function request(id: string, points: number, more: Partial<Request> = {}): Request {
  return {
    id,
    kind: "first-request",
    filedOn: "2025-01-01",
    validUntil: "2027-01-01",
    hasUniqueNumber: true,
    searchRadiusMetres: points,
    wishedCommunes: ["02408"],
    household: { persons: [{ role: "applicant", bornOn: "1990-05-06" }] },
    job: {},
    ...more,
  };
}

/** The town: vacancies by id in rising rent unless said otherwise. */
export function smallTown(
  vacancies: Readonly<Record<string, SmallVacancy>>,
  requests: readonly Request[],
  more: {
    readonly pins?: readonly Pin[];
    readonly struck?: readonly Struck[];
    readonly ledger?: Snapshot["ledger"];
  } = {},
): Snapshot {
  const entries = Object.entries(vacancies);
  const programmes = [...new Set(entries.map(([, { programme }]) => programme ?? "social-flow"))];
  return {
    format: "contingent-snapshot",
    schemaVersion: 1,
    asOf: "2026-11-23",
    note: "invented",
    landlords: [{ id: "landlord", kind: "social" }],
    agreements: programmes.map((programme) => ({
      id: `agreement-${programme}`,
      landlordId: "landlord",
      programme: programme as "social-flow",
      effectiveFrom: "2024-01-01",
    })),
    rights: programmes.map((programme) => ({
      id: `right-${programme}`,
      agreementId: `agreement-${programme}`,
      mode: "flow",
    })),
    dwellings: entries.map(([id, { communeCode, rentCentsPerMonth }], at) => ({
      id: `home-${id}`,
      communeCode: communeCode ?? "02408",
      departementCode: "02",
      rooms: 2,
      funding: "plus",
      rentCentsPerMonth: rentCentsPerMonth ?? 40_000 + 1_000 * at,
      chargesCentsPerMonth: 5_000,
    })),
    vacancies: entries.map(([id, { designateBy, programme }]) => ({
      id,
      dwellingId: `home-${id}`,
      rightId: `right-${programme ?? "social-flow"}`,
      availableOn: "2026-12-01",
      designateBy: designateBy ?? "2026-12-15",
    })),
    employers: [],
    requests: [...requests],
    pins: [...(more.pins ?? [])],
    struck: [...(more.struck ?? [])],
    ledger: more.ledger ?? [],
  };
}

/** What a run of a small town starts from. */
export function smallInput(town: Snapshot, ruleSet: RuleSet = smallRuleSet(), more: Partial<RunInput> = {}): RunInput {
  return { ...inputOf(town, [ruleSet], "seed"), ...more };
}
