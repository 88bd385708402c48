/** `contingent account`: who may log in to the pages and the API. */
import type { AccountView } from "../../app/accounts/account-view.ts";
import { addAccount } from "../../app/add-account.ts";
import { changeAccount } from "../../app/change-account.ts";
import { listAccounts } from "../../app/list-accounts.ts";
import { setPassword } from "../../app/set-password.ts";
import type { AccountDocument } from "../../domain/access/account.ts";
import { scopeMembers } from "../../domain/access/account.ts";
import type { Scope } from "../../domain/access/actor.ts";
import { wordsOf } from "../../texts/words-of.ts";
import type { Asked } from "../command-words.ts";
import { alignedRows, exitCodes, type Terminal } from "../terminal.ts";
import { accountNamed, scopeAsked } from "./account-options.ts";
import { acting } from "./acting.ts";
import { readPassword } from "./read-password.ts";

type Language = AccountDocument["language"];

/** The password that was asked for; none where one is to be made up. */
async function passwordAsked({ options, around, terminal }: Asked): Promise<{ readonly password?: string }> {
  const { generate } = options as { readonly generate?: boolean };
  return generate ? {} : { password: await readPassword(around, terminal) };
}

export async function accountAddCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { name = "", language = terminal.language } = asked.options as { readonly name?: string; language?: Language };
  const { roles = [], scope = {} } = scopeAsked(asked);
  return acting(
    asked,
    "add-account",
    async ({ context, actor }) => {
      const shape = { loginName: String(operands[0]), name, roles, scope, language };
      const added = await addAccount(context, actor, { ...shape, ...(await passwordAsked(asked)) });
      if (terminal.isJson) terminal.print(JSON.stringify(added));
      else {
        terminal.print(terminal.say("account-cli.added", { id: added.account.id, name: added.account.loginName }));
        printPassword(added.password, terminal);
      }
      return exitCodes.done;
    },
    { mayCreate: true },
  );
}

export async function accountPasswordCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  return acting(asked, "set-password", async ({ context, actor }) => {
    const { id, document } = await accountNamed(context, String(operands[0]));
    const set = await setPassword(context, actor, { accountId: id, ...(await passwordAsked(asked)) });
    if (terminal.isJson) terminal.print(JSON.stringify({ accountId: id, ...set }));
    else {
      terminal.print(terminal.say("account-cli.password-set", { name: document.loginName }));
      printPassword(set.password, terminal);
    }
    return exitCodes.done;
  });
}

function printPassword(password: string | undefined, terminal: Terminal): void {
  if (password !== undefined) terminal.print(terminal.say("account-cli.password", { password }));
}

export async function accountChangeCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const said = asked.options as {
    readonly name?: string;
    readonly language?: Language;
    readonly disable?: boolean;
    readonly enable?: boolean;
    readonly unlock?: boolean;
  };
  return acting(asked, "change-account", async ({ context, actor }) => {
    const { id, version } = await accountNamed(context, String(operands[0]));
    const state = said.disable ? "disabled" : said.enable ? "active" : undefined;
    const account = await changeAccount(context, actor, {
      accountId: id,
      expected: version,
      ...scopeAsked(asked),
      ...(said.name === undefined ? {} : { name: said.name }),
      ...(said.language === undefined ? {} : { language: said.language }),
      ...(state === undefined ? {} : { state }),
      ...(said.unlock ? { isUnlocked: true as const } : {}),
    });
    if (terminal.isJson) terminal.print(JSON.stringify(account));
    else printAccounts([account], terminal);
    return exitCodes.done;
  });
}

export async function accountListCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  return acting(asked, "list-accounts", async ({ context, actor }) => {
    const accounts: AccountView[] = [];
    let after: string | undefined;
    do {
      const page = await listAccounts(context, actor, { limit: 1_000, ...(after === undefined ? {} : { after }) });
      accounts.push(...page.accounts);
      after = page.next;
    } while (after !== undefined);
    if (terminal.isJson) terminal.print(JSON.stringify(accounts));
    else if (accounts.length === 0) terminal.print(terminal.say("account-cli.none"));
    else printAccounts(accounts, terminal);
    return exitCodes.done;
  });
}

function printAccounts(accounts: readonly AccountView[], terminal: Terminal): void {
  const rows = accounts.map(({ id, loginName, name, roles, scope, state, isLocked }) => [
    loginName,
    name,
    wordsOf("role", roles, terminal.language),
    scopeText(scope, terminal),
    isLocked ? terminal.say("account-cli.locked") : terminal.say(`record-state.${state}`),
    id,
  ]);
  for (const line of alignedRows(rows)) terminal.print(line);
}

function scopeText(scope: Scope, terminal: Terminal): string {
  if (scopeMembers.every((member) => scope[member] === "all")) return terminal.say("account-cli.everything");
  return scopeMembers
    .flatMap((member) => {
      const held = scope[member];
      if (held === undefined) return [];
      return held === "all" ? [`${terminal.say(`field.${member}`)} *`] : held;
    })
    .join(", ");
}
