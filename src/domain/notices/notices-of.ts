/**
 * Who is told of what: from each event to the notices it causes, a total function.
 */
import type { DomainEvent } from "../events.ts";
import type { NoticeDocument } from "./notice.ts";

/** A notice before it is stored. */
export type NewNotice = Pick<NoticeDocument, "to" | "subject" | "values">;

/** The notices of one event. */
export function noticesOf(event: DomainEvent): readonly NewNotice[] {
  switch (event.type) {
    case "designation-sent":
      return [
        {
          to: { role: "landlord", scopeId: event.landlordId },
          subject: event.type,
          values: { designationId: event.designationId, vacancyId: event.vacancyId },
        },
      ];
    case "vacancy-given-back":
    case "vacancy-lost":
      return [
        {
          to: { role: "landlord", scopeId: event.landlordId },
          subject: event.type,
          values: { vacancyId: event.vacancyId, reasonCode: event.reasonCode },
        },
      ];
    case "request-ended":
      return event.employerId === undefined
        ? []
        : [
            {
              to: { role: "hr", scopeId: event.employerId },
              subject: event.type,
              values: { requestId: event.requestId, state: event.state, reasonCode: event.reasonCode },
            },
          ];
    case "run-completed":
      return event.withheld === 0
        ? []
        : [
            {
              to: { role: "operator" },
              subject: "proposals-withheld",
              values: { runId: event.runId, count: event.withheld },
            },
          ];
    case "run-refused":
      return [
        {
          to: { role: "operator" },
          subject: event.type,
          values: { runId: event.runId, findings: event.findings, problems: event.problems },
        },
      ];
    default:
      return [];
  }
}
