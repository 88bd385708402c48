import { expect } from "chai";
import { amendRequest } from "../../src/app/amend-request.ts";
import { commit, create, type Write } from "../../src/app/commit.ts";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { deregisterRequest } from "../../src/app/deregister-request.ts";
import { extendVacancy } from "../../src/app/extend-vacancy.ts";
import { judgeProof } from "../../src/app/judge-proof.ts";
import { mergeRequests } from "../../src/app/merge-requests.ts";
import { newPerson } from "../../src/app/persons/person-keys.ts";
import { renewRequest } from "../../src/app/renew-request.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { withdrawRequest } from "../../src/app/withdraw-request.ts";
import { withdrawVacancy } from "../../src/app/withdraw-vacancy.ts";
import { type Actor, roles } from "../../src/domain/access/actor.ts";
import { type Command, permissions } from "../../src/domain/access/permissions.ts";
import { startClock } from "../../src/domain/clocks/clock.ts";
import { vacancyTransitions } from "../../src/domain/dwellings/transitions.ts";
import { vacancyStates } from "../../src/domain/dwellings/vacancy-record.ts";
import { proofStates } from "../../src/domain/persons/proof.ts";
import { proofTransitions } from "../../src/domain/persons/proof-transitions.ts";
import { requestStates } from "../../src/domain/requests/request-record.ts";
import { requestTransitions } from "../../src/domain/requests/transitions.ts";
import { DomainError } from "../../src/domain/shared/domain-error.ts";
import type { Transition } from "../../src/domain/shared/transition.ts";
import { requestFacts, vacancyFacts } from "../support/builders.ts";
import { townFacts } from "../support/declared-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";

/** What a use case does with a record in some state. */
type Attempt = (id: string, actor: Actor) => Promise<unknown>;

/** A request, a vacancy or a proof in every state, and the use cases that people move them by. */
describe("use cases and the lives of records", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    const { context } = app;
    await declareFacts(context, actorOf("secretary"), { records: townFacts });
    const writes: Write[] = [];
    for (const state of requestStates) {
      const { personId, key, writes: person } = newPerson(context);
      const facts = requestFacts({ id: `Q-${state}` });
      const document = { state, personId, submittedBy: "hr-1", submittedAt: context.clock.now(), facts } as const;
      writes.push(...person, create("request", facts.id, document, key));
    }
    for (const state of vacancyStates)
      writes.push(
        create("vacancy", `V-${state}`, {
          state,
          landlordId: "L-SOCIAL",
          departementCode: "02",
          clock: startClock({
            startedOn: "2026-11-16",
            length: { unit: "days", count: 30 },
            calendar: "calendar",
            effect: "vacancy-lost",
          }),
          isExtended: false,
          facts: vacancyFacts({ id: `V-${state}` }),
        }),
      );
    const { personId, key, writes: person } = newPerson(context);
    const owner = { state: "active", personId, submittedBy: "hr-1", submittedAt: context.clock.now() } as const;
    writes.push(...person, create("request", "Q-proofs", { ...owner, facts: requestFacts({ id: "Q-proofs" }) }, key));
    for (const state of proofStates)
      writes.push(
        create(
          "proof",
          `P-${state}`,
          {
            state,
            requestId: "Q-proofs",
            recordedBy: "hr-1",
            recordedAt: context.clock.now(),
            facts: { code: "identity" },
          },
          key,
        ),
      );
    await commit(context, { actor: actorOf("operator"), command: "import-pool", events: [], writes });
  });
  afterEach(() => app.close());

  const requestAttempts: Readonly<Partial<Record<Command, Attempt>>> = {
    "submit-request": (draftId, actor) => submitRequest(app.context, actor, { draftId, expected: 1 }),
    "amend-request": (requestId, actor) =>
      amendRequest(app.context, actor, {
        requestId,
        expected: 1,
        facts: requestFacts({ id: requestId, searchRadiusMetres: 1_000 }),
      }),
    "renew-request": (requestId, actor) => renewRequest(app.context, actor, { requestId, expected: 1 }),
    "withdraw-request": (requestId, actor) =>
      withdrawRequest(app.context, actor, { requestId, expected: 1, reason: "household-waiver" }),
    "deregister-request": (requestId, actor) =>
      deregisterRequest(app.context, actor, { requestId, expected: 1, reason: "household-waiver" }),
  };
  const vacancyAttempts: Readonly<Partial<Record<Command, Attempt>>> = {
    "extend-vacancy": (vacancyId, actor) => extendVacancy(app.context, actor, { vacancyId, expected: 1 }),
    "withdraw-vacancy": (vacancyId, actor) =>
      withdrawVacancy(app.context, actor, { vacancyId, expected: 1, reason: "works" }),
  };
  const proofAttempts: Readonly<Partial<Record<Command, Attempt>>> = {
    "judge-proof": (proofId, actor) =>
      judgeProof(app.context, actor, { proofId, expected: 1, verdict: "refused", reason: "unreadable" }),
  };

  const all: readonly {
    readonly name: string;
    readonly prefix: string;
    readonly states: readonly string[];
    readonly table: readonly Transition<string, string>[];
    readonly attempts: Readonly<Partial<Record<Command, Attempt>>>;
  }[] = [
    { name: "request", prefix: "Q", states: requestStates, table: requestTransitions, attempts: requestAttempts },
    { name: "vacancy", prefix: "V", states: vacancyStates, table: vacancyTransitions, attempts: vacancyAttempts },
    { name: "proof", prefix: "P", states: proofStates, table: proofTransitions, attempts: proofAttempts },
  ];

  for (const { name, prefix, states, table, attempts } of all)
    for (const [command, attempt] of Object.entries(attempts) as [Command, Attempt][]) {
      it(`${command} moves a ${name} from the states of the table and from no other`, async () => {
        for (const state of states) {
          const error = await refused(attempt(`${prefix}-${state}`, actorOf("secretary")));
          const isLine = table.some((line) => line.from === state && line.by === command);
          expect(error?.code, state).to.equal(isLine ? undefined : "wrong-state");
          if (error) expect(error.values).to.include({ state, command });
        }
      });

      it(`${command} of a ${name} is for the roles of the permissions`, async () => {
        const allowed: readonly string[] = Object.keys(permissions[command].roles);
        for (const role of roles.filter((one) => !allowed.includes(one))) {
          const error = await refused(attempt(`${prefix}-${states[0]}`, actorOf(role)));
          expect(error?.code, role).to.equal("role-forbidden");
          const nobody = await refused(attempt("unknown", actorOf(role)));
          expect(nobody?.code, `${role} learns nothing of what exists`).to.equal("role-forbidden");
        }
      });
    }

  it("merge-requests ends a request from the states of the table and from no other", async () => {
    for (const state of requestStates) {
      const { version } = (await app.context.store.get("request", "Q-proofs"))!;
      const merging = mergeRequests(app.context, actorOf("secretary"), {
        keptId: "Q-proofs",
        keptExpected: version,
        otherId: `Q-${state}`,
        otherExpected: 1,
        outcome: "merge",
        reason: "same-household",
      });
      const isLine = ["submitted", "active", "expired"].includes(state);
      expect((await refused(merging))?.code, state).to.equal(isLine ? undefined : "wrong-state");
    }
  });
});

async function refused(doing: Promise<unknown>): Promise<DomainError | undefined> {
  try {
    await doing;
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
