/**
 * What a rule may read: an optional fact only behind `has` or named in `needs`, a protected fact only with a legal basis.
 * Definitions are looked through: a rule answers for what its definitions read.
 */
import type { FactCatalogue, FactDeclaration } from "../../facts/catalogue.ts";
import { compareText } from "../../shared/order.ts";
import type { FindingKind } from "../diagnostics.ts";
import type { CheckedExpression, Expression } from "../expression.ts";
import { partsOf } from "../expression-parts.ts";
import type { RuleSet, Source } from "../rule-set.ts";
import { scaleExpression } from "../scales.ts";
import type { Inspection, OpenRead } from "./inspection.ts";

/** Something a rule reads and may not; `tail` is the place below the expression's owner, or undefined for the expression itself. */
export interface GuardTrouble {
  readonly kind: FindingKind;
  readonly expression: CheckedExpression;
  /** True when the place is the owner of the expression: the rule, not its condition. */
  readonly isOwner: boolean;
  readonly position?: number;
  readonly sentence: string;
}

/** A fact, or a field of the persons it holds, by the name a rule file uses. */
interface NamedRead {
  readonly name: string;
  readonly fact: number;
}

function fieldName(fact: FactDeclaration | undefined, field: number): string {
  const type = fact?.type;
  return type?.kind === "persons" ? `${fact!.name}.${type.fields[field]!.name}` : "";
}

/** Reads of facts that may be absent where they stand; a read of a definition stands for the open reads of the definition. */
function openFacts(
  reads: readonly OpenRead[],
  ofDefinitions: readonly (readonly NamedRead[])[],
  catalogue: FactCatalogue,
): (NamedRead & { readonly position: number })[] {
  return reads.flatMap(({ node, state }) => {
    const position = node.span.start;
    if (node.kind === "fact") return [{ name: catalogue.facts[node.fact]!.name, fact: node.fact, position }];
    if (node.kind === "person") {
      const fact = state.persons!;
      return [{ name: fieldName(catalogue.facts[fact], node.field), fact, position }];
    }
    const isOpen = (read: NamedRead) =>
      state.narrowed.get(`fact ${read.fact}`)?.unknown !== false || isField(read, catalogue);
    return ofDefinitions[node.definition]!.filter(isOpen).map((read) => ({ ...read, position }));
  });
}

/** That the persons are present says nothing of their fields. */
function isField(read: NamedRead, catalogue: FactCatalogue): boolean {
  return catalogue.facts[read.fact]!.name !== read.name;
}

/** Optional facts that an eligibility rule neither guards nor names, and needs it names in vain. */
export function unguardedFacts(
  ruleSet: RuleSet,
  catalogue: FactCatalogue,
  inspections: ReadonlyMap<CheckedExpression, Inspection>,
): GuardTrouble[] {
  const ofDefinitions: NamedRead[][] = [];
  for (const { value } of ruleSet.definitions) {
    ofDefinitions.push(openFacts(inspections.get(value)?.openReads ?? [], ofDefinitions, catalogue));
  }
  const factsOf = readFacts(ruleSet);
  return ruleSet.eligibility.flatMap(({ id, require, needs }) => {
    const found = new Map<string, GuardTrouble>();
    for (const { name, fact, position } of openFacts(
      inspections.get(require)?.openReads ?? [],
      ofDefinitions,
      catalogue,
    )) {
      if (needs.includes(fact) || found.has(name)) continue;
      const sentence = `The rule ${id} reads ${name}, which may be absent. Maybe add "${name}" to its needs, or guard it: has(${name}) && ….`;
      found.set(name, { kind: "unguarded-fact", expression: require, isOwner: false, position, sentence });
    }
    const facts = factsOf([require]);
    for (const need of needs.filter((fact) => !facts.has(fact))) {
      const sentence = `The rule ${id} names ${catalogue.facts[need]!.name} in its needs but never reads it. Maybe remove it from needs.`;
      found.set(`needs ${need}`, { kind: "unguarded-fact", expression: require, isOwner: true, sentence });
    }
    return [...found.values()];
  });
}

/** A function from expressions to every fact they read, directly or through definitions, `has` included. */
export function readFacts(ruleSet: RuleSet): (expressions: readonly (CheckedExpression | undefined)[]) => Set<number> {
  const ofDefinitions: Set<number>[] = [];
  const collect = (node: Expression, facts: Set<number>) => {
    if (node.kind === "fact") facts.add(node.fact);
    if (node.kind === "defined") for (const fact of ofDefinitions[node.definition] ?? []) facts.add(fact);
    for (const part of partsOf(node)) collect(part, facts);
  };
  const all = (expressions: readonly (CheckedExpression | undefined)[]) => {
    const facts = new Set<number>();
    for (const expression of expressions) if (expression) collect(expression.tree, facts);
    return facts;
  };
  for (const { value } of ruleSet.definitions) ofDefinitions.push(all([value]));
  return all;
}

interface Reader {
  readonly title: string;
  readonly expressions: readonly (CheckedExpression | undefined)[];
  /** Absent where the file has no place for one: then nothing protected may be read. */
  readonly legalBasis?: Source;
  readonly canHaveBasis: boolean;
}

function readersOf(ruleSet: RuleSet): Reader[] {
  const basis = (legalBasis: Source | undefined) => ({ canHaveBasis: true, ...(legalBasis ? { legalBasis } : {}) });
  const { assignment } = ruleSet;
  return [
    ...ruleSet.definitions.map(({ id, value, legalBasis }) => ({
      title: `definition ${id}`,
      expressions: [value],
      ...basis(legalBasis),
    })),
    ...ruleSet.eligibility.map(({ id, require, shows, legalBasis }) => ({
      title: `rule ${id}`,
      expressions: [require, shows?.value, shows?.threshold],
      ...basis(legalBasis),
    })),
    ...ruleSet.headings.flatMap((heading) =>
      heading.criteria.map((criterion) => ({
        title: `criterion ${criterion.id}`,
        expressions: [
          scaleExpression(criterion.scale),
          criterion.onlyIf,
          criterion.proof,
          criterion.expiry?.from,
          heading.onlyIf,
          heading.declaredIn,
        ],
        ...basis(criterion.legalBasis),
      })),
    ),
    ...assignment.targets.map(({ id, priorityClass, territory, appliesTo, legalBasis }) => ({
      title: `target ${id}`,
      expressions: [priorityClass, territory, appliesTo],
      ...basis(legalBasis),
    })),
    ...[assignment.places, assignment.seniority, assignment.clock].map((expression) => ({
      title: "assignment",
      expressions: [expression],
      canHaveBasis: false,
    })),
  ];
}

/** Readers of a protected fact that name no legal basis. */
export function protectedFacts(ruleSet: RuleSet, catalogue: FactCatalogue): GuardTrouble[] {
  const factsOf = readFacts(ruleSet);
  const isProtected = ({ type, protected: itself }: FactDeclaration) =>
    itself || (type.kind === "persons" && type.fields.some((field) => field.protected));
  return readersOf(ruleSet).flatMap(({ title, expressions, legalBasis, canHaveBasis }) => {
    if (legalBasis) return [];
    const facts = [...factsOf(expressions)].map((fact) => catalogue.facts[fact]!).filter(isProtected);
    if (facts.length === 0) return [];
    const names = facts
      .map((fact) => fact.name)
      .sort(compareText)
      .join(", ");
    const advice = canHaveBasis
      ? "Maybe add legalBasis with the article that allows it, or do without the fact."
      : "Nothing here may depend on it: read another fact.";
    const sentence = `The ${title} reads ${names}, a ground of discrimination, without a legal basis. ${advice}`;
    return [{ kind: "protected-fact", expression: expressions[0]!, isOwner: canHaveBasis, sentence }];
  });
}
