/** `contingent proofs`: a document received, and what a person makes of it. */
import { judgeProof } from "../../app/judge-proof.ts";
import { recordProof } from "../../app/record-proof.ts";
import { proofRefusalReasons } from "../../domain/persons/judged-proof.ts";
import type { ProofCode } from "../../domain/persons/proof.ts";
import type { Asked } from "../command-words.ts";
import { CommandProblem, exitCodes } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findRecord } from "./find-record.ts";
import { dayAsked, versionAsked } from "./operands.ts";

interface Options {
  readonly issuedOn?: string;
  readonly validUntil?: string;
  readonly reason?: string;
  readonly expect?: string;
}

export async function proofRecordCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { issuedOn, validUntil }: Options = asked.options;
  const [requestId, code] = operands.map(String) as [string, ProofCode];
  const recorded = await acting(asked, "record-proof", ({ context, actor }) =>
    recordProof(context, actor, {
      requestId,
      code,
      ...(issuedOn === undefined ? {} : { issuedOn: dayAsked(issuedOn, terminal) }),
      ...(validUntil === undefined ? {} : { validUntil: dayAsked(validUntil, terminal) }),
    }),
  );
  if (terminal.isJson) terminal.print(JSON.stringify(recorded));
  else terminal.print(terminal.say("proofs.recorded", { id: recorded.proofId, code, request: requestId }));
  return exitCodes.done;
}

export async function proofJudgeCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { reason, validUntil, expect }: Options = asked.options;
  const [proofId, verdict] = operands.map(String) as [string, "validated" | "refused"];
  if (verdict === "refused" && reason === undefined) {
    const allowed = proofRefusalReasons.join(", ");
    throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.refused-why", { allowed })]);
  }
  const judged = await acting(asked, "judge-proof", async ({ context, actor }) => {
    const proof = await findRecord(context, "proof", proofId);
    return judgeProof(context, actor, {
      proofId,
      expected: versionAsked(expect, proof, terminal),
      verdict,
      ...(reason === undefined ? {} : { reason }),
      ...(validUntil === undefined ? {} : { validUntil: dayAsked(validUntil, terminal) }),
    });
  });
  if (terminal.isJson) {
    terminal.print(JSON.stringify({ proofId, ...judged }));
    return exitCodes.done;
  }
  const { requestId: request, state, isRequestChanged } = judged;
  terminal.print(terminal.say("proofs.judged", { id: proofId, request, state: terminal.say(`record-state.${state}`) }));
  if (isRequestChanged && state === "validated") terminal.print(terminal.say("proofs.counts", { request }));
  return exitCodes.done;
}
