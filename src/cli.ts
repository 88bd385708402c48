/**
 * The command line: what is asked, in which language, and which exit code comes back. The commands are tables under `cli/`; each stands in its
 * own file there and is loaded only when it is asked for, so that help is instant.
 */
import { Argument, Command, CommanderError, Option } from "commander";
import { type CommandGroup, type CommandWords, isGroup, type OptionWords } from "./cli/command-words.ts";
import { databaseCommands } from "./cli/database/database-commands.ts";
import { domainProblem } from "./cli/domain-problem.ts";
import { fileCommands } from "./cli/file-commands.ts";
import { CommandProblem, exitCodes, openTerminal, type Surroundings, type Terminal } from "./cli/terminal.ts";
import { usageSentence } from "./cli/usage-problem.ts";
import { productVersion } from "./cli/version.ts";
import { DomainError } from "./domain/shared/domain-error.ts";
import type { Language, TextKey } from "./texts/texts.ts";
import { isTextKey, languageOf, say } from "./texts/texts.ts";

const processSurroundings: Surroundings = {
  input: process.stdin,
  out: process.stdout,
  err: process.stderr,
  environment: process.env,
};

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
    const { exitCode, lines, details, named } = problem;
    terminal.print(JSON.stringify({ problem: { exitCode, ...named, sentence: lines[0] ?? "", lines, details } }));
  }
  for (const line of problem.lines) terminal.note(line);
  if (environment.CONTINGENT_DEBUG && problem.exitCode === exitCodes.internal && error instanceof Error)
    terminal.note(error.stack ?? "");
  return problem.exitCode;
}

function problemOf(error: unknown, terminal: Terminal): CommandProblem {
  if (error instanceof CommandProblem) return error;
  if (error instanceof DomainError) return domainProblem(error, terminal);
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
  /** A description with the words that are possible, unless it tells them itself. */
  const withChoices = (description: string, choices: readonly string[] | undefined) =>
    !choices || description.includes(choices[0]!)
      ? description
      : `${description}${t("cli.possible")}${choices.join(", ")}`;
  const optionOf = ({ flags, description, choices, isNeeded, default: standard }: OptionWords) => {
    const option = new Option(localised(flags), t(description));
    if (choices) option.choices([...choices]);
    if (standard !== undefined) option.default(standard);
    return option.makeOptionMandatory(isNeeded ?? false);
  };
  const lang = optionOf({ flags: "--lang <language>", description: "cli.lang", choices: ["fr", "en"] });

  const prepare = (command: Command, examples: readonly string[]) =>
    command
      .addOption(lang)
      .helpOption("-h, --help", t("cli.help"))
      .configureHelp({
        styleTitle: (title) => {
          const key = `cli.title.${title.replace(":", "").toLowerCase()}`;
          return isTextKey(key) ? t(key) : title;
        },
        styleUsage: localised,
        subcommandTerm: (shown) => shown.name(),
        optionDescription: ({ description, argChoices }) => withChoices(description, argChoices),
        argumentDescription: ({ description, argChoices }) => withChoices(description, argChoices),
        commandDescription: (shown) => asSentence(shown.description()),
        sortSubcommands: false,
      })
      .exitOverride()
      .addHelpText(
        "after",
        `\n${t("cli.examples")}\n${examples.map((line) => `  contingent ${exampleOf(line)}`).join("\n")}`,
      );
  const exampleOf = (line: string) => (isTextKey(line) ? t(line) : line);
  const add = (parent: Command, words: CommandWords): Command => {
    const command = prepare(parent.command(words.name).description(t(words.description)), words.examples);
    for (const { name, description, choices } of words.operands ?? []) {
      const operand = new Argument(localised(name), t(description));
      command.addArgument(choices ? operand.choices([...choices]) : operand);
    }
    for (const each of words.options ?? []) command.addOption(optionOf(each));
    command.action(async (...given: unknown[]) => {
      const options = given.at(-2) as Readonly<Record<string, never>>;
      const operands = given.slice(0, -2);
      refuseEmpty(command, operands, options, language);
      const terminal = openTerminal(around, language, Boolean(options.json));
      ended(await words.run({ operands, options, terminal, around }));
    });
    return command;
  };
  const addGroup = (parent: Command, { name, description, examples, commands }: CommandGroup): Command => {
    const group = prepare(parent.command(name).helpCommand(false).description(t(description)), examples);
    for (const words of commands) add(group, words);
    return group;
  };

  const program = prepare(new Command("contingent").description(t("cli.description")).helpCommand(false), [
    "demo",
    ...(["template", "allocate", "why-not", "verify"] as const).map((name) => t(`cli.example.${name}`)),
    "rules check",
    t("cli.example.import"),
    "run",
    "proposals",
  ])
    .version(productVersion(), "-V, --version", t("cli.version"))
    .configureOutput({
      writeOut: (text) => void around.out.write(text),
      writeErr: (text) => void around.err.write(text),
      outputError: () => undefined,
    });
  for (const { heading, commands } of [fileCommands, ...databaseCommands]) {
    for (const words of commands) {
      const command = isGroup(words) ? addGroup(program, words) : add(program, words);
      command.helpGroup(t(heading));
    }
  }
  return program;
}
