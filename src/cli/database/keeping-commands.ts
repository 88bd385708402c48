/** The commands about what is kept: persons, the log, keys and copies. */
import { erasureGrounds } from "../../domain/persons/erasure-grounds.ts";
import { readPurposes } from "../../domain/persons/read-purposes.ts";
import type { CommandGroup, CommandHeading, OptionWords } from "../command-words.ts";
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
      name: "root",
      description: "cli.audit.root",
      options: [{ flags: "--day <day>", description: "cli.audit.root-day" }, ...actingOptions],
      examples: ["audit root >> /mnt/elsewhere/roots.txt", "audit root --day 2026-11-22"],
      run: async (asked) => (await import("./audit-root-command.ts")).auditRootCommand(asked),
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

const who = { name: "<person>", description: "cli.person.who" } as const;

const person: CommandGroup = {
  name: "person",
  description: "cli.person",
  examples: ["person show 7QX1 --purpose contact-candidate", "person erase 7QX1 --ground person-asked"],
  commands: [
    {
      name: "show",
      description: "cli.person.show",
      operands: [who],
      options: [
        { flags: "--purpose <code>", description: "cli.person.purpose", choices: readPurposes, isNeeded: true },
        { flags: "--proposal <id>", description: "cli.person.proposal" },
        ...actingOptions,
      ],
      examples: ["person show 7QX1 --purpose contact-candidate"],
      run: async (asked) => (await import("./person-command.ts")).personShowCommand(asked),
    },
    {
      name: "export",
      description: "cli.person.export",
      operands: [who],
      options: [{ flags: "--out <file>", description: "cli.person.out" }, ...actingOptions],
      examples: ["person export 7QX1 --out 7QX1.json"],
      run: async (asked) => (await import("./person-command.ts")).personExportCommand(asked),
    },
    {
      name: "erase",
      description: "cli.person.erase",
      operands: [who],
      options: [
        { flags: "--ground <code>", description: "cli.person.ground", choices: erasureGrounds, isNeeded: true },
        ...actingOptions,
      ],
      examples: ["person erase 7QX1 --ground person-asked"],
      run: async (asked) => (await import("./person-command.ts")).personEraseCommand(asked),
    },
  ],
};

const keys: CommandGroup = {
  name: "keys",
  description: "cli.keys",
  examples: ["keys rotate new.key"],
  commands: [
    {
      name: "rotate",
      description: "cli.keys.rotate",
      operands: [{ name: "<file>", description: "cli.keys.file" }],
      options: actingOptions,
      examples: ["keys rotate new.key"],
      run: async (asked) => (await import("./keys-command.ts")).keysRotateCommand(asked),
    },
  ],
};

const place: OptionWords = { flags: "--database <place>", description: "cli.database" };
const json: OptionWords = { flags: "--json", description: "cli.json" };

const db: CommandGroup = {
  name: "db",
  description: "cli.db",
  examples: ["db check", "db backup copies/2026-11-23.db"],
  commands: [
    {
      name: "check",
      description: "cli.db.check",
      options: [place, json],
      examples: ["db check"],
      run: async (asked) => (await import("./db-command.ts")).dbCheckCommand(asked),
    },
    {
      name: "backup",
      description: "cli.db.backup",
      operands: [{ name: "<to>", description: "cli.db.to" }],
      options: [place, json],
      examples: ["db backup copies/2026-11-23.db"],
      run: async (asked) => (await import("./db-command.ts")).dbBackupCommand(asked),
    },
    {
      name: "restore",
      description: "cli.db.restore",
      operands: [{ name: "<from>", description: "cli.db.from" }],
      options: [
        { flags: "--erasures <file>", description: "cli.db.erasures-file" },
        { flags: "--without-erasures", description: "cli.db.without-erasures" },
        ...actingOptions,
      ],
      examples: ["db restore copies/2026-11-23.db"],
      run: async (asked) => (await import("./db-restore-command.ts")).dbRestoreCommand(asked),
    },
    {
      name: "erasures",
      description: "cli.db.erasures",
      options: [place, json],
      examples: ["db erasures > copies/erasures.json"],
      run: async (asked) => (await import("./db-restore-command.ts")).dbErasuresCommand(asked),
    },
    {
      name: "copy",
      description: "cli.db.copy",
      operands: [
        { name: "<from>", description: "cli.db.copy-from" },
        { name: "<to>", description: "cli.db.copy-to" },
      ],
      options: [json],
      examples: ["db copy contingent.db mongodb://localhost/contingent?replicaSet=rs0"],
      run: async (asked) => (await import("./db-command.ts")).dbCopyCommand(asked),
    },
    {
      name: "upgrade",
      description: "cli.db.upgrade",
      options: [place, json],
      examples: ["db upgrade"],
      run: async (asked) => (await import("./db-command.ts")).dbUpgradeCommand(asked),
    },
  ],
};

/** What stays, and how it is kept. */
export const keepingCommands: CommandHeading = {
  heading: "cli.heading.keeping",
  commands: [person, audit, keys, db],
};
