/** The language in which the product speaks to somebody, chosen by themselves. */
import { type AccountDocument, accountLanguages } from "../domain/access/account.ts";
import type { Actor } from "../domain/access/actor.ts";
import { authorise } from "../domain/access/permissions.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import { replace } from "./commit.ts";
import type { Context } from "./ports.ts";
import { commitOn } from "./records/expect-version.ts";
import { recordNow } from "./records/read-as-of.ts";

/** Chooses. Throws: `not-allowed`. */
export async function chooseLanguage(
  context: Context,
  actor: Actor,
  { language }: { readonly language: string },
): Promise<void> {
  authorise(actor, "choose-language");
  const chosen = accountLanguages.find((one): one is AccountDocument["language"] => one === language);
  if (!chosen)
    throw new DomainError("not-allowed", {
      field: "language",
      sent: language.slice(0, 20),
      allowed: accountLanguages.join(", "),
    });
  const account = await recordNow(context, "account", actor.id);
  if (account.document.language === chosen) return;
  await commitOn(context, account, {
    actor,
    command: "choose-language",
    events: [{ type: "account-changed", accountId: actor.id }],
    writes: [replace(account, { ...account.document, language: chosen })],
  });
}
