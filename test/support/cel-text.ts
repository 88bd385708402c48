/**
 * The CEL text of a checked expression: what somebody would have to write in a rule file to get this tree.
 */
import type { FactCatalogue } from "../../src/domain/facts/catalogue.ts";
import type { Expression } from "../../src/domain/rules/expression.ts";
import type { Table } from "../../src/domain/rules/rule-set.ts";
import { dayText } from "../../src/domain/shared/dates.ts";

/** What the indexes of a tree stand for. */
export interface Names {
  readonly catalogue: FactCatalogue;
  readonly definitions: readonly string[];
  readonly tables: readonly Table[];
}

/** Writes the tree out; every operator has its parentheses. `persons` is the fact whose persons are being gone through. */
export function celOf(tree: Expression, names: Names, persons = -1): string {
  const of = (part: Expression) => celOf(part, names, persons);
  switch (tree.kind) {
    case "constant":
      return tree.type === "day" ? `day("${dayText(tree.value as number)}")` : JSON.stringify(tree.value);
    case "constant-list":
      return JSON.stringify(tree.values);
    case "fact":
      return names.catalogue.facts[tree.fact]!.name;
    case "as-of":
      return "asOf";
    case "person": {
      const type = names.catalogue.facts[persons]?.type;
      return `p.${type?.kind === "persons" ? type.fields[tree.field]?.name : ""}`;
    }
    case "defined":
      return `defined.${names.definitions[tree.definition]}`;
    case "has":
      return `has(${of(tree.of)})`;
    case "not":
      return `!(${of(tree.of)})`;
    case "and":
    case "or":
      return `(${tree.of.map(of).join(tree.kind === "and" ? " && " : " || ")})`;
    case "choose":
      return `(${of(tree.condition)} ? ${of(tree.then)} : ${of(tree.otherwise)})`;
    case "compare":
    case "arithmetic":
      return `(${of(tree.left)} ${tree.operator} ${of(tree.right)})`;
    case "member":
      return `(${of(tree.item)} in ${of(tree.list)})`;
    case "size":
      return `size(${of(tree.list)})`;
    case "exists":
    case "all":
      return `${of(tree.persons)}.${tree.kind}(p, ${celOf(tree.where, names, tree.persons.fact)})`;
    case "count":
      return `${of(tree.persons)}.filter(p, ${celOf(tree.where, names, tree.persons.fact)}).size()`;
    case "table":
      return `table(${[`"${names.tables[tree.table]!.id}"`, ...tree.keys.map(of)].join(", ")})`;
    case "call":
      return `${tree.function}(${tree.arguments.map(of).join(", ")})`;
  }
}
