/**
 * Operators inside an expression: junctions, comparisons, arithmetic, choice, membership. Part of the lowering.
 */
import { phrase, wordless } from "../../shared/phrase.ts";
import type { Arithmetic, Compare, ConstantList, Expression, FactRead, ValueType } from "../expression.ts";
import type { ParsedNode } from "./expression-context.ts";
import {
  checkComparableTexts,
  checkMemberTexts,
  type Lowering,
  report,
  requireType,
  spanOf,
  typeTitle,
} from "./lowering-state.ts";

/** Lowers `-x`; a literal becomes a negative constant. */
export function lowerMinus(lowering: Lowering, node: ParsedNode, operand: ParsedNode): Expression | undefined {
  const right = requireType(lowering, lowering.lower(operand), ["int"], "`-`");
  if (!right) return undefined;
  const span = spanOf(node);
  if (right.kind === "constant" && right.parameter === undefined)
    return { kind: "constant", type: "int", span, value: 0 - (right.value as number) };
  return {
    kind: "arithmetic",
    type: "int",
    span,
    operator: "-",
    left: { kind: "constant", type: "int", span, value: 0 },
    right,
  };
}

/** Lowers `&&` and `||`, flattened. */
export function lowerJunction(
  lowering: Lowering,
  node: ParsedNode,
  kind: "and" | "or",
  args: readonly ParsedNode[],
): Expression | undefined {
  const of: Expression[] = [];
  let isWhole = true;
  for (const arg of args) {
    const operand = requireType(lowering, lowering.lower(arg), ["bool"], kind === "and" ? "`&&`" : "`||`");
    if (!operand) isWhole = false;
    else if (operand.kind === kind) of.push(...operand.of);
    else of.push(operand);
  }
  return isWhole ? { kind, type: "bool", span: spanOf(node), of } : undefined;
}

/** Lowers `condition ? then : otherwise`. */
export function lowerChoose(lowering: Lowering, node: ParsedNode, args: readonly ParsedNode[]): Expression | undefined {
  const condition = requireType(lowering, lowering.lower(args[0]!), ["bool"], phrase`The condition before \`?\``);
  const then = requireType(lowering, lowering.lower(args[1]!), ["int", "bool", "text", "day", "position"], "`?:`");
  const otherwise = lowering.lower(args[2]!);
  const same = then
    ? requireType(lowering, otherwise, [then.type], phrase`\`:\` (the two answers of \`?:\` have one type)`)
    : undefined;
  return condition && then && same
    ? { kind: "choose", type: then.type, span: spanOf(node), condition, then, otherwise: same }
    : undefined;
}

/** Lowers a comparison; both sides have one type. */
export function lowerCompare(
  lowering: Lowering,
  node: ParsedNode,
  operator: Compare["operator"],
  args: readonly ParsedNode[],
): Expression | undefined {
  const left = lowering.lower(args[0]!);
  const right = lowering.lower(args[1]!);
  if (!left || !right) return undefined;
  if (left.type !== right.type) {
    const types = [left.type, right.type];
    const hint =
      types.includes("day") && types.includes("text") ? phrase` Write a day as day("2026-01-01").` : wordless;
    const sentence = phrase`\`${operator}\` compares ${typeTitle(left.type)} with ${typeTitle(right.type)}; both sides must have one type.${hint}`;
    return report(lowering, "wrong-type", node, sentence);
  }
  const isEquality = operator === "==" || operator === "!=";
  const comparable: readonly ValueType[] = isEquality ? ["int", "day", "text", "bool"] : ["int", "day"];
  if (!requireType(lowering, left, comparable, `\`${operator}\``)) return undefined;
  checkComparableTexts(lowering, left, right);
  return { kind: "compare", type: "bool", span: spanOf(node), operator, left, right };
}

/** Lowers arithmetic over whole numbers. */
export function lowerArithmetic(
  lowering: Lowering,
  node: ParsedNode,
  operator: Arithmetic["operator"],
  args: readonly ParsedNode[],
): Expression | undefined {
  const left = lowering.lower(args[0]!);
  const right = lowering.lower(args[1]!);
  if (operator === "+" && left?.type === "text" && right?.type === "text") {
    return report(
      lowering,
      "not-compilable",
      node,
      phrase`Texts cannot be joined; a condition compares them with == and != only.`,
    );
  }
  const a = requireType(lowering, left, ["int"], `\`${operator}\``);
  const b = requireType(lowering, right, ["int"], `\`${operator}\``);
  return a && b ? { kind: "arithmetic", type: "int", span: spanOf(node), operator, left: a, right: b } : undefined;
}

/** Lowers `item in list`. */
export function lowerMember(lowering: Lowering, node: ParsedNode, args: readonly ParsedNode[]): Expression | undefined {
  const item = requireType(lowering, lowering.lower(args[0]!), ["text", "int"], "`in`");
  const list = lowering.lower(args[1]!);
  if (!item || !list) return undefined;
  if (!isList(list)) {
    return report(
      lowering,
      "wrong-type",
      args[1]!,
      phrase`\`in\` wants a list after it, but this is ${typeTitle(list.type)}.`,
    );
  }
  const isEmpty = list.kind === "constant-list" && list.values.length === 0;
  if (!isEmpty && (item.type === "text") !== (list.type === "texts")) {
    return report(
      lowering,
      "wrong-type",
      node,
      phrase`\`in\` looks for ${typeTitle(item.type)} in ${typeTitle(list.type)}.`,
    );
  }
  checkMemberTexts(lowering, item, list);
  return { kind: "member", type: "bool", span: spanOf(node), item, list };
}

function isList(tree: Expression): tree is FactRead | ConstantList {
  return tree.kind === "constant-list" || (tree.kind === "fact" && tree.type === "texts");
}
