/** Records that the document came which a conditional award waits for: from then on the award stands without a condition. Source: CCH art. R441-3. */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole } from "../domain/access/permissions.ts";
import { outsideDays } from "../domain/designations/answer-rules.ts";
import { withDocument } from "../domain/designations/designation-course.ts";
import { refuseAll } from "../domain/shared/problem.ts";
import { commit, replace } from "./commit.ts";
import { authoriseStep, readForStep } from "./designations/designation-reading.ts";
import type { Context } from "./ports.ts";
import { expectVersion } from "./records/expect-version.ts";

/** Whose document came when, on a designation that was read at a version. */
export interface RecordDocument {
  readonly designationId: string;
  readonly version: number;
  readonly requestId: string;
  readonly givenOn: string;
}

/** Records it. Throws: `not-allowed` for whoever is awaited no document of, and for a day outside the landlord's; `conflict`. */
export async function recordDocument(
  context: Context,
  actor: Actor,
  { designationId, version, requestId, givenOn }: RecordDocument,
): Promise<{ readonly sequence: number }> {
  authoriseRole(actor, "record-document");
  const reading = await readForStep(context, designationId);
  authoriseStep(actor, "record-document", reading);
  const { designation } = reading;
  expectVersion(designation, version);
  refuseAll(outsideDays("givenOn", givenOn, designation.document, context.clock.today()));
  const { vacancyId } = designation.document;
  const { sequence } = await commit(context, {
    actor,
    command: "record-document",
    events: [{ type: "document-recorded", designationId, vacancyId, requestId }],
    writes: [replace(designation, withDocument(designation.document, requestId, givenOn))],
  });
  return { sequence };
}
