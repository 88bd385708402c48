/** Proofs of requests, and names: recorded, judged, opened for a purpose. */
import { judgeProof } from "../../app/judge-proof.ts";
import { listProofs } from "../../app/list-proofs.ts";
import { readPerson } from "../../app/read-person.ts";
import { recordProof } from "../../app/record-proof.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { ApiAsked, ApiRoute } from "../api-route.ts";
import { proofRepresentation } from "../representations/proof.ts";
import * as schemas from "../schemas/proofs.ts";
import { paged } from "./page.ts";

const written = { schema: schemas.proofRecord, writes: "proof" } as const;

export const proofRoutes: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/proofs",
    access: "list-proofs",
    summary: "Lists proofs in a state; those that expire first come first.",
    query: schemas.listProofsQuery,
    response: { status: 200, schema: schemas.proofRecord, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListProofsQuery>) => {
      const { proofs, next } = await listProofs(context, actor, { ...paged(query), state: query.state ?? "recorded" });
      return { status: 200, items: proofs.map(({ proof }) => proofRepresentation(proof)), next };
    },
  },
  {
    method: "post",
    path: "/requests/:requestId/proofs",
    access: "record-proof",
    summary: "Records that a document of the closed list was received.",
    body: schemas.recordProof,
    response: { status: 201, ...written },
    handle: async ({ context, actor, params, body }: ApiAsked<schemas.RecordProofBody>) => {
      const { proofId } = await recordProof(context, actor, { requestId: params.requestId!, ...body });
      return { status: 201, written: proofId };
    },
  },
  {
    method: "post",
    path: "/proofs/:proofId/judge",
    access: "judge-proof",
    summary: "Says whether a document counts.",
    body: schemas.judgeProof,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.JudgeProofBody>) => {
      const proofId = params.proofId!;
      await judgeProof(context, actor, { proofId, expected, ...body });
      return { status: 200, written: proofId };
    },
  },
  {
    method: "post",
    path: "/requests/:requestId/person",
    access: "read-person",
    summary: "Opens the name of a request, for a purpose that is kept in the log.",
    body: schemas.readPerson,
    response: { status: 200, schema: schemas.personRead },
    handle: async ({ context, actor, params, body }: ApiAsked<schemas.ReadPersonBody>) => {
      const requestId = params.requestId!;
      const request = await context.store.get("request", requestId);
      const personId = request?.document.personId;
      if (personId === undefined) throw new DomainError("not-found", { kind: "person", id: requestId });
      const [read] = await readPerson(context, actor, { personIds: [personId], ...body });
      const { personId: _, ...told } = read!;
      return { status: 200, body: told };
    },
  },
];
