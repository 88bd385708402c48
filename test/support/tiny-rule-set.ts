/**
 * A whole rule set in an invented world, as files: ships ask for berths. It has one of everything, compiles without a finding,
 * and shares no name with housing, so that nothing that runs on it can have learnt a name by heart.
 */
import type { FactCatalogue, FactDeclaration, FactType } from "../../src/domain/facts/catalogue.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";

interface Declared {
  readonly type: FactType;
  readonly isOptional?: boolean;
  readonly isProtected?: boolean;
  readonly isChangeable?: boolean;
}

const cargoes = ["grain", "wine", "none"];

const declared: Readonly<Record<string, Declared>> = {
  "ship.lengthMetres": { type: { kind: "int", minimum: 1, maximum: 400 } },
  "ship.draughtMetres": { type: { kind: "int", minimum: 1, maximum: 30 }, isOptional: true, isChangeable: true },
  "ship.askedOn": { type: { kind: "day" } },
  "ship.lastStormOn": { type: { kind: "day" }, isOptional: true },
  "ship.cargo": { type: { kind: "text", values: cargoes } },
  "ship.harbours": { type: { kind: "texts" }, isOptional: true, isChangeable: true },
  "ship.papers": { type: { kind: "texts", values: ["log", "seal"] }, isOptional: true, isChangeable: true },
  "ship.troubles": { type: { kind: "texts", values: ["leak", "fire", "fog"] }, isOptional: true },
  "ship.isRoyal": { type: { kind: "bool" }, isOptional: true },
  "ship.isCursed": { type: { kind: "bool" }, isOptional: true, isProtected: true, isChangeable: true },
  "ship.at": { type: { kind: "position" }, isOptional: true },
  "crew.sailors": {
    type: {
      kind: "persons",
      fields: [
        {
          name: "post",
          type: { kind: "text", values: ["captain", "cook", "hand"] },
          optional: false,
          protected: false,
          changeable: false,
          description: "",
        },
        { name: "bornOn", type: { kind: "day" }, optional: true, protected: false, changeable: false, description: "" },
      ],
    },
  },
  "berth.harbour": { type: { kind: "text" } },
  "berth.coast": { type: { kind: "text", values: ["north", "south"] } },
  "berth.depthMetres": { type: { kind: "int", minimum: 1, maximum: 30 } },
  "berth.places": { type: { kind: "int", minimum: 1, maximum: 9 }, isOptional: true },
  "berth.freeOn": { type: { kind: "day" } },
  "berth.at": { type: { kind: "position" }, isOptional: true },
  "charter.guild": { type: { kind: "text" } },
};

/** The invented catalogue: ships and their crews on one side, berths and the charter that governs them on the other. */
export const tinyCatalogue: FactCatalogue = {
  namespaces: [
    { name: "ship", side: "request", steps: [], within: [] },
    { name: "crew", side: "request", steps: [], within: ["crew"] },
    { name: "berth", side: "vacancy", steps: [], within: [] },
    { name: "charter", side: "vacancy", steps: [{ field: "charterId", collection: "agreements" }], within: [] },
  ],
  facts: Object.entries(declared).map(([name, fact], index): FactDeclaration => {
    const [namespace, field] = name.split(".") as [string, string];
    return {
      index,
      name,
      namespace,
      path: namespace === "crew" ? ["crew", field] : [field],
      side: namespace === "ship" || namespace === "crew" ? "request" : "vacancy",
      type: fact.type,
      optional: fact.isOptional ?? false,
      protected: fact.isProtected ?? false,
      changeable: fact.isChangeable ?? false,
      description: "",
    };
  }),
};

/** The day on which the tiny rule set is compiled. */
export const tinyAsOf = "2026-11-23";

const source = { text: "Invented sea law", article: "art. 1" };
const title = { fr: "Titre", en: "Title" };

function parameter(id: string, value: object, more: object = {}) {
  const values = [{ from: "2026-01-01", ...value, source, checkedOn: "2026-11-01" }];
  return { id, title, unit: "count", standing: "confirmed", values, ...more };
}

function contents(): Record<string, unknown> {
  return {
    "manifest.json": {
      id: "tiny",
      version: "1.0.0",
      title,
      effectiveFrom: "2026-01-01",
      effectiveTo: "2026-12-31",
      authority: "Invented admiralty",
      source,
      scope: { fact: "charter.guild", values: ["fishers"] },
      checkWithinMonths: 12,
      note: "Everything here is invented.",
    },
    "parameters/numbers.json": {
      parameters: [
        parameter("longest", { value: 200 }),
        parameter("lists", { value: 1 }),
        parameter("royal-share", { value: 2_500 }),
        parameter("storm-harbours", { value: ["oslo", "brest"] }),
      ],
    },
    "parameters/tables.json": {
      parameters: [
        parameter("depths", {
          table: {
            keys: [
              { name: "coast", values: ["north", "south"] },
              { name: "hands", from: 1, to: 2, beyond: "increment" },
            ],
            rows: [
              { at: ["north"], cells: [3, 4], increment: 1 },
              { at: ["south"], cells: [2, 3], increment: 2 },
            ],
          },
        }),
        parameter("waters", {
          table: {
            keys: [{ name: "harbour", values: ["oslo"], other: true }],
            rows: [{ at: [], cells: ["cold", "warm"] }],
          },
        }),
      ],
    },
    "definitions.json": {
      definitions: [
        { id: "hands", title, value: "least(greatest(size(crew.sailors), 1), 5)", source },
        { id: "neededDepth", title, value: "table('depths', berth.coast, defined.hands)", source },
        { id: "water", title, value: "table('waters', berth.harbour)", source },
      ],
    },
    "eligibility.json": {
      rules: [
        {
          id: "not-too-long",
          title,
          require: "ship.lengthMetres <= value('longest')",
          reasonCode: "ship-too-long",
          reason: { fr: "{value} m dépassent {threshold} m.", en: "{value} m exceed {threshold} m." },
          shows: { value: "ship.lengthMetres", threshold: "value('longest')", unit: "metres" },
          source,
        },
        {
          id: "deep-enough",
          title,
          require: "berth.depthMetres >= ship.draughtMetres && berth.depthMetres >= defined.neededDepth",
          needs: ["ship.draughtMetres"],
          reasonCode: "berth-too-shallow",
          reason: { fr: "Pas assez de fond.", en: "Too shallow." },
          source,
        },
        {
          id: "storm-warning",
          title,
          effect: "flag",
          require: "!(berth.harbour in list('storm-harbours'))",
          reasonCode: "storm-coast",
          reason: title,
          source,
        },
      ],
    },
    "scoring.json": {
      headings: [
        {
          id: "waiting",
          title,
          combine: "sum",
          maximumPoints: 50,
          criteria: [
            {
              id: "months-asked",
              title,
              maximumPoints: 40,
              perMonth: {
                months: "months(ship.askedOn, asOf)",
                points: 1,
                cap: 36,
                bonus: { moreThanMonths: 36, points: 4 },
              },
              sentence: title,
              source,
            },
            {
              id: "cold-water",
              title,
              maximumPoints: 20,
              when: { condition: "defined.water == 'cold'", points: 20 },
              onlyIf: "ship.cargo != 'wine'",
              proof: "'log' in ship.papers",
              sentence: title,
              source,
            },
            {
              id: "storm",
              title,
              maximumPoints: 0,
              minimumPoints: -10,
              when: { condition: "has(ship.lastStormOn)", points: -10 },
              expiry: { from: "ship.lastStormOn", months: 12 },
              sentence: title,
              source,
            },
          ],
        },
        {
          id: "size",
          title,
          combine: "highest",
          criteria: [
            {
              id: "short",
              title,
              maximumPoints: 15,
              bands: {
                value: "ship.lengthMetres",
                bands: [
                  { to: 20, points: 15 },
                  { from: 20, to: 100, points: 5 },
                  { from: 100, points: 0 },
                ],
              },
              sentence: title,
              source,
            },
            {
              id: "shallow",
              title,
              maximumPoints: 10,
              curve: {
                value: "ship.draughtMetres",
                at: [
                  { value: 2, points: 10 },
                  { value: 12, points: 0 },
                ],
              },
              sentence: title,
              source,
            },
          ],
        },
        {
          id: "trouble",
          title,
          combine: "declared",
          declaredIn: "ship.troubles",
          onlyIf: "ship.cargo != 'none'",
          criteria: [
            { id: "leak", title, maximumPoints: 8, when: { condition: "true", points: 8 }, sentence: title, source },
            {
              id: "burning",
              title,
              maximumPoints: 9,
              when: { condition: "true", points: 9 },
              declaredAs: "fire",
              sentence: title,
              source,
            },
            {
              id: "old-fog",
              title,
              maximumPoints: 5,
              when: { condition: "true", points: 5 },
              declaredAs: "fog",
              validTo: "2026-06-30",
              sentence: title,
              source,
            },
          ],
        },
      ],
    },
    "preferences.json": {
      keys: [
        { id: "harbour", title, value: "rank(berth.harbour, ship.harbours)", ascending: true },
        { id: "way", title, value: "distanceMetres(ship.at, berth.at)", ascending: true },
      ],
    },
    "assignment.json": {
      places: "has(berth.places) ? berth.places : 3",
      next: 2,
      listsPerRequest: { parameter: "lists" },
      seniority: "ship.askedOn",
      clock: "berth.freeOn",
      targets: [
        {
          id: "royal",
          title,
          share: { parameter: "royal-share" },
          territory: "berth.coast",
          appliesTo: "true",
          priorityClass: "has(ship.isRoyal) && ship.isRoyal ? 1 : 0",
          source,
        },
      ],
      levers: [
        { id: "add-harbour", fact: "ship.harbours", addFrom: "berth.harbour", sentence: title },
        { id: "unload", fact: "ship.draughtMetres", lower: { step: 1, bound: 1 }, sentence: title },
      ],
    },
    "cases/defaults.json": {
      defaults: {
        sloop: {
          ship: {
            lengthMetres: 15,
            draughtMetres: 3,
            askedOn: "2025-11-23",
            cargo: "grain",
            harbours: ["brest", "oslo"],
            papers: ["log"],
            troubles: [],
            crew: { sailors: [{ post: "captain", bornOn: "1990-01-01" }] },
          },
          berth: { harbour: "oslo", coast: "north", depthMetres: 5, freeOn: "2026-12-01" },
          charter: { guild: "fishers" },
        },
      },
    },
    "cases/rules.json": {
      cases: [
        example("fits", ["not-too-long", "deep-enough"], {}, { verdict: "eligible", flags: ["storm-warning"] }),
        example(
          "too-long",
          ["not-too-long"],
          { ship: { lengthMetres: 201 } },
          { verdict: "refused", reasonCodes: ["ship-too-long"] },
        ),
        example("too-shallow", ["deep-enough"], { berth: { depthMetres: 2 } }, { rules: { "deep-enough": "refused" } }),
        example(
          "unknown-draught",
          ["deep-enough"],
          { ship: { draughtMetres: null } },
          { verdict: "incomplete", missing: ["ship.draughtMetres"] },
        ),
        example("calm", ["storm-warning"], { berth: { harbour: "bergen" } }, { flags: [] }),
        example("stormy", ["storm-warning"], {}, { flags: ["storm-warning"] }),
      ],
    },
    "cases/criteria.json": {
      cases: [
        example(
          "waited-a-year",
          ["months-asked", "cold-water"],
          {},
          { criteria: { "months-asked": 12, "cold-water": 20 }, points: 47 },
        ),
        example(
          "new-and-warm",
          ["months-asked", "cold-water"],
          { ship: { askedOn: "2026-11-23" }, berth: { harbour: "bergen" } },
          { criteria: { "months-asked": 0, "cold-water": 0 } },
        ),
        example("storm-last-month", ["storm"], { ship: { lastStormOn: "2026-10-23" } }, { criteria: { storm: -10 } }),
        example("no-storm", ["storm"], {}, { criteria: { storm: 0 } }),
        example("short-ship", ["short", "shallow"], {}, { criteria: { short: 15 }, headings: { size: 15 } }),
        example(
          "long-ship",
          ["short", "shallow"],
          { ship: { lengthMetres: 150 } },
          { criteria: { short: 0, shallow: 9 }, headings: { size: 9 } },
        ),
        example("deep-ship", ["shallow"], { ship: { draughtMetres: 12 } }, { criteria: { shallow: 0 } }),
        example(
          "leaking",
          ["leak", "burning"],
          { ship: { troubles: ["leak", "fire"] } },
          { criteria: { leak: 8, burning: 0 } },
        ),
        example(
          "on-fire",
          ["burning", "leak"],
          { ship: { troubles: ["fire"] } },
          { criteria: { leak: 0, burning: 9 } },
        ),
        {
          ...example(
            "fog-in-june",
            ["old-fog"],
            { ship: { troubles: ["fog"], askedOn: "2026-01-01" } },
            { criteria: { "old-fog": 5 } },
          ),
          asOf: "2026-06-30",
        },
        example("fog-too-late", ["old-fog"], { ship: { troubles: ["fog"] } }, { criteria: { "old-fog": 0 } }),
      ],
    },
  };
}

function example(id: string, covers: readonly string[], facts: object, expect: object) {
  return { id, title: id, covers, invented: true, facts: { defaults: "sloop", ...facts }, expect };
}

/** A change to the content of the tiny rule set's files, by path inside its folder. */
// biome-ignore lint/suspicious/noExplicitAny: a test breaks files in ways that no type of theirs allows.
export type TinyChange = (files: Record<string, any>) => void;

/** The tiny rule set as files, after a change; a file deleted by the change is missing. */
export function tinyRuleFiles(change: TinyChange = () => {}): RuleFiles {
  const files = JSON.parse(JSON.stringify(contents()));
  change(files);
  return {
    id: "tiny",
    problems: [],
    files: Object.entries(files).map(([path, content]) => ({ path: `tiny/${path}`, content })),
  };
}
