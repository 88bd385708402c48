/** Designations: sending names to a landlord, its answers, the replies, the lease. */
import { designate } from "../../app/designate.ts";
import { listDesignations } from "../../app/list-designations.ts";
import { readDesignation } from "../../app/read-designation.ts";
import { recordAnswer } from "../../app/record-answer.ts";
import { recordDocument } from "../../app/record-document.ts";
import { recordLease } from "../../app/record-lease.ts";
import { recordReply } from "../../app/record-reply.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { ApiAsked, ApiRoute } from "../api-route.ts";
import { designationRepresentation } from "../representations/designation.ts";
import * as schemas from "../schemas/designations.ts";
import { candidateRead, type OpenCandidateBody, openCandidate } from "../schemas/proofs.ts";
import { paged, pageOf } from "./page.ts";

const written = { schema: schemas.designationRecord, writes: "designation" } as const;

export const designationRoutes: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/designations",
    access: "list-designations",
    summary: "Lists designations in scope.",
    query: schemas.listDesignationsQuery,
    response: { status: 200, schema: schemas.designationRecord, isPage: true },
    handle: async ({ context, actor, query }: ApiAsked<unknown, schemas.ListDesignationsQuery>) =>
      pageOf(await listDesignations(context, actor, paged(query)), designationRepresentation),
  },
  {
    method: "post",
    path: "/designations",
    access: "designate",
    summary: "Sends the names of a final decision to the landlord.",
    body: schemas.makeDesignation,
    response: { status: 201, ...written },
    handle: async ({ context, actor, body }: ApiAsked<schemas.MakeDesignationBody>) => {
      const { designationId } = await designate(context, actor, body);
      return { status: 201, written: designationId };
    },
  },
  {
    method: "get",
    path: "/designations/:designationId",
    access: "read-designation",
    summary: "Reads a designation with the least data of each candidate; the reading is logged.",
    response: { status: 200, schema: schemas.designationRead },
    handle: async ({ context, actor, params }) => {
      const read = await readDesignation(context, actor, { designationId: params.designationId! });
      const { designation, answerDaysLeft, candidates } = read;
      const told = designationRepresentation(designation);
      const more = candidates.map(({ data: household, mayBeNamed }) => ({ household, mayBeNamed }));
      const known = told.candidates.map((candidate, at) => ({ ...candidate, ...more[at] }));
      return { status: 200, body: { ...told, answerDaysLeft, candidates: known }, version: designation.version };
    },
  },
  {
    method: "post",
    path: "/designations/:designationId/open-candidate",
    access: "read-designation",
    summary: "Opens the name of a candidate with the least that the step needs, for a purpose that is kept in the log.",
    body: openCandidate,
    response: { status: 200, schema: candidateRead },
    handle: async ({ context, actor, params, body }: ApiAsked<OpenCandidateBody>) => {
      const designationId = params.designationId!;
      const { candidates } = await readDesignation(context, actor, { designationId, name: body });
      const found = candidates.find(({ candidate }) => candidate.requestId === body.requestId);
      if (!found) throw new DomainError("not-found", { kind: "designation", id: designationId });
      return { status: 200, body: { requestId: body.requestId, contents: found.contents, household: found.data } };
    },
  },
  {
    method: "post",
    path: "/designations/:designationId/answer",
    access: "record-answer",
    summary: "Records the landlord's answer on each candidate.",
    body: schemas.recordAnswer,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.RecordAnswerBody>) => {
      const designationId = params.designationId!;
      await recordAnswer(context, actor, { designationId, version: expected, ...body });
      return { status: 200, written: designationId };
    },
  },
  {
    method: "post",
    path: "/designations/:designationId/document",
    access: "record-document",
    summary: "Records that the document of a conditional award has come.",
    body: schemas.recordDocument,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.RecordDocumentBody>) => {
      const designationId = params.designationId!;
      await recordDocument(context, actor, { designationId, version: expected, ...body });
      return { status: 200, written: designationId };
    },
  },
  {
    method: "post",
    path: "/designations/:designationId/reply",
    access: "record-reply",
    summary: "Records what a candidate replied to the offer.",
    body: schemas.recordReply,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.RecordReplyBody>) => {
      const designationId = params.designationId!;
      await recordReply(context, actor, { designationId, version: expected, ...body });
      return { status: 200, written: designationId };
    },
  },
  {
    method: "post",
    path: "/designations/:designationId/lease",
    access: "record-lease",
    summary: "Records that the lease was signed.",
    body: schemas.recordLease,
    needsVersion: true,
    response: { status: 200, ...written },
    handle: async ({ context, actor, params, body, expected }: ApiAsked<schemas.RecordLeaseBody>) => {
      const designationId = params.designationId!;
      await recordLease(context, actor, { designationId, version: expected, ...body });
      return { status: 200, written: designationId };
    },
  },
];
