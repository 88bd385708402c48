/** An account as those who keep accounts see it: without its password's hash. */
import { type AccountDocument, isLocked } from "../../domain/access/account.ts";
import type { Stored } from "../ports.ts";

/** An account to be shown. */
export interface AccountView
  extends Pick<
    AccountDocument,
    "state" | "loginName" | "name" | "roles" | "scope" | "language" | "createdAt" | "passwordChangedAt" | "lockedUntil"
  > {
  readonly id: string;
  readonly version: number;
  readonly isLocked: boolean;
}

export function accountView({ id, version, document }: Stored<"account">, now: string): AccountView {
  const { state, loginName, name, roles, scope, language, createdAt, passwordChangedAt, lockedUntil } = document;
  const shown = { id, version, state, loginName, name, roles, scope, language, createdAt, passwordChangedAt };
  return isLocked(document, now)
    ? { ...shown, isLocked: true, ...(lockedUntil === undefined ? {} : { lockedUntil }) }
    : { ...shown, isLocked: false };
}
