import { expect } from "chai";
import { roles } from "../../../src/domain/access/actor.ts";
import { authorise, type Command, permissions } from "../../../src/domain/access/permissions.ts";
import { candidateStates, designationStates } from "../../../src/domain/designations/designation-record.ts";
import { candidateTransitions, designationTransitions } from "../../../src/domain/designations/transitions.ts";
import {
  agendaStates,
  decisionKinds,
  decisionStates,
  proposalStates,
} from "../../../src/domain/proposals/proposal-record.ts";
import {
  agendaTransitions,
  decidedState,
  decisionTransitions,
  proposalTransitions,
} from "../../../src/domain/proposals/transitions.ts";
import type { Transition } from "../../../src/domain/shared/transition.ts";
import { transitionsBy, transitionTo } from "../../../src/domain/shared/transition.ts";
import { actorOf } from "../../support/open-app.ts";

interface Life {
  readonly kind: string;
  readonly states: readonly string[];
  readonly table: readonly Transition<string>[];
  /** States that nothing leaves. */
  readonly ends: readonly string[];
}

const lives: readonly Life[] = [
  {
    kind: "proposal",
    states: proposalStates,
    table: proposalTransitions,
    ends: ["deferred", "rejected", "given-back", "lapsed", "dropped"],
  },
  { kind: "agenda", states: agendaStates, table: agendaTransitions, ends: ["closed"] },
  { kind: "decision", states: decisionStates, table: decisionTransitions, ends: ["final", "cancelled"] },
  { kind: "designation", states: designationStates, table: designationTransitions, ends: ["let", "failed"] },
  {
    kind: "candidate",
    states: candidateStates,
    table: candidateTransitions,
    ends: ["refused", "silent", "withdrawn", "lapsed", "leased"],
  },
];

/** Use cases of the product itself: the night, and clocks that end. */
const withoutPerson: readonly string[] = ["run-allocation", "act-on-clocks"];

describe("the lives of proposals, agendas, decisions, designations and candidates", () => {
  for (const { kind, states, table, ends } of lives) {
    it(`let ${kind}s leave every state but its ends, and reach every state but its first`, () => {
      expect(states.filter((state) => !table.some(({ from }) => from === state))).to.have.members([...ends]);
      const [first] = kind === "proposal" ? ["withheld"] : states;
      const reached = new Set(table.map(({ to }) => to));
      expect(states.filter((state) => !reached.has(state) && state !== first)).to.deep.equal([]);
    });

    it(`let each (state, role) of ${kind}s do what the table says and nothing else`, () => {
      const commands = [...new Set(table.map(({ by }) => by))];
      expect(commands.filter((command) => !(command in permissions))).to.deep.equal([]);
      const about = { employerId: "E", landlordId: "L", departementCode: "02" };
      for (const state of states)
        for (const role of roles)
          for (const by of commands as Command[]) {
            const may = role in permissions[by].roles;
            const can = table.some((line) => line.from === state && line.by === by);
            const done = () => {
              authorise(actorOf(role), by, about);
              transitionsBy(table, { kind, id: "1", state }, by);
            };
            if (may && can) expect(done, `${state} ${role} ${by}`).not.to.throw();
            else expect(done, `${state} ${role} ${by}`).to.throw(may ? "wrong-state" : "role-forbidden");
          }
    });

    it(`has no line twice for ${kind}s, and none that refers to no state`, () => {
      const lines = table.map(({ from, to, by }) => `${from} ${to} ${by}`);
      expect(new Set(lines).size).to.equal(lines.length);
      expect(table.filter(({ from, to }) => !states.includes(from) || !states.includes(to))).to.deep.equal([]);
    });
  }

  it("let nothing but a person's decision confirm, replace, reject or give back a proposal", () => {
    const decided = Object.values(decidedState).filter((state) => state !== "proposed");
    const by = proposalTransitions.filter(({ to }) => decided.some((state) => state === to)).map((line) => line.by);
    expect([...new Set(by)]).to.have.members(["decide-proposal", "second-decision"]);
    for (const command of ["decide-proposal", "second-decision"] as const)
      expect(Object.keys(permissions[command].roles)).to.have.members(["committee", "secretary"]);
  });

  it("lead to an acceptance and a lease by a person only", () => {
    const made: readonly Transition<string>[] = candidateTransitions;
    for (const { to, by } of made.filter((line) => ["accepted", "leased", "refused"].includes(line.to)))
      expect(withoutPerson, `${to} ${by}`).not.to.include(by);
    expect(made.filter(({ to }) => to === "silent").map(({ clock }) => clock)).to.deep.equal(["offer"]);
  });

  it("have a state for every kind of decision, reached from the right one", () => {
    for (const kind of decisionKinds) {
      const from = kind === "release" || kind === "drop" ? "withheld" : "proposed";
      const moving = { kind: "proposal", id: "1", state: from } as const;
      const to = decidedState[kind];
      expect(transitionTo(proposalTransitions, moving, "decide-proposal", to, "reason").to).to.equal(to);
      if (kind !== "confirm" && kind !== "replace")
        expect(() => transitionTo(proposalTransitions, moving, "decide-proposal", to)).to.throw("reason-required");
    }
  });
});
