/** What commands about accounts share: the options that say roles and scope, and an account as people name it. */
import { findAccount } from "../../app/accounts/find-account.ts";
import type { Context, Stored } from "../../app/ports.ts";
import type { Role, Scope } from "../../domain/access/actor.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import type { Asked, OptionWords } from "../command-words.ts";
import { idsAsked } from "./operands.ts";

/** Where the database is and who acts; always as operator, so that `--roles` is the account's. */
export const keepingOptions: readonly OptionWords[] = [
  { flags: "--database <place>", description: "cli.database" },
  { flags: "--as <id>", description: "cli.as" },
  { flags: "--json", description: "cli.json" },
];

/** What an account or a token may do, and on what. */
export const scopeOptions: readonly OptionWords[] = [
  { flags: "--roles <roles>", description: "cli.account.roles" },
  { flags: "--employers <ids>", description: "cli.account.employers" },
  { flags: "--landlords <ids>", description: "cli.account.landlords" },
  { flags: "--departements <codes>", description: "cli.account.departements" },
  { flags: "--everything", description: "cli.account.everything" },
];

/** How a password is given. */
export const passwordOptions: readonly OptionWords[] = [{ flags: "--generate", description: "cli.account.generate" }];

/** Roles and scope as far as they were said. */
export function scopeAsked({ options }: Asked): { readonly roles?: readonly Role[]; readonly scope?: Scope } {
  const said = options as Readonly<
    Partial<Record<"roles" | "employers" | "landlords" | "departements", string> & { readonly everything: boolean }>
  >;
  const parts: readonly (readonly [keyof Scope, string | undefined])[] = [
    ["employerIds", said.employers],
    ["landlordIds", said.landlords],
    ["departementCodes", said.departements],
  ];
  const roles = said.roles === undefined ? {} : { roles: idsAsked(said.roles) as Role[] };
  if (said.everything) return { ...roles, scope: { employerIds: "all", landlordIds: "all", departementCodes: "all" } };
  const named = parts.filter(([, text]) => text !== undefined);
  if (named.length === 0) return roles;
  return { ...roles, scope: Object.fromEntries(named.map(([member, text]) => [member, idsAsked(text)])) };
}

/** An account by its e-mail address or its id. Throws: `not-found`. */
export async function accountNamed(context: Context, named: string): Promise<Stored<"account">> {
  const found = named.includes("@") ? await findAccount(context, named) : await context.store.get("account", named);
  if (!found) throw new DomainError("not-found", { kind: "account", id: named });
  return found;
}
