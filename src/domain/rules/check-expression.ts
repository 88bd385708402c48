/**
 * CEL texts to checked expressions: parse within limits, lower to our tree (all problems), then have CEL's own type checker agree.
 * The only importer of cel-js: the rest of the engine sees the tree and never a CEL value.
 * Promise: what is accepted here is also well-typed CEL, so that any CEL tool reads our rules.
 */
import { Environment, ParseError } from "@marcbachmann/cel-js";
import type { FactCatalogue, FactType } from "../facts/catalogue.ts";
import { phrase, said } from "../shared/phrase.ts";
import type { ValueType } from "./expression.ts";
import {
  EXPRESSION_LIMITS,
  type ExpressionCheck,
  type ExpressionContext,
  type ExpressionProblem,
  type KnownDefinition,
  type ParsedNode,
} from "./lowering/expression-context.ts";
import { lowerExpression } from "./lowering/lowering.ts";

/** Checks one text against what it may read; `expected` lists the types it may give. */
export function checkExpression(
  text: string,
  context: ExpressionContext,
  expected: readonly ValueType[],
): ExpressionCheck {
  if (text.length > EXPRESSION_LIMITS.characters) {
    const sentence = phrase`The expression has ${text.length} characters; ${EXPRESSION_LIMITS.characters} are allowed. Move parts of it into definitions.`;
    return { problems: [{ kind: "too-large", position: EXPRESSION_LIMITS.characters, ...said(sentence) }] };
  }
  const environment = environmentOf(context);
  try {
    const parsed = environment.parse(text);
    const { tree, problems } = lowerExpression(parsed.ast as ParsedNode, context, expected);
    if (!tree) return { problems };
    const { valid, error } = parsed.check();
    if (valid) return { expression: { text, tree }, problems: [] };
    const sentence = phrase`CEL does not accept this: ${error?.summary ?? phrase`unknown reason`}.`;
    return { problems: [{ kind: "wrong-type", position: error?.range?.start ?? 0, ...said(sentence) }] };
  } catch (error) {
    if (error instanceof ParseError) return { problems: [problemOf(error)] };
    throw error;
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  EOF: "the end",
  LPAREN: "`(`",
  RPAREN: "`)`",
  LBRACKET: "`[`",
  RBRACKET: "`]`",
  LBRACE: "`{`",
  RBRACE: "`}`",
  IDENTIFIER: "a name",
  COLON: "`:`",
  QUESTION: "`?`",
  COMMA: "`,`",
  DOT: "`.`",
  NUMBER: "a number",
  STRING: "a text",
};

function problemOf(error: ParseError): ExpressionProblem {
  const position = error.range?.start ?? 0;
  if (error.code === "limit_exceeded") {
    const sentence = phrase`The expression is too large: ${EXPRESSION_LIMITS.nodes} parts and ${EXPRESSION_LIMITS.depth} levels of parentheses are allowed. Move parts of it into definitions.`;
    return { kind: "too-large", position, ...said(sentence) };
  }
  const summary = error.summary.replace(/\b[A-Z]{2,}\b/g, (sign) => SIGNS[sign] ?? sign.toLowerCase());
  return {
    kind: "syntax",
    position,
    ...said(phrase`The expression cannot be read from character ${position + 1} on: ${summary}.`),
  };
}

const CEL_TYPES: Record<ValueType, string> = {
  int: "int",
  bool: "bool",
  text: "string",
  day: "Day",
  position: "Position",
  texts: "list<string>",
  ints: "list<int>",
  persons: "list<dyn>",
};

const SIGNATURES = [
  "value(string): dyn",
  "list(string): list<dyn>",
  "day(string): Day",
  ...["dyn", "dyn, dyn", "dyn, dyn, dyn", "dyn, dyn, dyn, dyn"].map((keys) => `table(string, ${keys}): dyn`),
  "age(Day, Day): int",
  "months(Day, Day): int",
  "days(Day, Day): int",
  "distanceMetres(Position, Position): int",
  "travelMinutes(string, string): int",
  "effortRate(int, int, int): int",
  "rank(string, list<string>): int",
  "least(int, int): int",
  "least(Day, Day): Day",
  "greatest(int, int): int",
  "greatest(Day, Day): Day",
  "percent(int, int): int",
];

const LIMITS = {
  maxAstNodes: EXPRESSION_LIMITS.nodes,
  maxDepth: EXPRESSION_LIMITS.depth,
  maxListElements: EXPRESSION_LIMITS.nodes,
  maxCallArguments: 16,
};

/** CEL only checks here, our own interpreter evaluates: a registered function must exist but never runs. */
function neverCalled(): never {
  throw new Error("CEL checks types here and evaluates nothing");
}

class Day {}
class Position {}

/** An environment is costly and depends on the catalogue and the definitions alone; both are immutable values. */
const environments = new WeakMap<FactCatalogue, WeakMap<readonly KnownDefinition[], Environment>>();

function environmentOf({ catalogue, definitions }: ExpressionContext): Environment {
  let byDefinitions = environments.get(catalogue);
  if (!byDefinitions) environments.set(catalogue, (byDefinitions = new WeakMap()));
  let environment = byDefinitions.get(definitions);
  if (!environment) byDefinitions.set(definitions, (environment = makeEnvironment(catalogue, definitions)));
  return environment;
}

function makeEnvironment(catalogue: FactCatalogue, definitions: readonly KnownDefinition[]): Environment {
  const environment = new Environment({ limits: LIMITS })
    .registerType("Day", { ctor: Day })
    .registerType("Position", { ctor: Position })
    .registerVariable("asOf", "Day");
  for (const operator of ["==", "<", "<=", ">", ">="]) environment.registerOperator(`Day ${operator} Day`, neverCalled);
  for (const signature of SIGNATURES) environment.registerFunction(signature, neverCalled);
  for (const namespace of catalogue.namespaces) {
    const facts = catalogue.facts.filter((fact) => fact.namespace === namespace.name);
    const types = facts.map((fact) => [
      fact.name.slice(namespace.name.length + 1),
      celType(environment, fact.type, fact.index),
    ]);
    environment.registerType(`${capital(namespace.name)}Facts`, { fields: Object.fromEntries(types) });
    environment.registerVariable(namespace.name, `${capital(namespace.name)}Facts`);
  }
  const fields = definitions.map(({ id, type }) => [id, type ? CEL_TYPES[type] : "dyn"]);
  environment.registerType("DefinedFacts", { fields: Object.fromEntries(fields) });
  return environment.registerVariable("defined", "DefinedFacts");
}

function celType(environment: Environment, type: FactType, index: number): string {
  if (type.kind !== "persons") return CEL_TYPES[type.kind];
  const fields = type.fields.map((field) => [field.name, CEL_TYPES[field.type.kind]]);
  environment.registerType(`Person${index}`, { fields: Object.fromEntries(fields) });
  return `list<Person${index}>`;
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
