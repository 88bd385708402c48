/**
 * A password against an account, counted: whatever is tried at once by how many, each wrong one counts before the next is answered.
 */
import { afterWrongPassword, isLocked } from "../../domain/access/account.ts";
import type { Actor } from "../../domain/access/actor.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { instantPlus } from "../../domain/shared/instants.ts";
import { commit, replace, type Write } from "../commit.ts";
import type { Context, Stored } from "../ports.ts";

/** Why a password did not help. */
export type RefusalReason = "unknown-name" | "wrong-password" | "locked" | "disabled";

/** What becomes of a try. */
export interface Trying {
  readonly command: "log-in" | "change-password";
  /** Who the log says tried, where it was in vain. */
  readonly actor: Actor;
  /** Finds the account, again after somebody else wrote it. */
  readonly find: () => Promise<Stored<"account"> | undefined>;
  readonly password: string;
  /** Commits what a right password opens. Throws: `conflict` when the account has moved on. */
  readonly open: (account: Stored<"account">) => Promise<void>;
}

/** More than there can be: an account moves on with each counted failure until it is locked. */
const MOST_TRIES = 50;

/**
 * Opens with a right password. Takes as long for a name that nobody has. Throws: `wrong-credentials`, one for all reasons; the log knows which.
 */
export async function tryPassword(context: Context, trying: Trying): Promise<void> {
  let account = await trying.find();
  const hash = account?.document.passwordHash;
  const isRight = await context.passwords.verify(hash, trying.password);
  for (let tries = 1; ; tries++) {
    const reason = refusalOf(context, account, isRight && account?.document.passwordHash === hash);
    try {
      if (account && reason === undefined) return await trying.open(account);
      await refuse(context, trying, account, reason ?? "unknown-name");
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "conflict" || tries === MOST_TRIES) throw error;
      account = await trying.find();
    }
  }
}

function refusalOf(
  { clock }: Context,
  account: Stored<"account"> | undefined,
  isRight: boolean,
): RefusalReason | undefined {
  if (!account) return "unknown-name";
  if (account.document.state === "disabled") return "disabled";
  if (isLocked(account.document, clock.now())) return "locked";
  return isRight ? undefined : "wrong-password";
}

/** Leaves its line in the log in any case, so that it takes as long for every reason. */
async function refuse(
  context: Context,
  { command, actor }: Trying,
  account: Stored<"account"> | undefined,
  reasonCode: RefusalReason,
): Promise<never> {
  const { clock, accountLimits } = context;
  const { failedLogIns, lockMinutes: minutes } = accountLimits;
  const writes: Write[] = [];
  if (account && reasonCode === "wrong-password") {
    const lockedUntil = instantPlus(clock.now(), minutes);
    writes.push(replace(account, afterWrongPassword(account.document, accountLimits, lockedUntil)));
  }
  const accountId = account && { accountId: account.id };
  await commit(context, { actor, command, events: [{ type: "log-in-refused", ...accountId, reasonCode }], writes });
  throw new DomainError("wrong-credentials", { failedLogIns, minutes });
}
