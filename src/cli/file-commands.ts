/** The commands that work on files and keep nothing. */
import type { CommandGroup, CommandHeading, CommandWords, OptionWords } from "./command-words.ts";

const json: OptionWords = { flags: "--json", description: "cli.json" };
const rules: OptionWords = { flags: "--rules <folder>", description: "cli.rules-folder" };
const asOf: OptionWords = { flags: "--as-of <day>", description: "cli.as-of" };
const request: OptionWords = { flags: "--request <id>", description: "cli.request", isNeeded: true };
const vacancy: OptionWords = { flags: "--vacancy <id>", description: "cli.vacancy" };
const bundle = { name: "<bundle>", description: "cli.bundle" } as const;

const allocate: CommandWords = {
  name: "allocate",
  operands: [{ name: "<pool>", description: "cli.allocate.pool" }],
  description: "cli.allocate",
  options: [
    { flags: "--out <folder>", description: "cli.allocate.out" },
    { flags: "--seed <text>", description: "cli.allocate.seed" },
    { flags: "--report <file>", description: "cli.allocate.report" },
    rules,
    { flags: "--all", description: "cli.allocate.all" },
    json,
  ],
  examples: [
    "cli.example.allocate-plain",
    "cli.example.allocate",
    "cli.example.allocate-seed",
    "cli.example.allocate-json",
  ],
  run: async ({ operands: [pool], options, terminal }) =>
    (await import("./allocate-command.ts")).allocateCommand(String(pool), options, terminal),
};

const explain: CommandWords = {
  name: "explain",
  operands: [bundle],
  description: "cli.explain",
  options: [request, { ...vacancy, isNeeded: true }, json],
  examples: ["cli.example.explain"],
  run: async ({ operands: [path], options, terminal }) =>
    (await import("./explain-command.ts")).explainCommand(String(path), options, terminal),
};

const whyNot: CommandWords = {
  name: "why-not",
  operands: [bundle],
  description: "cli.why-not",
  options: [request, vacancy, { flags: "--no-change", description: "cli.no-change" }, json],
  examples: ["cli.example.why-not", "cli.example.why-not-here"],
  run: async ({ operands: [path], options, terminal }) =>
    (await import("./why-not-command.ts")).whyNotCommand(String(path), options, terminal),
};

const compare: CommandWords = {
  name: "compare",
  operands: [bundle],
  description: "cli.compare",
  options: [
    { flags: "--requests <ids>", description: "cli.requests", isNeeded: true },
    { ...vacancy, isNeeded: true },
    json,
  ],
  examples: ["cli.example.compare"],
  run: async ({ operands: [path], options, terminal }) =>
    (await import("./compare-command.ts")).compareCommand(String(path), options, terminal),
};

const verify: CommandWords = {
  name: "verify",
  operands: [bundle],
  description: "cli.verify",
  options: [json],
  examples: ["cli.example.verify", "cli.example.verify-json"],
  run: async ({ operands: [path], terminal }) =>
    (await import("./verify-command.ts")).verifyCommand(String(path), terminal),
};

const template: CommandWords = {
  name: "template",
  operands: [{ name: "<folder>", description: "cli.template.folder" }],
  description: "cli.template",
  examples: ["cli.example.template"],
  run: async ({ operands: [folder], terminal }) =>
    (await import("./template-command.ts")).templateCommand(String(folder), terminal),
};

const demo: CommandWords = {
  name: "demo",
  description: "cli.demo",
  options: [
    { flags: "--out <folder>", description: "cli.demo.out", default: "out/demo" },
    { flags: "--no-serve", description: "cli.demo.no-serve" },
    { flags: "--port <number>", description: "cli.demo.port" },
  ],
  examples: ["demo", "demo --lang fr", "demo --no-serve"],
  run: async ({ options, terminal, around }) =>
    (await import("./demo-command.ts")).demoCommand(options, terminal, around),
};

const rulesOn = (name: "check" | "test" | "plan"): CommandWords => ({
  name,
  operands: [{ name: "[folders...]", description: "cli.rules.folders" }],
  description: `cli.rules.${name}`,
  options: [asOf, json],
  examples: [`rules ${name}`, `rules ${name} rules/als-2026`],
  run: async ({ operands: [folders], options, terminal }) =>
    (await import("./rules-command.ts")).rulesCommand(name, folders as readonly string[], options, terminal),
});

const rulesGroup: CommandGroup = {
  name: "rules",
  description: "cli.rules",
  examples: ["rules check", "cli.example.diff"],
  commands: [
    rulesOn("check"),
    rulesOn("test"),
    rulesOn("plan"),
    {
      name: "diff",
      operands: [
        { name: "<before>", description: "cli.rules.before" },
        { name: "<after>", description: "cli.rules.after" },
      ],
      description: "cli.rules.diff",
      options: [asOf, json],
      examples: ["cli.example.diff"],
      run: async ({ operands: [before, after], options, terminal }) =>
        (await import("./rules-command.ts")).rulesDiffCommand(String(before), String(after), options, terminal),
    },
  ],
};

/** Files in, proposals out. */
export const fileCommands: CommandHeading = {
  heading: "cli.heading.files",
  commands: [allocate, explain, whyNot, compare, verify, template, demo, rulesGroup],
};
