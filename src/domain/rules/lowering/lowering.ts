/**
 * From the parsed text to the checked expression tree: names become catalogue indexes, parameters become constants, every type is checked.
 * Whatever the closed language does not contain is a problem with its place; all problems of a text are collected, not only the first.
 * Must not know CEL's library nor any fact by name.
 */
import { phrase } from "../../shared/phrase.ts";
import type { ConstantList, Expression, PersonRead, ValueType } from "../expression.ts";
import { depthOf } from "../expression-parts.ts";
import {
  EXPRESSION_LIMITS,
  type ExpressionContext,
  type ExpressionProblem,
  type ParsedNode,
} from "./expression-context.ts";
import { FUNCTION_NAMES, lowerCall, lowerMethod } from "./lowering-calls.ts";
import {
  lowerArithmetic,
  lowerChoose,
  lowerCompare,
  lowerJunction,
  lowerMember,
  lowerMinus,
} from "./lowering-operators.ts";
import { type Lowering, report, requireType, spanOf, typeTitle, typeTitles, valueTypeOf } from "./lowering-state.ts";
import { maybe } from "./near-miss.ts";

/** The tree of a parsed text, and every problem met on the way. `expected` lists the types the whole may have. */
export function lowerExpression(
  root: ParsedNode,
  context: ExpressionContext,
  expected: readonly ValueType[],
): { readonly tree?: Expression; readonly problems: readonly ExpressionProblem[] } {
  const lowering: Lowering = { context, problems: [], person: undefined, lower: (node) => lowerNode(lowering, node) };
  const tree = lowering.lower(root);
  if (tree && !expected.includes(tree.type)) {
    report(
      lowering,
      "wrong-type",
      root,
      phrase`The expression must give ${typeTitles(expected)}, but it gives ${typeTitle(tree.type)}.`,
    );
  }
  if (tree && depthOf(tree) > EXPRESSION_LIMITS.depth) {
    report(
      lowering,
      "too-large",
      root,
      phrase`The expression is nested deeper than ${EXPRESSION_LIMITS.depth} steps; move a part into a definition.`,
    );
  }
  return tree && lowering.problems.length === 0 ? { tree, problems: [] } : { problems: lowering.problems };
}

function lowerNode(lowering: Lowering, node: ParsedNode): Expression | undefined {
  const args = node.args as readonly ParsedNode[];
  switch (node.op) {
    case "value":
      return lowerLiteral(lowering, node);
    case "id":
      return lowerName(lowering, node, node.args as string);
    case ".":
      return lowerRead(lowering, node);
    case "call": {
      const [name, operands] = node.args as [string, readonly ParsedNode[]];
      return name === "has" ? lowerHas(lowering, node, operands) : lowerCall(lowering, node, name, operands);
    }
    case "rcall": {
      const [name, receiver, operands] = node.args as [string, ParsedNode, readonly ParsedNode[]];
      return lowerMethod(lowering, node, name, receiver, operands);
    }
    case "list":
      return lowerList(lowering, node, args);
    case "!_": {
      const of = requireType(lowering, lowering.lower(node.args as ParsedNode), ["bool"], "`!`");
      return of && { kind: "not", type: "bool", span: spanOf(node), of };
    }
    case "-_":
      return lowerMinus(lowering, node, node.args as ParsedNode);
    case "&&":
      return lowerJunction(lowering, node, "and", args);
    case "||":
      return lowerJunction(lowering, node, "or", args);
    case "?:":
      return lowerChoose(lowering, node, args);
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return lowerCompare(lowering, node, node.op, args);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return lowerArithmetic(lowering, node, node.op, args);
    case "in":
      return lowerMember(lowering, node, args);
    case "[]":
      return report(
        lowering,
        "not-compilable",
        node,
        phrase`An item of a list cannot be read by its place; use \`in\`, \`rank\`, \`size\`, \`exists\` or \`all\`.`,
      );
    case "map":
      return report(
        lowering,
        "not-compilable",
        node,
        phrase`A map literal is not part of the rule language; write a table in parameters/.`,
      );
    default:
      return report(lowering, "not-compilable", node, phrase`\`${node.op}\` is not part of the rule language.`);
  }
}

function lowerLiteral(lowering: Lowering, node: ParsedNode): Expression | undefined {
  const value = node.args;
  const span = spanOf(node);
  if (typeof value === "boolean") return { kind: "constant", type: "bool", span, value };
  if (typeof value === "string") return { kind: "constant", type: "text", span, value };
  if (typeof value === "bigint") {
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      return report(
        lowering,
        "may-overflow",
        node,
        phrase`${String(value)} is larger than ${Number.MAX_SAFE_INTEGER}, the largest whole number of the rules.`,
      );
    }
    return { kind: "constant", type: "int", span, value: Number(value) };
  }
  if (typeof value === "number") {
    return report(
      lowering,
      "not-compilable",
      node,
      phrase`${value} is not a whole number; rules count in cents, metres, basis points, points and days.`,
    );
  }
  if (value === null)
    return report(
      lowering,
      "not-compilable",
      node,
      phrase`\`null\` is not part of the rule language; test with \`has(...)\`.`,
    );
  return report(
    lowering,
    "not-compilable",
    node,
    phrase`Rules know whole numbers, texts in quotes, true and false; this is another kind of literal.`,
  );
}

function lowerName(lowering: Lowering, node: ParsedNode, name: string): Expression | undefined {
  if (name === "asOf") return { kind: "as-of", type: "day", span: spanOf(node) };
  if (name === lowering.person?.variable) {
    return report(
      lowering,
      "wrong-type",
      node,
      phrase`"${name}" is a whole person; read one of its fields, such as ${name}.${lowering.person.fact.type.fields[0]?.name ?? ""}.`,
    );
  }
  const namespaces = lowering.context.catalogue.namespaces.map((namespace) => namespace.name);
  if (namespaces.includes(name) || name === "defined") {
    return report(
      lowering,
      "wrong-type",
      node,
      phrase`"${name}" is a group of facts; name one of them, such as ${exampleIn(lowering, name)}.`,
    );
  }
  if (FUNCTION_NAMES.includes(name))
    return report(
      lowering,
      "wrong-type",
      node,
      phrase`"${name}" is a function; call it with what it reads in parentheses.`,
    );
  return report(
    lowering,
    "unknown-name",
    node,
    phrase`"${name}" is no fact, definition or function.${maybe(name, [...namespaces, "asOf", "defined", ...FUNCTION_NAMES])}`,
  );
}

function exampleIn(lowering: Lowering, group: string): string {
  if (group === "defined") return `defined.${lowering.context.definitions[0]?.id ?? "name"}`;
  return lowering.context.catalogue.facts.find((fact) => fact.namespace === group)?.name ?? group;
}

/** The dotted name of a read: ["household", "persons"], or undefined when something else than names stands before a dot. */
function namesOf(node: ParsedNode): readonly string[] | undefined {
  if (node.op === "id") return [node.args as string];
  if (node.op !== ".") return undefined;
  const [of, name] = node.args as [ParsedNode, string];
  const before = namesOf(of);
  return before && [...before, name];
}

function lowerRead(lowering: Lowering, node: ParsedNode): Expression | undefined {
  const names = namesOf(node);
  if (!names)
    return report(
      lowering,
      "not-compilable",
      node,
      phrase`A field can be read only of a group of facts or of a person.`,
    );
  const [group, ...rest] = names as [string, ...string[]];
  const name = rest.join(".");
  const span = spanOf(node);
  if (group === lowering.person?.variable) return lowerPersonRead(lowering, node, name);
  if (group === "defined") {
    const definition = lowering.context.definitions.findIndex((known) => known.id === name);
    if (definition < 0) {
      const ids = lowering.context.definitions.map((known) => known.id);
      return report(
        lowering,
        "unknown-name",
        node,
        phrase`No definition "${name}" stands before this place.${maybe(name, ids)}`,
      );
    }
    const type = lowering.context.definitions[definition]!.type;
    return type && { kind: "defined", type, span, definition };
  }
  const { facts } = lowering.context.catalogue;
  const fact = facts.find((declared) => declared.name === names.join("."));
  if (fact) return { kind: "fact", type: valueTypeOf(fact.type), span, fact: fact.index };
  const known = facts.map((declared) => declared.name);
  return report(
    lowering,
    "unknown-fact",
    node,
    phrase`There is no fact "${names.join(".")}".${maybe(names.join("."), known)}`,
  );
}

function lowerPersonRead(lowering: Lowering, node: ParsedNode, name: string): PersonRead | undefined {
  const { fact } = lowering.person!;
  const field = fact.type.fields.findIndex((declared) => declared.name === name);
  if (field >= 0)
    return { kind: "person", type: valueTypeOf(fact.type.fields[field]!.type), span: spanOf(node), field };
  const known = fact.type.fields.map((declared) => declared.name);
  return report(
    lowering,
    "unknown-fact",
    node,
    phrase`A person of ${fact.name} has no field "${name}"; fields: ${known.join(", ")}.${maybe(name, known)}`,
  );
}

function lowerHas(lowering: Lowering, node: ParsedNode, operands: readonly ParsedNode[]): Expression | undefined {
  const [operand, ...more] = operands;
  if (!operand || more.length > 0 || operand.op !== ".") {
    return report(
      lowering,
      "wrong-type",
      node,
      phrase`\`has(...)\` wants one fact or one field of a person, such as has(group.fact).`,
    );
  }
  const of = lowering.lower(operand);
  if (!of) return undefined;
  if (of.kind === "fact" || of.kind === "person") return { kind: "has", type: "bool", span: spanOf(node), of };
  return report(
    lowering,
    "not-compilable",
    operand,
    phrase`\`has(...)\` tests a fact or a field of a person; a definition is unknown where a fact it reads is absent.`,
  );
}

function lowerList(lowering: Lowering, node: ParsedNode, items: readonly ParsedNode[]): ConstantList | undefined {
  const values: (number | string)[] = [];
  let isWhole = true;
  for (const item of items) {
    const lowered = lowering.lower(item);
    if (lowered?.kind === "constant" && typeof lowered.value !== "boolean" && lowered.type !== "day")
      values.push(lowered.value);
    else {
      if (lowered)
        report(
          lowering,
          "not-compilable",
          item,
          phrase`A list holds texts or whole numbers written out; anything else is not part of the rule language.`,
        );
      isWhole = false;
    }
  }
  if (!isWhole) return undefined;
  if (values.some((value) => typeof value !== typeof values[0])) {
    return report(lowering, "wrong-type", node, phrase`A list holds either texts or whole numbers, not both.`);
  }
  return { kind: "constant-list", type: typeof values[0] === "number" ? "ints" : "texts", span: spanOf(node), values };
}
