/**
 * The command line: what is asked, in which language, and which exit code comes back. Each command stands in its own file under `cli/` and is
 * loaded only when it is asked for, so that help is instant.
 */
import { Command, CommanderError, Option } from "commander";
import { CommandProblem, exitCodes, openTerminal, type Surroundings, type Terminal } from "./cli/terminal.ts";
import { usageSentence } from "./cli/usage-problem.ts";
import { productVersion } from "./cli/version.ts";
import type { Language, TextKey } from "./texts/texts.ts";
import { isTextKey, languageOf, say } from "./texts/texts.ts";

const processSurroundings: Surroundings = { out: process.stdout, err: process.stderr, environment: process.env };

/** Runs one command and gives its exit code. */
export async function main(argv: readonly string[], around: Surroundings = processSurroundings): Promise<number> {
  const language = languageOf(askedLanguage(argv), around.environment);
  let exitCode: number = exitCodes.done;
  const program = programOf(language, around, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, openTerminal(around, language, argv.includes("--json")), around);
  }
}

function askedLanguage(argv: readonly string[]): string | undefined {
  const at = argv.indexOf("--lang");
  return at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
}

/** Says what went wrong, to programs on the one stream and to people on the other. */
function report(error: unknown, terminal: Terminal, { environment }: Surroundings): number {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
  const problem = problemOf(error, terminal);
  if (terminal.isJson) {
    const { exitCode, lines, details } = problem;
    terminal.print(JSON.stringify({ problem: { exitCode, sentence: lines[0] ?? "", lines, details } }));
  }
  for (const line of problem.lines) terminal.note(line);
  if (environment.CONTINGENT_DEBUG && problem.exitCode === exitCodes.internal && error instanceof Error)
    terminal.note(error.stack ?? "");
  return problem.exitCode;
}

function problemOf(error: unknown, terminal: Terminal): CommandProblem {
  if (error instanceof CommandProblem) return error;
  if (error instanceof CommanderError) {
    const isHelp = error.code === "commander.help";
    const lines = isHelp ? [] : [usageSentence(error, terminal.language), terminal.say("usage.help")];
    return new CommandProblem(exitCodes.wrongInput, lines);
  }
  const detail = error instanceof Error ? error.message : String(error);
  return new CommandProblem(exitCodes.internal, [terminal.say("problem.internal", { detail })]);
}

function asSentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}

/** A command without its action: where it stands, what it takes, what loads and runs it. */
interface CommandWords {
  readonly name: string;
  readonly description: TextKey;
  /** Each operand with what it is. */
  readonly operands?: readonly (readonly [name: string, description: TextKey])[];
  readonly examples: readonly string[];
  readonly options?: readonly Option[];
  readonly run: (
    operands: readonly unknown[],
    options: Readonly<Record<string, never>>,
    terminal: Terminal,
  ) => Promise<number>;
}

/** A value that is there but empty is what a script leaves behind when it had none. */
function refuseEmpty(
  command: Command,
  operands: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
  language: Language,
): void {
  const empty = (value: unknown) => typeof value === "string" && value.trim() === "";
  const operand = command.registeredArguments.find((_, at) => [operands[at]].flat().some(empty));
  const option = command.options.find((one) => empty(options[one.attributeName()]));
  const lines = [
    ...(operand ? [say(language, "usage.missing-operand", { first: operand.name() })] : []),
    ...(option ? [say(language, "usage.missing-value", { first: option.flags })] : []),
  ];
  if (lines.length > 0) throw new CommandProblem(exitCodes.wrongInput, lines);
}

function programOf(language: Language, around: Surroundings, ended: (exitCode: number) => void): Command {
  const t = (key: TextKey) => say(language, key);
  /** The placeholders of operands and values in the language: `<folder>`, `<dossier>`. */
  const localised = (flags: string) =>
    flags.replace(/[a-z]+(?=(?:\.\.\.)?[>\]])/g, (word) => {
      const key = `cli.word.${word}`;
      return isTextKey(key) ? t(key) : word;
    });
  const option = (flags: string, key: TextKey) => new Option(localised(flags), t(key));
  const needed = (flags: string, key: TextKey) => option(flags, key).makeOptionMandatory();
  const lang = () => option("--lang <language>", "cli.lang").choices(["fr", "en"]);
  const json = option("--json", "cli.json");
  const rules = option("--rules <folder>", "cli.rules-folder");
  const asOf = option("--as-of <day>", "cli.as-of");
  const request = needed("--request <id>", "cli.request");

  const prepare = (command: Command, examples: readonly string[]) =>
    command
      .addOption(lang())
      .helpOption("-h, --help", t("cli.help"))
      .configureHelp({
        styleTitle: (title) => t(`cli.title.${title.replace(":", "").toLowerCase() as "usage"}`),
        styleUsage: localised,
        styleSubcommandTerm: localised,
        optionDescription: ({ description }) => description,
        commandDescription: (shown) => asSentence(shown.description()),
        sortSubcommands: false,
      })
      .exitOverride()
      .addHelpText("after", `\n${t("cli.examples")}\n${examples.map((line) => `  contingent ${line}`).join("\n")}`);
  const add = (parent: Command, words: CommandWords) => {
    const command = prepare(parent.command(words.name).description(t(words.description)), words.examples);
    for (const [name, description] of words.operands ?? []) command.argument(localised(name), t(description));
    for (const each of words.options ?? []) command.addOption(each);
    command.action(async (...given: unknown[]) => {
      const options = given.at(-2) as Readonly<Record<string, never>>;
      refuseEmpty(command, given.slice(0, -2), options, language);
      ended(await words.run(given.slice(0, -2), options, openTerminal(around, language, Boolean(options.json))));
    });
  };

  const program = prepare(new Command("contingent").description(t("cli.description")).helpCommand(false), [
    "demo",
    ...(["template", "allocate", "why-not", "verify"] as const).map((name) => t(`cli.example.${name}`)),
    "rules check",
  ])
    .version(productVersion(), "-V, --version", t("cli.version"))
    .configureOutput({
      writeOut: (text) => void around.out.write(text),
      writeErr: (text) => void around.err.write(text),
      outputError: () => undefined,
    });
  add(program, {
    name: "allocate",
    operands: [["<pool>", "cli.allocate.pool"]],
    description: "cli.allocate",
    options: [
      option("--out <folder>", "cli.allocate.out"),
      option("--seed <text>", "cli.allocate.seed"),
      option("--report <file>", "cli.allocate.report"),
      rules,
      option("--all", "cli.allocate.all"),
      json,
    ],
    examples: (["allocate-plain", "allocate", "allocate-seed", "allocate-json"] as const).map((name) =>
      t(`cli.example.${name}`),
    ),
    run: async ([pool], options, terminal) =>
      (await import("./cli/allocate-command.ts")).allocateCommand(String(pool), options, terminal),
  });
  add(program, {
    name: "explain",
    operands: [["<bundle>", "cli.bundle"]],
    description: "cli.explain",
    options: [request, needed("--vacancy <id>", "cli.vacancy"), json],
    examples: [t("cli.example.explain")],
    run: async ([bundle], options, terminal) =>
      (await import("./cli/explain-command.ts")).explainCommand(String(bundle), options, terminal),
  });
  add(program, {
    name: "why-not",
    operands: [["<bundle>", "cli.bundle"]],
    description: "cli.why-not",
    options: [request, option("--vacancy <id>", "cli.vacancy"), option("--no-change", "cli.no-change"), json],
    examples: [t("cli.example.why-not"), t("cli.example.why-not-here")],
    run: async ([bundle], options, terminal) =>
      (await import("./cli/why-not-command.ts")).whyNotCommand(String(bundle), options, terminal),
  });
  add(program, {
    name: "compare",
    operands: [["<bundle>", "cli.bundle"]],
    description: "cli.compare",
    options: [needed("--requests <ids>", "cli.requests"), needed("--vacancy <id>", "cli.vacancy"), json],
    examples: [t("cli.example.compare")],
    run: async ([bundle], options, terminal) =>
      (await import("./cli/compare-command.ts")).compareCommand(String(bundle), options, terminal),
  });
  add(program, {
    name: "verify",
    operands: [["<bundle>", "cli.bundle"]],
    description: "cli.verify",
    options: [json],
    examples: [t("cli.example.verify"), t("cli.example.verify-json")],
    run: async ([bundle], _options, terminal) =>
      (await import("./cli/verify-command.ts")).verifyCommand(String(bundle), terminal),
  });
  add(program, {
    name: "template",
    operands: [["<folder>", "cli.template.folder"]],
    description: "cli.template",
    examples: [t("cli.example.template")],
    run: async ([folder], _options, terminal) =>
      (await import("./cli/template-command.ts")).templateCommand(String(folder), terminal),
  });
  add(program, {
    name: "demo",
    description: "cli.demo",
    options: [option("--out <folder>", "cli.demo.out").default("out/demo")],
    examples: ["demo", "demo --lang fr"],
    run: async (_operands, options, terminal) => (await import("./cli/demo-command.ts")).demoCommand(options, terminal),
  });

  const rulesProgram = prepare(program.command("rules").helpCommand(false).description(t("cli.rules")), [
    "rules check",
    t("cli.example.diff"),
  ]);
  for (const name of ["check", "test", "plan"] as const) {
    add(rulesProgram, {
      name: name,
      operands: [["[folders...]", "cli.rules.folders"]],
      description: `cli.rules.${name}`,
      options: [asOf, json],
      examples: [`rules ${name}`, `rules ${name} rules/als-2026`],
      run: async ([folders], options, terminal) =>
        (await import("./cli/rules-command.ts")).rulesCommand(name, folders as readonly string[], options, terminal),
    });
  }
  add(rulesProgram, {
    name: "diff",
    operands: [
      ["<before>", "cli.rules.before"],
      ["<after>", "cli.rules.after"],
    ],
    description: "cli.rules.diff",
    options: [asOf, json],
    examples: [t("cli.example.diff")],
    run: async ([before, after], options, terminal) =>
      (await import("./cli/rules-command.ts")).rulesDiffCommand(String(before), String(after), options, terminal),
  });
  return program;
}
