import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { roles } from "../../src/domain/access/actor.ts";
import { authoriseRole, type Command, permissions } from "../../src/domain/access/permissions.ts";
import { candidateStates, designationStates } from "../../src/domain/designations/designation-record.ts";
import { firstVacancyStates } from "../../src/domain/dwellings/transitions.ts";
import { vacancyStates } from "../../src/domain/dwellings/vacancy-record.ts";
import { proofStates } from "../../src/domain/persons/proof.ts";
import { firstProofStates } from "../../src/domain/persons/proof-transitions.ts";
import { agendaStates, decisionStates, proposalStates } from "../../src/domain/proposals/proposal-record.ts";
import { requestStates } from "../../src/domain/requests/request-record.ts";
import { firstRequestStates } from "../../src/domain/requests/transitions.ts";
import { DomainError } from "../../src/domain/shared/domain-error.ts";
import { type Transition, transitionsBy, transitionTo } from "../../src/domain/shared/transition.ts";
import { actorOf } from "../support/open-app.ts";

interface Life {
  readonly states: readonly string[];
  /** States a record starts in. */
  readonly first: readonly string[];
  /** States that nothing leads out of. */
  readonly last: readonly string[];
}

/** The lives by the name of their table. */
const lives: Readonly<Record<string, Life>> = {
  requestTransitions: {
    states: requestStates,
    first: firstRequestStates,
    last: ["housed", "withdrawn", "deregistered"],
  },
  vacancyTransitions: {
    states: vacancyStates,
    first: firstVacancyStates,
    last: ["let", "given-back", "withdrawn", "lost"],
  },
  proofTransitions: { states: proofStates, first: firstProofStates, last: ["refused", "expired"] },
  proposalTransitions: {
    states: proposalStates,
    first: ["proposed", "withheld"],
    last: ["deferred", "rejected", "given-back", "lapsed", "dropped"],
  },
  agendaTransitions: { states: agendaStates, first: ["open"], last: ["closed"] },
  decisionTransitions: {
    states: decisionStates,
    first: ["awaiting-second-signature", "final"],
    last: ["final", "cancelled"],
  },
  designationTransitions: { states: designationStates, first: ["sent"], last: ["let", "failed"] },
  candidateTransitions: {
    states: candidateStates,
    first: ["sent"],
    last: ["refused", "silent", "withdrawn", "lapsed", "leased"],
  },
};

/** States that a household or a landlord lives with: only a person leads there. */
const byPersonsOnly = [
  "designated",
  "let",
  "housed",
  "leased",
  "accepted",
  "confirmed",
  "replaced",
  "final",
  "validated",
];

type Table = readonly Transition<string, string>[];

/** Every table of transitions in the domain. */
async function tables(): Promise<ReadonlyMap<string, Table>> {
  const domain = fileURLToPath(new URL("../../src/domain", import.meta.url));
  const files = readdirSync(domain, { recursive: true, encoding: "utf8" }).filter((path) =>
    /transitions\.ts$/.test(basename(path)),
  );
  const found = new Map<string, Table>();
  for (const file of files) {
    const module = (await import(pathToFileURL(`${domain}/${file}`).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module))
      if (name.endsWith("Transitions")) found.set(name, value as Table);
  }
  return found;
}

const commands = Object.keys(permissions) as Command[];
const rolesOf = (command: string): readonly string[] => Object.keys(permissions[command as Command].roles);
const codeOf = (doing: () => unknown): string => {
  try {
    doing();
    return "passes";
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

describe("the lives of records", () => {
  let all: ReadonlyMap<string, Table>;
  before(async () => {
    all = await tables();
  });

  it("are the tables listed here, all of them", () => {
    expect([...all.keys()]).to.have.members(Object.keys(lives));
  });

  it("let each role move each record from each state by each use case as tables and permissions say, and no other", () => {
    let allowed = 0;
    let refused = 0;
    for (const [name, table] of all)
      for (const state of lives[name]!.states)
        for (const command of commands)
          for (const role of roles) {
            const isRole = rolesOf(command).includes(role);
            const isLine = table.some((line) => line.from === state && line.by === command);
            const outcome = codeOf(() => {
              authoriseRole(actorOf(role), command);
              transitionsBy(table, { kind: name, id: "x", state }, command);
            });
            const expected = isRole ? (isLine ? "passes" : "wrong-state") : "role-forbidden";
            expect(outcome, `${name} ${state} ${command} ${role}`).to.equal(expected);
            if (outcome === "passes") allowed++;
            else refused++;
          }
    expect(allowed).to.be.greaterThan(100);
    expect(refused).to.be.greaterThan(10_000);
  });

  it("go to no state that the table does not name", () => {
    for (const [name, table] of all)
      for (const from of lives[name]!.states)
        for (const by of new Set(table.map((line) => line.by)))
          for (const to of lives[name]!.states) {
            const isLine = table.some((line) => line.from === from && line.by === by && line.to === to);
            const outcome = codeOf(() => transitionTo(table, { kind: name, id: "x", state: from }, by, to, "a reason"));
            expect(outcome, `${name} ${from} ${by} ${to}`).to.equal(isLine ? "passes" : "wrong-state");
          }
  });

  it("ask for a reason where the table says so", () => {
    let asked = 0;
    for (const [name, table] of all)
      for (const { from, by, to, needsReason } of table) {
        const outcome = codeOf(() => transitionTo(table, { kind: name, id: "x", state: from }, by, to, "  "));
        expect(outcome).to.equal(needsReason ? "reason-required" : "passes");
        if (needsReason) asked++;
      }
    expect(asked).to.be.greaterThan(20);
  });

  it("move by use cases that somebody may use, between states that exist, each line once", () => {
    for (const [name, table] of all) {
      for (const { from, to, by } of table) {
        expect(lives[name]!.states, `${name} ${from} ${to}`).to.include.members([from, to]);
        expect(commands, `${name} ${by}`).to.include(by);
      }
      const lines = table.map(({ from, to, by }) => `${from} ${to} ${by}`);
      expect(lines, name).to.have.length(new Set(lines).size);
    }
  });

  it("reach every state from a first one, and end in the last ones and nowhere else", () => {
    for (const [name, table] of all) {
      const { states, first, last } = lives[name]!;
      const reached = new Set(first);
      for (let size = 0; size < reached.size; ) {
        size = reached.size;
        for (const { from, to } of table) if (reached.has(from)) reached.add(to);
      }
      expect([...reached], name).to.have.members(states);
      const ends = states.filter((state) => !table.some(({ from, to }) => from === state && to !== state));
      expect(ends, name).to.have.members(last);
    }
  });

  it("are moved by the product itself only by the end of a clock, or between waiting, proposed and lapsed", () => {
    for (const [name, table] of all)
      for (const { from, to, by, clock } of table) {
        if (!rolesOf(by).includes("system")) {
          expect(clock, `${name} ${from} ${to} ${by}`).to.equal(undefined);
          continue;
        }
        const isRun = (by === "run-allocation" || by === "reassign") && ["open", "proposed", "lapsed"].includes(to);
        expect(clock !== undefined || isRun || from === to, `${name} ${from} ${to} ${by}`).to.equal(true);
      }
  });

  it("lead nobody to a designation, a lease or a decision without a person", () => {
    let lines = 0;
    for (const [name, table] of all)
      for (const { from, to, by, clock } of table) {
        if (from === to || !byPersonsOnly.includes(to)) continue;
        lines++;
        expect(rolesOf(by), `${name} ${from} ${to} ${by}`).not.to.include("system");
        expect(clock, `${name} ${from} ${to} ${by}`).to.equal(undefined);
      }
    expect(lines).to.be.greaterThan(8);
  });
});
