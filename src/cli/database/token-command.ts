/** `contingent token`: by what programs come in. */
import { issueToken } from "../../app/issue-token.ts";
import { listTokens } from "../../app/list-tokens.ts";
import { revokeToken } from "../../app/revoke-token.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { formatDay } from "../../texts/format.ts";
import { wordsOf } from "../../texts/words-of.ts";
import type { Asked } from "../command-words.ts";
import { alignedRows, exitCodes } from "../terminal.ts";
import { accountNamed, scopeAsked } from "./account-options.ts";
import { acting } from "./acting.ts";
import { wholeNumber } from "./operands.ts";

/** As many signs of an id as people need to tell tokens apart. */
const SHOWN = 12;

export async function tokenIssueCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { title = "", days = "90" } = asked.options as { readonly title?: string; readonly days?: string };
  const lasting = wholeNumber(days, "--days", terminal);
  return acting(asked, "issue-token", async ({ context, actor }) => {
    const { id } = await accountNamed(context, String(operands[0]));
    const issued = await issueToken(context, actor, { accountId: id, title, days: lasting, ...scopeAsked(asked) });
    if (terminal.isJson) terminal.print(JSON.stringify(issued));
    else {
      const day = formatDay(issued.expiresAt.slice(0, 10), terminal.language);
      terminal.print(terminal.say("account-cli.token", { secret: issued.secret, day }));
    }
    return exitCodes.done;
  });
}

export async function tokenListCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  return acting(asked, "list-tokens", async ({ context, actor }) => {
    const { id } = await accountNamed(context, String(operands[0]));
    const tokens = await listTokens(context, actor, { accountId: id });
    if (terminal.isJson) terminal.print(JSON.stringify(tokens));
    else if (tokens.length === 0) terminal.print(terminal.say("account-cli.no-token"));
    else {
      const rows = tokens.map((token) => [
        token.id.slice(0, SHOWN),
        token.title,
        wordsOf("role", token.roles, terminal.language),
        terminal.say(`account-cli.token-${token.state}`, {
          day: formatDay(token.expiresAt.slice(0, 10), terminal.language),
        }),
      ]);
      for (const line of alignedRows(rows)) terminal.print(line);
    }
    return exitCodes.done;
  });
}

/** A token by the beginning of its id, as the list shows it. Throws: `not-found`, also where several begin so. */
export async function tokenRevokeCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const [named, beginning] = [String(operands[0]), String(operands[1])];
  return acting(asked, "revoke-token", async ({ context, actor }) => {
    const { id } = await accountNamed(context, named);
    const tokens = await listTokens(context, actor, { accountId: id });
    const found = tokens.filter((token) => beginning.length >= 8 && token.id.startsWith(beginning));
    if (found.length !== 1) throw new DomainError("not-found", { kind: "api-token", id: beginning });
    await revokeToken(context, actor, { tokenId: found[0]!.id });
    if (terminal.isJson) terminal.print(JSON.stringify({ tokenId: found[0]!.id }));
    else terminal.print(terminal.say("account-cli.token-gone", { title: found[0]!.title }));
    return exitCodes.done;
  });
}
