/**
 * A rule set laid out for comparison: every thing it has, by subject, with its fields as plain values.
 * Expressions stand by their text, facts by their name.
 */
import type { FactCatalogue } from "../facts/catalogue.ts";
import { compareText } from "../shared/order.ts";
import { expressionsInRoles } from "./analysis/roles.ts";
import type { CheckedExpression } from "./expression.ts";
import { readsOf } from "./reads.ts";
import type { Criterion, Heading, Lever, ListedGround, Procedure, RuleSet, Scale, Table } from "./rule-set.ts";

/** In the order in which differences are listed. */
export const DIFFERENCE_SUBJECTS = [
  "rule-set",
  "parameter",
  "table",
  "definition",
  "rule",
  "heading",
  "criterion",
  "preference",
  "assignment",
  "target",
  "lever",
  "procedure",
  "reason",
  "motive",
  "condition-proof",
] as const;
/** What a difference is about. */
export type DifferenceSubject = (typeof DIFFERENCE_SUBJECTS)[number];

/** A value as JSON: a text, a number, a truth, a list or a record of these. */
export type DifferenceValue =
  | string
  | number
  | boolean
  | readonly DifferenceValue[]
  | { readonly [name: string]: DifferenceValue };

/** A thing of a rule set with its fields in the order in which they are listed; an undefined field is absent. */
export interface Item {
  readonly id: string;
  readonly title: DifferenceValue;
  readonly fields: Readonly<Record<string, DifferenceValue | undefined>>;
}

function text(expression: CheckedExpression | undefined): string | undefined {
  return expression?.text;
}

/** A value of the rule set as it stands: readonly records and lists of texts, numbers and truths. */
function plain(value: object | undefined): DifferenceValue | undefined {
  return value as DifferenceValue | undefined;
}

/**
 * Everything of a rule set that can differ. A parameter has the value its readers were compiled with;
 * one that no expression reads shows in what it sets: the lists per request, the share of a target.
 */
export function itemsOf(
  ruleSet: RuleSet,
  catalogue: FactCatalogue,
): Readonly<Record<DifferenceSubject, readonly Item[]>> {
  const { assignment, headings } = ruleSet;
  const names = (facts: readonly number[]) => facts.map((fact) => catalogue.facts[fact]!.name);
  const tables = new Set(ruleSet.tables.map((table) => table.id));
  const values = readsOf(
    expressionsInRoles(ruleSet).map(({ expression }) => expression.tree),
    ruleSet,
  ).parameters;
  return {
    "rule-set": [
      {
        id: ruleSet.id,
        title: plain(ruleSet.title)!,
        fields: {
          version: ruleSet.version,
          authority: ruleSet.authority,
          source: plain(ruleSet.source),
          programmes: [...ruleSet.programmes].sort(compareText),
          programmeFact: names([ruleSet.programmeFact])[0],
          maximumPoints: ruleSet.maximumPoints,
          minimumPoints: ruleSet.minimumPoints,
        },
      },
    ],
    parameter: ruleSet.parameters
      .filter(({ id }) => !tables.has(id))
      .map(({ id, title, ...rest }) => ({
        id,
        title: plain(title)!,
        fields: { value: values.get(id), ...dated(rest) },
      })),
    table: ruleSet.tables.map(({ id, title, keys: _, cells: __, type, ...rest }) => ({
      id,
      title: plain(title)!,
      fields: { type, ...dated(rest) },
    })),
    definition: ruleSet.definitions.map(({ id, title, value, source, legalBasis }) => ({
      id,
      title: plain(title)!,
      fields: { value: text(value), source: plain(source), legalBasis: plain(legalBasis) },
    })),
    rule: ruleSet.eligibility.map(({ id, title, require, needs, shows, ...rest }) => ({
      id,
      title: plain(title)!,
      fields: {
        require: text(require),
        needs: names(needs),
        effect: rest.effect,
        reasonCode: rest.reasonCode,
        reason: plain(rest.reason),
        showsValue: text(shows?.value),
        showsThreshold: text(shows?.threshold),
        showsUnit: shows?.unit,
        source: plain(rest.source),
        legalBasis: plain(rest.legalBasis),
      },
    })),
    heading: headings.map(headingItem),
    criterion: headings.flatMap((heading) => heading.criteria.map((criterion) => criterionItem(heading, criterion))),
    preference: ruleSet.preferences.map(({ id, title, value, ascending }) => ({
      id,
      title: plain(title)!,
      fields: { value: text(value), ascending },
    })),
    assignment: [
      {
        id: ruleSet.id,
        title: "",
        fields: {
          places: text(assignment.places),
          next: assignment.next,
          listsPerRequest: assignment.listsPerRequest,
          seniority: text(assignment.seniority),
          clock: text(assignment.clock),
        },
      },
    ],
    target: assignment.targets.map(({ id, title, territory, appliesTo, priorityClass, ...rest }) => ({
      id,
      title: plain(title)!,
      fields: {
        shareBasisPoints: rest.shareBasisPoints,
        territory: text(territory),
        appliesTo: text(appliesTo),
        priorityClass: text(priorityClass),
        source: plain(rest.source),
        legalBasis: plain(rest.legalBasis),
      },
    })),
    lever: assignment.levers.map((lever) => leverItem(lever, names)),
    procedure: [procedureItem(ruleSet.id, ruleSet.procedure)],
    reason: (ruleSet.procedure.reasons ?? []).map((reason) => ({
      ...groundItem(reason),
      fields: { for: reason.for, source: plain(reason.source) },
    })),
    motive: (ruleSet.procedure.motives ?? []).map((motive) => ({
      ...groundItem(motive),
      fields: {
        contradictedWhen: motive.contradictedWhen?.text,
        contradiction: plain(motive.contradiction),
        source: plain(motive.source),
      },
    })),
    "condition-proof": (ruleSet.procedure.conditionProofs ?? []).map(groundItem),
  };
}

/** The numbers and choices of a procedure; its lists are subjects of their own. */
function procedureItem(id: string, procedure: Procedure): Item {
  const { quorum, secondSignature, designation, offer, answers, warningDays } = procedure;
  return {
    id,
    title: "",
    fields: {
      quorum: plain(quorum),
      secondSignature: plain(secondSignature),
      designation: plain(designation),
      offer: plain(offer),
      answers: plain(answers),
      warningDays: plain(warningDays),
    },
  };
}

function groundItem({ id, title, source }: ListedGround): Item {
  return { id, title: plain(title)!, fields: { source: plain(source) } };
}

/** What a parameter or table says of itself beside its values. */
function dated(
  parameter: Pick<Table, "unit" | "source" | "validFrom" | "checkedOn" | "standing" | "note">,
): Item["fields"] {
  const { unit, source, validFrom, checkedOn, standing, note } = parameter;
  return { unit, validFrom, checkedOn, standing, note, source: plain(source) };
}

function headingItem({ id, title, combine, declaredIn, onlyIf, maximumPoints, minimumPoints }: Heading): Item {
  const fields = { combine, declaredIn: text(declaredIn), onlyIf: text(onlyIf), maximumPoints, minimumPoints };
  return { id, title: plain(title)!, fields };
}

function criterionItem(heading: Heading, criterion: Criterion): Item {
  const { id, title, scale, onlyIf, proof, expiry, ...rest } = criterion;
  return {
    id,
    title: plain(title)!,
    fields: {
      heading: heading.id,
      ...scaleFields(scale),
      maximumPoints: rest.maximumPoints,
      minimumPoints: rest.minimumPoints,
      onlyIf: rest.outsideDates ? undefined : text(onlyIf),
      outsideDates: rest.outsideDates,
      proof: text(proof),
      proofSentence: plain(rest.proofSentence),
      expiryFrom: text(expiry?.from),
      expiryMonths: expiry?.months,
      declaredAs: rest.declaredAs,
      sentence: plain(rest.sentence),
      source: plain(rest.source),
      legalBasis: plain(rest.legalBasis),
    },
  };
}

function scaleFields(scale: Scale): Item["fields"] {
  switch (scale.kind) {
    case "when":
      return { scale: scale.kind, condition: text(scale.condition), points: scale.points };
    case "bands":
      return { scale: scale.kind, value: text(scale.value), bands: plain(scale.bands) };
    case "curve":
      return { scale: scale.kind, value: text(scale.value), at: plain(scale.at) };
    case "per-month": {
      const { months, points, cap, bonus } = scale;
      return { scale: scale.kind, months: text(months), points, cap, bonus: plain(bonus) };
    }
  }
}

function leverItem(
  { id, fact, change, sentence }: Lever,
  names: (facts: readonly number[]) => readonly string[],
): Item {
  const made = change.kind === "add-from" ? { kind: change.kind, fact: names([change.fact])[0]! } : change;
  return { id, title: plain(sentence)!, fields: { fact: names([fact])[0], change: plain(made) } };
}
