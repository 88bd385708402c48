/**
 * What a rule may read: an optional fact only behind `has` or named in `needs`, a protected fact only with a legal basis.
 * Definitions are looked through: a rule answers for what its definitions read.
 */
import type { FactCatalogue, FactDeclaration } from "../../facts/catalogue.ts";
import { compareText } from "../../shared/order.ts";
import { type Phrase, phrase, type Said, said } from "../../shared/phrase.ts";
import type { CheckedExpression, Expression } from "../expression.ts";
import { partsOf } from "../expression-parts.ts";
import type { FindingKind } from "../finding.ts";
import type { RuleSet, Source } from "../rule-set.ts";
import { expressionsOfCriterion } from "../scales.ts";
import type { Inspection, OpenRead } from "./inspection.ts";

/** Something a rule reads and may not; `at` is the object of the rule set, or the expression, whose place it has. */
export interface GuardTrouble extends Said {
  readonly kind: FindingKind;
  readonly at: object;
  readonly position?: number;
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
  return ruleSet.eligibility.flatMap((rule) => {
    const { id, require, needs } = rule;
    const found = new Map<string, GuardTrouble>();
    for (const { name, fact, position } of openFacts(
      inspections.get(require)?.openReads ?? [],
      ofDefinitions,
      catalogue,
    )) {
      if (needs.includes(fact) || found.has(name)) continue;
      const sentence = phrase`The rule ${id} reads ${name}, which may be absent. Maybe add "${name}" to its needs, or guard it: has(${name}) && ….`;
      found.set(name, { kind: "unguarded-fact", at: require, position, ...said(sentence) });
    }
    const facts = factsOf([require]);
    for (const need of needs.filter((fact) => !facts.has(fact))) {
      const sentence = phrase`The rule ${id} names ${catalogue.facts[need]!.name} in its needs but never reads it. Maybe remove it from needs.`;
      found.set(`needs ${need}`, { kind: "unguarded-fact", at: rule, ...said(sentence) });
    }
    return [...found.values()];
  });
}

/** A function from expressions to every fact they read, directly or through definitions, `has` included. */
function readFacts(ruleSet: RuleSet): (expressions: readonly (CheckedExpression | undefined)[]) => Set<number> {
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
  readonly title: Phrase;
  readonly at: object;
  readonly expressions: readonly (CheckedExpression | undefined)[];
  readonly legalBasis?: Source | undefined;
}

/** Whatever may read protected facts, provided that it names a legal basis. */
function readersOf(ruleSet: RuleSet): Reader[] {
  return [
    ...ruleSet.definitions.map((at) => ({
      title: phrase`definition ${at.id}`,
      at,
      expressions: [at.value],
      legalBasis: at.legalBasis,
    })),
    ...ruleSet.eligibility.map((at) => ({
      title: phrase`rule ${at.id}`,
      at,
      expressions: [at.require, at.shows?.value, at.shows?.threshold],
      legalBasis: at.legalBasis,
    })),
    ...ruleSet.headings.flatMap(({ onlyIf, declaredIn, criteria }) =>
      criteria.map((at) => ({
        title: phrase`criterion ${at.id}`,
        at,
        expressions: [...expressionsOfCriterion(at), onlyIf, declaredIn],
        legalBasis: at.legalBasis,
      })),
    ),
    ...ruleSet.assignment.targets.map((at) => ({
      title: phrase`target ${at.id}`,
      at,
      expressions: [at.priorityClass, at.territory, at.appliesTo],
      legalBasis: at.legalBasis,
    })),
  ];
}

/** Readers of a protected fact that name no legal basis; places, seniority and clock have none to name. */
export function protectedFacts(ruleSet: RuleSet, catalogue: FactCatalogue): GuardTrouble[] {
  const factsOf = readFacts(ruleSet);
  const isProtected = ({ type, protected: itself }: FactDeclaration) =>
    itself || (type.kind === "persons" && type.fields.some((field) => field.protected));
  const namesIn = (expressions: Reader["expressions"]) => {
    const facts = [...factsOf(expressions)].map((fact) => catalogue.facts[fact]!).filter(isProtected);
    return facts
      .map((fact) => fact.name)
      .sort(compareText)
      .join(", ");
  };
  const found: GuardTrouble[] = [];
  for (const { title, at, expressions, legalBasis } of readersOf(ruleSet)) {
    const names = legalBasis ? "" : namesIn(expressions);
    const sentence = phrase`The ${title} reads ${names}, which is protected (a ground of discrimination), without a legal basis. Maybe add legalBasis with the article that allows it, or do without the fact.`;
    if (names !== "") found.push({ kind: "protected-fact", at, ...said(sentence) });
  }
  const { places, seniority, clock } = ruleSet.assignment;
  for (const expression of [places, seniority, clock]) {
    const names = namesIn([expression]);
    const sentence = phrase`Places, seniority and clock may not depend on ${names}, which is protected (a ground of discrimination). Maybe read another fact.`;
    if (names !== "") found.push({ kind: "protected-fact", at: expression, ...said(sentence) });
  }
  return found;
}
