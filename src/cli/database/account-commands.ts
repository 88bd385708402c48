/** The commands about who may come in. */
import { accountLanguages } from "../../domain/access/account.ts";
import type { CommandGroup, CommandHeading, OptionWords } from "../command-words.ts";
import { keepingOptions, passwordOptions, scopeOptions } from "./account-options.ts";

const name: OptionWords = { flags: "--name <name>", description: "cli.account.name" };
const language: OptionWords = {
  flags: "--language <language>",
  description: "cli.account.language",
  choices: accountLanguages,
};
const who = { name: "<account>", description: "cli.account.who" } as const;

const account: CommandGroup = {
  name: "account",
  description: "cli.account",
  examples: ["account add ines@exemple.fr --name Inès --roles operator --generate", "account list"],
  commands: [
    {
      name: "add",
      description: "cli.account.add",
      operands: [{ name: "<e-mail>", description: "cli.account.e-mail" }],
      options: [{ ...name, isNeeded: true }, ...scopeOptions, language, ...passwordOptions, ...keepingOptions],
      examples: [
        "account add ines@exemple.fr --name Inès --roles operator --generate",
        "account add rh@exemple.fr --name Maud --roles hr --employers E-01,E-02",
      ],
      run: async (asked) => (await import("./account-command.ts")).accountAddCommand(asked),
    },
    {
      name: "list",
      description: "cli.account.list",
      options: keepingOptions,
      examples: ["account list"],
      run: async (asked) => (await import("./account-command.ts")).accountListCommand(asked),
    },
    {
      name: "change",
      description: "cli.account.change",
      operands: [who],
      options: [
        name,
        ...scopeOptions,
        language,
        { flags: "--disable", description: "cli.account.disable" },
        { flags: "--enable", description: "cli.account.enable" },
        { flags: "--unlock", description: "cli.account.unlock" },
        ...keepingOptions,
      ],
      examples: ["account change rh@exemple.fr --employers E-01", "account change rh@exemple.fr --disable"],
      run: async (asked) => (await import("./account-command.ts")).accountChangeCommand(asked),
    },
    {
      name: "password",
      description: "cli.account.set-password",
      operands: [who],
      options: [...passwordOptions, ...keepingOptions],
      examples: ["account password rh@exemple.fr --generate"],
      run: async (asked) => (await import("./account-command.ts")).accountPasswordCommand(asked),
    },
  ],
};

const token: CommandGroup = {
  name: "token",
  description: "cli.token",
  examples: ["token issue rh@exemple.fr --title paie --days 90", "token list rh@exemple.fr"],
  commands: [
    {
      name: "issue",
      description: "cli.token.issue",
      operands: [who],
      options: [
        { flags: "--title <text>", description: "cli.token.title", isNeeded: true },
        { flags: "--days <number>", description: "cli.token.days" },
        ...scopeOptions,
        ...keepingOptions,
      ],
      examples: ["token issue rh@exemple.fr --title paie --days 90"],
      run: async (asked) => (await import("./token-command.ts")).tokenIssueCommand(asked),
    },
    {
      name: "list",
      description: "cli.token.list",
      operands: [who],
      options: keepingOptions,
      examples: ["token list rh@exemple.fr"],
      run: async (asked) => (await import("./token-command.ts")).tokenListCommand(asked),
    },
    {
      name: "revoke",
      description: "cli.token.revoke",
      operands: [who, { name: "<token>", description: "cli.token.which" }],
      options: keepingOptions,
      examples: ["token revoke rh@exemple.fr 5f1c02aa9be3"],
      run: async (asked) => (await import("./token-command.ts")).tokenRevokeCommand(asked),
    },
  ],
};

/** Who may come in, by the pages and by the API. */
export const accountCommands: CommandHeading = { heading: "cli.heading.accounts", commands: [account, token] };
