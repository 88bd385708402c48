/** The commands about what is kept: requests, persons, the log, keys and copies. */
import type { CommandGroup, CommandHeading } from "../command-words.ts";
import { actingOptions } from "./acting-options.ts";

const audit: CommandGroup = {
  name: "audit",
  description: "cli.audit",
  examples: ["audit verify", "audit show --record request/7QX1"],
  commands: [
    {
      name: "verify",
      description: "cli.audit.verify",
      options: [{ flags: "--root <file>", description: "cli.audit.kept-root" }, ...actingOptions],
      examples: ["audit verify", "audit verify --root roots.txt"],
      run: async (asked) => (await import("./audit-verify-command.ts")).auditVerifyCommand(asked),
    },
    {
      name: "show",
      description: "cli.audit.show",
      options: [
        { flags: "--from <number>", description: "cli.audit.from" },
        { flags: "--record <id>", description: "cli.audit.record" },
        ...actingOptions,
      ],
      examples: ["audit show", "audit show --from 120", "audit show --record request/7QX1"],
      run: async (asked) => (await import("./audit-show-command.ts")).auditShowCommand(asked),
    },
  ],
};

/** What stays, and how it is kept. */
export const keepingCommands: CommandHeading = { heading: "cli.heading.keeping", commands: [audit] };
