import { expect } from "chai";
import { allKinds } from "../../src/app/kinds.ts";
import { domainProblem } from "../../src/cli/domain-problem.ts";
import { openTerminal } from "../../src/cli/terminal.ts";
import { accountStates } from "../../src/domain/access/account.ts";
import { roles } from "../../src/domain/access/actor.ts";
import { permissions } from "../../src/domain/access/permissions.ts";
import { auditProblemCodes } from "../../src/domain/audit/audit-problem.ts";
import { answers, candidateStates, designationStates } from "../../src/domain/designations/designation-record.ts";
import { vacancyStates } from "../../src/domain/dwellings/vacancy-record.ts";
import { proofStates } from "../../src/domain/persons/proof.ts";
import {
  agendaStates,
  decisionKinds,
  decisionStates,
  proposalStates,
} from "../../src/domain/proposals/proposal-record.ts";
import { requestStates } from "../../src/domain/requests/request-record.ts";
import { runStates } from "../../src/domain/runs/run-record.ts";
import { DomainError, type ErrorCode, errorKinds } from "../../src/domain/shared/domain-error.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { keepingEn } from "../../src/texts/keeping-en.ts";
import { problemSentence } from "../../src/texts/problem-sentence.ts";
import { problemsEn } from "../../src/texts/problems-en.ts";
import { problemsFr } from "../../src/texts/problems-fr.ts";
import type { Language } from "../../src/texts/texts.ts";

const codes = Object.keys(errorKinds) as ErrorCode[];
const named = (family: string, texts: object = problemsEn) =>
  Object.keys(texts)
    .filter((key) => key.startsWith(`${family}.`))
    .map((key) => key.slice(family.length + 1))
    .sort(compareText);
const sorted = (words: Iterable<string>) => [...new Set(words)].sort(compareText);

/** Sentences that say more where they know more; each belongs to the code it begins with. */
const fuller = [
  "conflict-now",
  "id-taken-designation",
  "master-key-missing-at",
  "not-a-database-damaged",
  "not-allowed-judge-proof",
  "not-allowed-secretary",
  "not-found-agenda",
  "not-found-decision",
  "not-found-designation",
  "not-found-proposal",
  "not-found-run",
  "reason-required-reasonCode",
  "too-few-candidates-0",
  "value-required-of",
  "wrong-state-candidate",
];

function terminalIn(language: Language) {
  const nowhere = { write: () => undefined };
  return openTerminal({ out: nowhere, err: nowhere, environment: {} }, language, false);
}

describe("the sentences of errors", () => {
  it("every error has one in French and English, and there is none without an error", () => {
    expect(named("error")).to.deep.equal(sorted([...codes, ...fuller]));
    for (const texts of [problemsEn, problemsFr]) {
      for (const [key, text] of Object.entries(texts)) expect(text.trim(), key).to.not.equal("");
    }
  });

  it("kinds, use cases, roles, states, decisions and answers are said in people's words", () => {
    expect(named("kind")).to.deep.equal(sorted(allKinds));
    expect(named("use-case")).to.deep.equal(sorted(Object.keys(permissions)));
    expect(named("role")).to.deep.equal(sorted(roles));
    expect(named("answer")).to.deep.equal(sorted(answers));
    expect(named("decision")).to.deep.equal(sorted(decisionKinds));
    const states = [
      vacancyStates,
      requestStates,
      proposalStates,
      agendaStates,
      decisionStates,
      designationStates,
      candidateStates,
      proofStates,
      accountStates,
      runStates,
    ].flat();
    expect(named("record-state")).to.deep.equal(sorted(states));
    expect(named("audit-problem", keepingEn)).to.deep.equal(sorted(auditProblemCodes));
  });

  it("a value that is named in code is translated, and every value is filled in", () => {
    const error = new DomainError("wrong-state", {
      kind: "proposal",
      id: "p1",
      state: "lapsed",
      command: "decide-proposal",
      allowed: "proposed, withheld",
    });
    expect(domainProblem(error, terminalIn("fr")).lines).to.deep.equal([
      "Proposition p1\u00a0: l’état «\u00a0caduque\u00a0» ne permet pas\u00a0: décider d’une proposition.\n" +
        "États qui le permettent\u00a0: proposée, retenue par la vérification.",
    ]);
    const forbidden = new DomainError("role-forbidden", { command: "erase-person", role: "hr", allowed: "dpo" });
    expect(domainProblem(forbidden, terminalIn("en")).lines[0]).to.contain(
      "As HR you may not: erase a person. Allowed: data-protection officer.",
    );
    const conflict = { kind: "proposal", id: "p1", expected: 1, found: 2 };
    expect(domainProblem(new DomainError("conflict", conflict), terminalIn("en")).lines[0]).to.not.contain("it is now");
    expect(
      domainProblem(new DomainError("conflict", { ...conflict, state: "confirmed" }), terminalIn("en")).lines[0],
    ).to.contain("it is now confirmed");
  });

  it("several problems are all listed, and a program gets code and values", () => {
    const details = [
      { code: "unknown-target", values: { targetId: "t9" } },
      {
        code: "unknown-reference",
        values: { kind: "request", id: "q", field: "f", refersTo: "employer", missing: "e" },
      },
    ];
    const problem = domainProblem(new DomainError("run-with-problems", { count: 2 }, details), terminalIn("en"));
    expect(problem.lines).to.have.length(3);
    expect(problem.lines[1]).to.contain('"t9"');
    expect(problem.lines[2]).to.contain("no such employer");
    expect(problem.named).to.deep.equal({ code: "run-with-problems", values: { count: 2 } });
  });

  it("what is said of several places is said once, and a path is written as it was typed", () => {
    const missing = (place: number) =>
      ({ code: "reason-required", values: { field: `skipped/${place}/reason` } }) as const;
    const twice = new DomainError("several-problems", { count: 2 }, [missing(0), missing(1)]);
    expect(domainProblem(twice, terminalIn("en")).lines).to.deep.equal([
      "Missing: reason in words (--text).\nGive it.",
    ]);
    const exists = new DomainError("file-exists", { place: "copies/a.db" });
    expect(domainProblem(exists, terminalIn("en")).lines[0]).to.match(/^copies\/a\.db/);
    const value = new DomainError("value-required", { kind: "vacancy", id: "", field: "landlordId" });
    expect(domainProblem(value, terminalIn("fr")).lines[0]).to.match(/^Vacance\u00a0: landlordId manque/);
    expect(domainProblem(value, terminalIn("en")).lines[0]).to.match(/^Vacancy: landlordId is missing/);
  });

  it("a candidate is named by its request, and a fact that others give says who gives it", () => {
    const values = {
      kind: "candidate",
      id: "d1~7QX1",
      state: "not-awarded",
      command: "record-reply",
      allowed: "offered",
    };
    const late = domainProblem(new DomainError("wrong-state", values), terminalIn("fr")).lines[0];
    expect(late).to.contain("Demande 7QX1").and.to.contain("non attribué").and.not.to.contain("d1");
    const sent = { field: "validatedProofs", sent: "another value", allowed: "judge-proof" };
    const proof = domainProblem(new DomainError("not-allowed", sent), terminalIn("fr")).lines[0];
    expect(proof).to.contain("contingent proofs record").and.not.to.contain("another value");
    const early = { field: "day", sent: "2026-11-20", allowed: "> 2026-11-23" };
    expect(domainProblem(new DomainError("not-allowed", early), terminalIn("fr")).lines[0]).to.contain(
      "Valeurs admises\u00a0: après le 23 novembre 2026.",
    );
    const root = { field: "line 2 of the kept roots", sent: "x", allowed: "a line of audit root" };
    expect(
      domainProblem(new DomainError("not-allowed", root, [{ line: 2, sent: "x" }]), terminalIn("fr")).lines,
    ).to.deep.equal([
      "Ligne 2 des racines gardées\u00a0: «\u00a0x\u00a0» n’est pas admis.\n" +
        "Valeurs admises\u00a0: une ligne telle que contingent audit root l’écrit.",
    ]);
  });

  it("on a page what to do next names no command and no option", () => {
    const values = { kind: "proposal", id: "p1", requestIds: "q1", allowed: "secretary", field: "reason", found: 0 };
    const ofCommands = /contingent [a-z]|--[a-z]|CONTINGENT_/;
    const ofOperators = /^(database|master-key|wrong-master-key|not-a-database|no-replica-set|newer-schema|mail-)/;
    const others = codes.filter((code) => !ofOperators.test(code));
    for (const language of ["fr", "en"] as const) {
      for (const code of others) {
        for (const kind of allKinds) {
          const { sentence } = problemSentence(new DomainError(code, { ...values, kind }), language);
          expect(sentence, code).to.not.match(ofCommands);
        }
        const plain = problemSentence(new DomainError(code, { field: "reasonCode" }), language).sentence;
        expect(plain, code).to.not.match(ofCommands);
      }
      const said = problemSentence(new DomainError("no-quorum"), language, "command-line").sentence;
      expect(said, "it would notice one").to.match(ofCommands);
    }
  });

  it("on a page several problems come with the field of each", () => {
    const details = [
      { code: "reason-required", values: { field: "skipped/0/reason" } },
      { code: "day-to-come", values: { day: "2026-11-24", today: "2026-11-23" } },
    ];
    const said = problemSentence(new DomainError("several-problems", { count: 2 }, details), "fr");
    expect(said.sentence).to.match(/^2 problèmes/);
    expect(said.details.map(({ code, field }) => ({ code, field }))).to.deep.equal([
      { code: "reason-required", field: "skipped/0/reason" },
      { code: "day-to-come", field: undefined },
    ]);
    expect(said.details[0]!.sentence).to.equal("Il manque\u00a0: motif en toutes lettres.\nDonnez-le.");
  });

  it("the exit code says whose turn it is", () => {
    const exitCodeOf = (code: ErrorCode) => domainProblem(new DomainError(code), terminalIn("en")).exitCode;
    const shown: readonly ErrorCode[] = [
      "not-allowed",
      "not-found",
      "conflict",
      "no-quorum",
      "role-forbidden",
      "disk-full",
    ];
    expect(shown.map(exitCodeOf)).to.deep.equal([2, 2, 3, 3, 3, 4]);
    expect(new Set(codes.map(exitCodeOf))).to.deep.equal(new Set([2, 3, 4]));
  });
});
