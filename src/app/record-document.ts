/** Records that the document came which a conditional award waits for: from then on the award stands without a condition. Source: CCH art. R441-3. */
import type { Actor } from "../domain/access/actor.ts";
import { authoriseRole } from "../domain/access/permissions.ts";
import { withDocument } from "../domain/designations/designation-course.ts";
import { dayNumberOf } from "../domain/shared/dates.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { commit, replace } from "./commit.ts";
import { authoriseStep, readDesignation } from "./designations/designation-reading.ts";
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
  const reading = await readDesignation(context, designationId);
  authoriseStep(actor, "record-document", reading);
  const { designation } = reading;
  expectVersion(designation, version);
  if (dayNumberOf(givenOn) === undefined)
    throw new DomainError("not-allowed", { field: "givenOn", sent: givenOn, allowed: "yyyy-mm-dd" });
  const { vacancyId } = designation.document;
  const { sequence } = await commit(context, {
    actor,
    command: "record-document",
    events: [{ type: "document-recorded", designationId, vacancyId, requestId }],
    writes: [replace(designation, withDocument(designation.document, requestId, givenOn))],
  });
  return { sequence };
}
