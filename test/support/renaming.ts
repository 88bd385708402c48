/**
 * Every name of a rule set, of the catalogue and of records replaced by another one: facts, rules, criteria, headings, definitions,
 * parameters, targets, levers. Names are turned round, so that nothing keeps its alphabetical order either. Values stay as they are.
 */
import type { FactCatalogue, FactDeclaration, FieldDeclaration } from "../../src/domain/facts/catalogue.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";

type Json = Record<string, unknown>;

const turned = (text: string) => [...text].reverse().join("");

/** The new name of a fact, a field or a definition. */
const newWord = (word: string) => `q${turned(word)}`;

/** The new id of a rule set, rule, criterion, heading, parameter, target or lever. */
export const newId = (id: string) => `q-${turned(id)}`;

function newField(field: FieldDeclaration): FieldDeclaration {
  return { ...field, name: newWord(field.name) };
}

function newFact(fact: FactDeclaration): FactDeclaration {
  const { type } = fact;
  return {
    ...fact,
    name: fact.name.split(".").map(newWord).join("."),
    namespace: newWord(fact.namespace),
    path: fact.path.map(newWord),
    type: type.kind === "persons" ? { ...type, fields: type.fields.map(newField) } : type,
  };
}

/** The catalogue with new names. */
export function renamedCatalogue(catalogue: FactCatalogue): FactCatalogue {
  return {
    namespaces: catalogue.namespaces.map(({ name, side, steps, within }) => ({
      name: newWord(name),
      side,
      steps: steps.map((step) => ({ ...step, field: newWord(step.field) })),
      within: within.map(newWord),
    })),
    facts: catalogue.facts.map(newFact),
  };
}

/** A record of a snapshot with new names; it is still found by its `id`. */
export function renamedRecord(value: unknown): unknown {
  return Array.isArray(value) ? value.map(renamedRecord) : { ...(renamedNames(value) as Json), id: (value as Json).id };
}

/** New names all through a value. Positions are values and stay. */
function renamedNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamedNames);
  if (typeof value !== "object" || value === null || "eastMetres" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [newWord(name), renamedNames(part)]));
}

/** An expression with new names: facts, fields of persons, definitions, parameters. */
function renamedExpression(text: string, namespaces: readonly string[]): string {
  const variables = new Set([...text.matchAll(/\.(?:exists|all|filter)\(\s*(\w+)\s*,/g)].map((match) => match[1]!));
  const ids = text.replace(
    /\b(value|list|table)\(\s*(["'])([^"']*)\2/g,
    (_, read, quote, id) => `${read}(${quote}${newId(id)}${quote}`,
  );
  return ids.replace(/"[^"]*"|'[^']*'|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g, (word) => {
    const [first, second, ...rest] = word.split(".") as [string, string | undefined, ...string[]];
    if (/^["']/.test(word) || second === undefined) return word;
    if (namespaces.includes(first)) return [newWord(first), newWord(second), ...rest].join(".");
    if (first === "defined") return ["defined", newWord(second), ...rest].join(".");
    return variables.has(first) ? [first, newWord(second), ...rest].join(".") : word;
  });
}

const expressionKeys = new Set(
  "require value threshold condition months onlyIf proof from seniority clock places territory appliesTo priorityClass declaredIn fact addFrom contradictedWhen dalo provenPriority labelledPriority".split(
    " ",
  ),
);
const idKeys = new Set(["id", "reasonCode", "parameter"]);

/** A definition is read as a name, everything else with an id as an id. */
function renamedRules(value: unknown, namespaces: readonly string[], idOf: (id: string) => string): unknown {
  const again = (part: unknown) => renamedRules(part, namespaces, idOf);
  if (Array.isArray(value)) return value.map(again);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => {
    if (key === "source" || key === "legalBasis") return [key, part];
    const isIds = key === "reasonCodes" || (key === "rules" && typeof (part as unknown[])[0] === "string");
    if (isIds) return [key, (part as string[]).map(newId)];
    if (key === "needs") return [key, (part as string[]).map((name) => name.split(".").map(newWord).join("."))];
    if (typeof part !== "string") return [key, again(part)];
    if (idKeys.has(key)) return [key, key === "id" ? idOf(part) : newId(part)];
    return [key, expressionKeys.has(key) ? renamedExpression(part, namespaces) : part];
  });
  return Object.fromEntries(entries);
}

const byNewKey = (record: unknown, key: (name: string) => string) =>
  Object.fromEntries(Object.entries((record ?? {}) as Json).map(([name, part]) => [key(name), part]));

const newFactName = (name: string) => name.split(".").map(newWord).join(".");

function renamedFacts({ defaults, travelTimes, ...records }: Json): Json {
  return {
    ...(renamedNames(records) as Json),
    ...(defaults === undefined ? {} : { defaults }),
    ...(travelTimes === undefined ? {} : { travelTimes }),
  };
}

function renamedExample(example: Json): Json {
  const expected = example.expect as Json;
  const lists = { reasonCodes: newId, flags: newId, missing: newFactName };
  const records = { rules: newId, criteria: newId, headings: newId, priorityClass: newId, defined: newWord };
  const expect: Json = { ...expected };
  for (const [name, of] of Object.entries(lists)) if (expect[name]) expect[name] = (expect[name] as string[]).map(of);
  for (const [name, of] of Object.entries(records)) if (expect[name]) expect[name] = byNewKey(expect[name], of);
  const covers = (example.covers as string[]).map((id) => (/[A-Z]/.test(id) ? newWord(id) : newId(id)));
  return { ...example, covers, facts: renamedFacts(example.facts as Json), expect };
}

/** What a criterion is declared as is a value: it stays, whatever the new id. */
function withDeclaredAs(content: Json): Json {
  const headings = (content.headings as Json[]).map((heading) => ({
    ...heading,
    criteria: (heading.criteria as Json[]).map((criterion) =>
      heading.combine === "declared" ? { declaredAs: criterion.id, ...criterion } : criterion,
    ),
  }));
  return { ...content, headings };
}

/** The rule set with new names throughout, its worked examples too. */
export function renamedRuleFiles(files: RuleFiles, catalogue: FactCatalogue): RuleFiles {
  const namespaces = catalogue.namespaces.map(({ name }) => name);
  const contentOf = (path: string, content: Json): unknown => {
    if (path.startsWith("parameters/")) {
      return {
        ...content,
        parameters: (content.parameters as Json[]).map((one) => ({ ...one, id: newId(one.id as string) })),
      };
    }
    if (path === "cases/defaults.json") {
      const defaults = Object.entries(content.defaults as Json);
      return {
        ...content,
        defaults: Object.fromEntries(defaults.map(([name, facts]) => [name, renamedFacts(facts as Json)])),
      };
    }
    if (path.startsWith("cases/")) return { ...content, cases: (content.cases as Json[]).map(renamedExample) };
    const idOf = path === "definitions.json" ? newWord : newId;
    return renamedRules(path === "scoring.json" ? withDeclaredAs(content) : content, namespaces, idOf);
  };
  const id = newId(files.id);
  return {
    ...files,
    id,
    files: files.files.map(({ path, content }) => {
      const inner = path.slice(files.id.length + 1);
      return { path: `${id}/${inner}`, content: contentOf(inner, content as Json) };
    }),
  };
}
