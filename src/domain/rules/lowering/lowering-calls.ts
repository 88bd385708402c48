/**
 * Calls inside an expression: the closed functions, reads of parameters and tables, `size`, and `exists`, `all`, `filter` over persons.
 * Part of the lowering; a function that is not in this list does not exist.
 */
import { dayNumberOf } from "../../shared/dates.ts";
import { phrase, wordless } from "../../shared/phrase.ts";
import type { ClosedFunction, Expression, FactRead, OverPersons, ValueType } from "../expression.ts";
import type { ParsedNode } from "./expression-context.ts";
import { type Lowering, type PersonsFact, report, requireType, spanOf, typeTitle } from "./lowering-state.ts";
import { maybe } from "./near-miss.ts";

/** What a closed function reads and gives. */
interface Signature {
  readonly reads: readonly (readonly ValueType[])[];
  readonly gives: ValueType;
}

const CLOSED_FUNCTIONS: Record<ClosedFunction, Signature> = {
  age: { reads: [["day"], ["day"]], gives: "int" },
  months: { reads: [["day"], ["day"]], gives: "int" },
  days: { reads: [["day"], ["day"]], gives: "int" },
  distanceMetres: { reads: [["position"], ["position"]], gives: "int" },
  travelMinutes: { reads: [["text"], ["text"]], gives: "int" },
  effortRate: { reads: [["int"], ["int"], ["int"]], gives: "int" },
  rank: { reads: [["text"], ["texts"]], gives: "int" },
  least: {
    reads: [
      ["int", "day"],
      ["int", "day"],
    ],
    gives: "int",
  },
  greatest: {
    reads: [
      ["int", "day"],
      ["int", "day"],
    ],
    gives: "int",
  },
  percent: { reads: [["int"], ["int"]], gives: "int" },
};

/** Every name that can be called, for suggestions. */
export const FUNCTION_NAMES: readonly string[] = [
  ...Object.keys(CLOSED_FUNCTIONS),
  "value",
  "list",
  "table",
  "day",
  "has",
  "size",
];

/** Lowers `name(operands)`. */
export function lowerCall(
  lowering: Lowering,
  node: ParsedNode,
  name: string,
  operands: readonly ParsedNode[],
): Expression | undefined {
  switch (name) {
    case "value":
    case "list":
      return lowerParameter(lowering, node, name, operands);
    case "day":
      return lowerDay(lowering, node, operands);
    case "table":
      return lowerTable(lowering, node, operands);
    case "size":
      return operands.length === 1
        ? lowerSize(lowering, node, operands[0]!)
        : report(lowering, "wrong-type", node, phrase`\`size(...)\` wants one list.`);
    default:
      return isClosedFunction(name)
        ? lowerClosedFunction(lowering, node, name, operands)
        : report(lowering, "unknown-name", node, phrase`There is no function "${name}".${maybe(name, FUNCTION_NAMES)}`);
  }
}

function isClosedFunction(name: string): name is ClosedFunction {
  return Object.hasOwn(CLOSED_FUNCTIONS, name);
}

/** The literal text at the front of a call, or undefined after a problem. */
function literalId(
  lowering: Lowering,
  node: ParsedNode,
  name: string,
  operand: ParsedNode | undefined,
): string | undefined {
  if (operand?.op === "value" && typeof operand.args === "string") return operand.args;
  return report(
    lowering,
    "wrong-type",
    operand ?? node,
    phrase`\`${name}(...)\` wants an id written out in quotes first, such as ${name}("some-id").`,
  );
}

function lowerParameter(
  lowering: Lowering,
  node: ParsedNode,
  name: "value" | "list",
  operands: readonly ParsedNode[],
): Expression | undefined {
  const id = literalId(lowering, node, name, operands[0]);
  if (id === undefined) return undefined;
  if (operands.length > 1)
    return report(lowering, "wrong-type", node, phrase`\`${name}(...)\` wants one id and nothing more.`);
  const { parameters, tables } = lowering.context;
  const value = parameters.get(id);
  if (value === undefined) {
    if (tables.some((table) => table.id === id))
      return report(lowering, "wrong-type", node, phrase`"${id}" is a table; read it with table("${id}", ...).`);
    return report(
      lowering,
      "unknown-name",
      operands[0]!,
      phrase`There is no parameter "${id}".${maybe(id, parameters.keys())}`,
    );
  }
  const span = spanOf(node);
  if (typeof value === "object") {
    if (name === "value")
      return report(lowering, "wrong-type", node, phrase`"${id}" is a list; read it with list("${id}").`);
    return {
      kind: "constant-list",
      type: typeof value[0] === "number" ? "ints" : "texts",
      span,
      values: value,
      parameter: id,
    };
  }
  if (name === "list")
    return report(lowering, "wrong-type", node, phrase`"${id}" is one value; read it with value("${id}").`);
  const type = typeof value === "number" ? "int" : typeof value === "boolean" ? "bool" : "text";
  return { kind: "constant", type, span, value, parameter: id };
}

function lowerDay(lowering: Lowering, node: ParsedNode, operands: readonly ParsedNode[]): Expression | undefined {
  const [operand] = operands;
  const text =
    operand?.op === "value" && operands.length === 1 && typeof operand.args === "string" ? operand.args : undefined;
  const value = text === undefined ? undefined : dayNumberOf(text);
  if (value !== undefined) return { kind: "constant", type: "day", span: spanOf(node), value };
  const sent = text === undefined ? wordless : phrase`; "${text}" is none`;
  return report(
    lowering,
    "wrong-type",
    operand ?? node,
    phrase`\`day(...)\` wants one existing day written out, such as day("2026-01-01")${sent}.`,
  );
}

function lowerTable(lowering: Lowering, node: ParsedNode, operands: readonly ParsedNode[]): Expression | undefined {
  const id = literalId(lowering, node, "table", operands[0]);
  const keys = operands.slice(1).map((operand) => lowering.lower(operand));
  if (id === undefined) return undefined;
  const index = lowering.context.tables.findIndex((known) => known.id === id);
  const known = lowering.context.tables[index];
  if (!known) {
    if (lowering.context.parameters.has(id))
      return report(
        lowering,
        "wrong-type",
        node,
        phrase`"${id}" is no table; read it with value("${id}") or list("${id}").`,
      );
    const ids = lowering.context.tables.map((table) => table.id);
    return report(lowering, "unknown-name", operands[0]!, phrase`There is no table "${id}".${maybe(id, ids)}`);
  }
  if (keys.length !== known.keys.length) {
    return report(
      lowering,
      "wrong-type",
      node,
      phrase`The table "${id}" has ${known.keys.length} keys, but ${keys.length} are given.`,
    );
  }
  const typed: Expression[] = [];
  keys.forEach((key, place) => {
    const wanted = known.keys[place]!.kind === "texts" ? "text" : "int";
    const checked = requireType(lowering, key, [wanted], phrase`Key ${place + 1} of the table "${id}"`);
    if (checked) typed.push(checked);
  });
  return typed.length === keys.length
    ? { kind: "table", type: known.type, span: spanOf(node), table: index, keys: typed }
    : undefined;
}

function lowerClosedFunction(
  lowering: Lowering,
  node: ParsedNode,
  name: ClosedFunction,
  operands: readonly ParsedNode[],
): Expression | undefined {
  const { reads, gives } = CLOSED_FUNCTIONS[name];
  const lowered = operands.map((operand) => lowering.lower(operand));
  if (operands.length !== reads.length) {
    return report(
      lowering,
      "wrong-type",
      node,
      phrase`\`${name}(...)\` reads ${reads.length} values, but ${operands.length} are given.`,
    );
  }
  const typed: Expression[] = [];
  lowered.forEach((operand, place) => {
    const checked = requireType(lowering, operand, reads[place]!, `\`${name}(...)\``);
    if (checked) typed.push(checked);
  });
  if (typed.length !== reads.length) return undefined;
  const [first, second] = typed as [Expression, Expression];
  if (name === "rank" && second.kind !== "fact" && second.kind !== "constant-list") return undefined;
  if (name !== "least" && name !== "greatest")
    return { kind: "call", type: gives, span: spanOf(node), function: name, arguments: typed };
  if (first.type !== second.type) {
    return report(
      lowering,
      "wrong-type",
      node,
      phrase`\`${name}(...)\` reads ${typeTitle(first.type)} and ${typeTitle(second.type)}; both must have one type.`,
    );
  }
  return { kind: "call", type: first.type, span: spanOf(node), function: name, arguments: typed };
}

function lowerSize(lowering: Lowering, node: ParsedNode, operand: ParsedNode): Expression | undefined {
  if (operand.op === "rcall") {
    const [name, receiver, operands] = operand.args as [string, ParsedNode, readonly ParsedNode[]];
    if (name === "filter") return lowerOverPersons(lowering, node, "count", receiver, operands);
  }
  const list = lowering.lower(operand);
  if (!list) return undefined;
  const span = spanOf(node);
  if (list.kind === "constant-list") return { kind: "constant", type: "int", span, value: list.values.length };
  if (list.kind === "fact" && (list.type === "texts" || list.type === "persons"))
    return { kind: "size", type: "int", span, list };
  return report(lowering, "wrong-type", operand, phrase`\`size\` wants a list, but this is ${typeTitle(list.type)}.`);
}

/** Lowers `receiver.name(operands)`. */
export function lowerMethod(
  lowering: Lowering,
  node: ParsedNode,
  name: string,
  receiver: ParsedNode,
  operands: readonly ParsedNode[],
): Expression | undefined {
  if (name === "size" && operands.length === 0) return lowerSize(lowering, node, receiver);
  if (name === "exists" || name === "all") return lowerOverPersons(lowering, node, name, receiver, operands);
  if (name === "filter")
    return report(
      lowering,
      "not-compilable",
      node,
      phrase`\`filter\` can only be counted: write .filter(p, ...).size().`,
    );
  return report(
    lowering,
    "not-compilable",
    node,
    phrase`\`.${name}(...)\` is not part of the rule language; after a list of persons come exists, all and filter(...).size().`,
  );
}

function lowerOverPersons(
  lowering: Lowering,
  node: ParsedNode,
  kind: OverPersons["kind"],
  receiver: ParsedNode,
  operands: readonly ParsedNode[],
): Expression | undefined {
  if (lowering.person)
    return report(lowering, "not-compilable", node, phrase`One list of persons cannot be searched inside another.`);
  const persons = requireType(
    lowering,
    lowering.lower(receiver),
    ["persons"],
    `\`${kind === "count" ? "filter" : kind}\``,
  );
  const [variable, condition] = operands;
  if (operands.length !== 2 || variable?.op !== "id" || !condition) {
    return report(lowering, "wrong-type", node, phrase`Write a name for the person and a condition: exists(p, ...).`);
  }
  const name = variable.args as string;
  if (
    name === "asOf" ||
    name === "defined" ||
    lowering.context.catalogue.namespaces.some((namespace) => namespace.name === name)
  ) {
    return report(
      lowering,
      "wrong-type",
      variable,
      phrase`"${name}" already has a meaning; give the person another name, such as p.`,
    );
  }
  if (persons?.kind !== "fact") return undefined;
  lowering.person = { variable: name, fact: personsFact(lowering, persons) };
  const where = requireType(lowering, lowering.lower(condition), ["bool"], phrase`The condition on a person`);
  lowering.person = undefined;
  return where && { kind, type: kind === "count" ? "int" : "bool", span: spanOf(node), persons, where };
}

function personsFact(lowering: Lowering, read: FactRead): PersonsFact {
  return lowering.context.catalogue.facts[read.fact] as PersonsFact;
}
