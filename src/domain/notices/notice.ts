/**
 * A message to somebody, waiting in the outbox. It names ids only; names are joined when it is rendered.
 */

export const noticeStates = ["pending", "sent", "failed"] as const;

/** A notice as stored. */
export interface NoticeDocument {
  readonly state: (typeof noticeStates)[number];
  /** Who it is for: a role and the employer, landlord or territory concerned. */
  readonly to: {
    readonly role: "hr" | "landlord" | "committee" | "secretary" | "operator" | "dpo";
    readonly scopeId?: string;
  };
  /** What it says: the event's type. */
  readonly subject: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly createdAt: string;
  readonly attempts: number;
}
