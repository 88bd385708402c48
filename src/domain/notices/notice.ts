/**
 * A message to somebody, waiting in the outbox. It names ids only; names are joined when it is rendered.
 * Its life: pending until every reader has it (sent), until nobody is left to try (failed), or kept for the pages where there is nobody to send it to.
 */

export const noticeStates = ["pending", "sent", "failed", "kept"] as const;

/** Where a notice is in its life. */
export type NoticeState = (typeof noticeStates)[number];

/** Who notices are for. */
export const noticeRoles = ["hr", "landlord", "committee", "secretary", "operator", "dpo"] as const;

/** One of them. */
export type NoticeRole = (typeof noticeRoles)[number];

/** What can keep a message from a reader. None holds an address or a name. */
export const deliveryProblems = [
  "no-mail-server",
  "no-recipient",
  "connection-refused",
  "timed-out",
  "busy",
  "address-refused",
  "message-refused",
  "credentials-refused",
  "certificate-refused",
  "address-forbidden",
  "redirected",
  "answered-with-error",
  "gone",
  "unknown-host",
  "cut-off",
] as const;

/** Why a message did not arrive. */
export type DeliveryProblem = (typeof deliveryProblems)[number];

/** What became of a notice for one reader. */
export interface Delivery {
  readonly channel: "mail" | "webhook";
  /** The account, or the subscription. */
  readonly to: string;
  readonly state: "sent" | "waiting" | "failed";
  readonly at: string;
  readonly problem?: DeliveryProblem;
}

/** A notice as stored. */
export interface NoticeDocument {
  readonly state: NoticeState;
  /** Who it is for: a role and the employer, landlord or territory concerned. */
  readonly to: {
    readonly role: NoticeRole;
    readonly scopeId?: string;
  };
  /** What it says: the event's type. */
  readonly subject: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly createdAt: string;
  /** Times it was tried to reach everybody. */
  readonly attempts: number;
  /** When it is tried next; the first time when absent. */
  readonly nextAttemptAt?: string;
  readonly lastProblem?: DeliveryProblem;
  readonly deliveries?: readonly Delivery[];
}

/** Until when somebody has read what they were told; its id is that of the account. */
export interface NoticeReadingDocument {
  readonly readUntil: string;
}

/** Whoever follows notices of a role and scope under one word: `landlord L-1`. */
export function audienceOf({ role, scopeId }: NoticeDocument["to"]): string {
  return scopeId === undefined ? role : `${role} ${scopeId}`;
}

/** The vacancy that a notice is about. */
export function vacancyOf({ values }: Pick<NoticeDocument, "values">): string | undefined {
  const id = Object.hasOwn(values, "vacancyId") ? values.vacancyId : values.kind === "vacancy" ? values.id : undefined;
  return id === undefined ? undefined : String(id);
}
