/**
 * Compiles definitions in their order: each may read the ones before it. A broken one keeps its place, so that the others keep theirs.
 */
import type { FactCatalogue } from "../../facts/catalogue.ts";
import { phrase } from "../../shared/phrase.ts";
import type { ExpressionContext, KnownDefinition } from "../lowering/expression-context.ts";
import { possibleTexts } from "../lowering/lowering-state.ts";
import type { DefinitionEntry } from "../rule-files.ts";
import type { Definition } from "../rule-set.ts";
import { constant } from "./compile-scope.ts";
import { below, checked, type Notebook, placed, requireSource } from "./notebook.ts";
import type { Placed } from "./places.ts";

/** The definitions, and the context in which everything else is checked. */
export function compileDefinitions(
  notebook: Notebook,
  entries: readonly Placed<DefinitionEntry>[],
  start: Omit<ExpressionContext, "definitions"> & { readonly catalogue: FactCatalogue },
): { readonly definitions: readonly Definition[]; readonly context: ExpressionContext } {
  const definitions: Definition[] = [];
  let known: readonly KnownDefinition[] = [];
  for (const { entry, place } of entries) {
    const context: ExpressionContext = { ...start, definitions: known };
    const at = below(place, "value");
    const found = checked(notebook, at, entry.value, context, ["int", "bool", "text", "day"]);
    const texts = found && possibleTexts(found.tree, context);
    const value = found ?? placed(notebook, at, constant(false));
    const definition: Definition = {
      id: entry.id,
      title: entry.title,
      type: value.tree.type,
      value,
      source: requireSource(notebook, place, phrase`The definition "${entry.id}"`, entry.source),
      ...(entry.legalBasis ? { legalBasis: entry.legalBasis } : {}),
    };
    definitions.push(placed(notebook, place, definition));
    known = [...known, { id: entry.id, ...(found ? { type: found.tree.type } : {}), ...(texts ? { texts } : {}) }];
  }
  return { definitions, context: { ...start, definitions: known } };
}
