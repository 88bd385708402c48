/**
 * Who is told of what: from each event to the notices it causes, a total function.
 */
import type { DomainEvent } from "../events.ts";
import type { NoticeDocument } from "./notice.ts";

/** A notice before it is stored. */
export interface NewNotice extends Pick<NoticeDocument, "to" | "subject" | "values"> {
  /** The id of a notice that goes out once, whoever tries again. */
  readonly key?: string;
}

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
    case "vacancy-withdrawn":
      return [
        {
          to: { role: "secretary", scopeId: event.departementCode },
          subject: event.type,
          values: { vacancyId: event.vacancyId, reasonCode: event.reasonCode },
        },
      ];
    case "decided-candidate-left":
      return [
        {
          to: { role: "secretary", scopeId: event.departementCode },
          subject: event.type,
          values: { vacancyId: event.vacancyId, requestId: event.requestId },
        },
      ];
    case "candidate-released":
      return releaseNotices(event);
    case "condition-lapsed": {
      const { type: subject, vacancyId, requestId, landlordId, employerId } = event;
      const values = { vacancyId, requestId };
      return [
        { to: { role: "landlord", scopeId: landlordId }, subject, values },
        ...(employerId === undefined ? [] : [{ to: { role: "hr", scopeId: employerId }, subject, values } as const]),
      ];
    }
    case "designated-overdue": {
      const { type: subject, requestId, validUntil, employerId } = event;
      const to =
        employerId === undefined ? { role: "secretary" as const } : { role: "hr" as const, scopeId: employerId };
      return [{ to, subject, values: { requestId, validUntil } }];
    }
    case "clock-warned":
      return warningNotices(event).map((notice) => ({ ...notice, key: warningKey(event, notice) }));
    case "answer-overdue": {
      const { type: subject, designationId, vacancyId, landlordId, departementCode, endsOn } = event;
      const values = { designationId, vacancyId, endsOn };
      return [
        { to: { role: "landlord", scopeId: landlordId }, subject, values },
        { to: { role: "secretary", scopeId: departementCode }, subject, values },
      ];
    }
    case "likely-duplicate-found":
      return [
        {
          to: { role: "secretary" },
          subject: event.type,
          values: { requestId: event.requestId, duplicates: event.duplicateIds.join(", ") },
        },
      ];
    case "request-on-agenda":
      return employerNotice(event, { requestId: event.requestId, heldOn: event.heldOn });
    case "request-designated":
      return employerNotice(event, { requestId: event.requestId, vacancyId: event.vacancyId });
    case "offer-made":
      return employerNotice(event, { requestId: event.requestId, vacancyId: event.vacancyId, endsOn: event.endsOn });
    case "answer-recorded":
      return answersToldAlone.some((answer) => answer === event.answer)
        ? employerNotice(event, answerValues(event))
        : [];
    case "decision-made":
      return event.isFinal ? [] : signatureNotices(event);
    case "designation-answered": {
      const { type: subject, designationId, vacancyId, departementCode, awarded, refused } = event;
      const values = { designationId, vacancyId, awarded, refused };
      return [{ to: { role: "secretary", scopeId: departementCode }, subject, values }];
    }
    case "requests-separated":
      return event.employerId === undefined
        ? []
        : [
            {
              to: { role: "hr", scopeId: event.employerId },
              subject: event.type,
              values: { requestId: event.separatedId, state: event.state },
            },
          ];
    case "requests-imported":
      return event.waiting === 0
        ? []
        : [{ to: { role: "secretary" }, subject: "import-with-duplicates", values: { count: event.waiting } }];
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
    case "agenda-opened":
      return event.departementCodes.map((scopeId) => ({
        to: { role: "committee", scopeId },
        subject: event.type,
        values: { agendaId: event.agendaId, heldOn: event.heldOn, proposals: event.proposals },
      }));
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

/** Answers that an employer hears of by themselves; whoever is awarded hears of the offer. */
const answersToldAlone = ["not-awarded", "rejected-inadmissible", "refused-by-owner", "awarded-conditional"] as const;

/** Whoever may sign second, and who sees to it that somebody does. */
function signatureNotices({
  proposalId,
  vacancyId,
  departementCode: scopeId,
}: Extract<DomainEvent, { type: "decision-made" }>): readonly NewNotice[] {
  return (["committee", "secretary"] as const).map((role) => ({
    to: { role, scopeId },
    subject: "signature-awaited",
    values: { proposalId, vacancyId },
  }));
}

/** An answer, with its ground in the words of the rules where it has one. */
function answerValues({
  requestId,
  vacancyId,
  answer,
  titleFr,
  titleEn,
}: Extract<DomainEvent, { type: "answer-recorded" }>): NewNotice["values"] {
  const ground = titleFr === undefined || titleEn === undefined ? {} : { groundFr: titleFr, groundEn: titleEn };
  return { requestId, vacancyId, answer, ...ground };
}

/** What the employer of a request hears: which request, and no more than the step needs; nobody for a job seeker. */
function employerNotice(
  { type, employerId }: { readonly type: DomainEvent["type"]; readonly employerId?: string },
  values: NewNotice["values"],
): readonly NewNotice[] {
  return employerId === undefined ? [] : [{ to: { role: "hr", scopeId: employerId }, subject: type, values }];
}

/** The landlord hears of a request that ended, the employer of a vacancy that did. */
function releaseNotices(event: Extract<DomainEvent, { type: "candidate-released" }>): readonly NewNotice[] {
  const values = { vacancyId: event.vacancyId, requestId: event.requestId, cause: event.cause };
  if (event.cause === "request-ended")
    return [{ to: { role: "landlord", scopeId: event.landlordId }, subject: event.type, values }];
  return event.employerId === undefined
    ? []
    : [{ to: { role: "hr", scopeId: event.employerId }, subject: event.type, values }];
}

/** Who can still act before a clock ends: the committee's secretary for a vacancy, the employer for a request or its proof. */
function warningNotices(event: Extract<DomainEvent, { type: "clock-warned" }>): readonly NewNotice[] {
  const { type: subject, kind, id, endsOn, daysLeft, employerId, departementCode } = event;
  if (kind === "designation" || kind === "offer") return landlordWarnings(event);
  const values = { kind, id, endsOn, daysLeft };
  if (kind === "vacancy")
    return departementCode === undefined
      ? []
      : [{ to: { role: "secretary", scopeId: departementCode }, subject, values }];
  return employerId === undefined
    ? [{ to: { role: "secretary" }, subject, values }]
    : [{ to: { role: "hr", scopeId: employerId }, subject, values }];
}

/** The landlord hears that its answer is awaited; of an offer, both who made it and the employer of who has to reply. */
function landlordWarnings(event: Extract<DomainEvent, { type: "clock-warned" }>): readonly NewNotice[] {
  const { kind, id, vacancyId = "", requestId = "", landlordId = "", employerId, endsOn, daysLeft } = event;
  const [designationId = id] = id.split("~");
  const to = { role: "landlord", scopeId: landlordId } as const;
  if (kind === "designation")
    return [{ to, subject: "answer-due", values: { designationId, vacancyId, endsOn, daysLeft } }];
  const subject = "offer-ending";
  return [
    { to, subject, values: { designationId, vacancyId, endsOn, daysLeft } },
    ...(employerId === undefined
      ? []
      : [
          {
            to: { role: "hr", scopeId: employerId },
            subject,
            values: { requestId, vacancyId, endsOn, daysLeft },
          } as const,
        ]),
  ];
}

/** One warning of one clock for one reader: a clock that is extended or begins anew has another last day. */
function warningKey(
  { kind, id, endsOn, mark }: Extract<DomainEvent, { type: "clock-warned" }>,
  { to }: NewNotice,
): string {
  return ["warned", kind, id, endsOn, mark, to.role].join("~");
}

/** The ids of the notices of an event that go out once. */
export function keysOf(event: DomainEvent): readonly string[] {
  return noticesOf(event).flatMap(({ key }) => key ?? []);
}
