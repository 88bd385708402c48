/**
 * The command line: what is asked, in which language, and which exit code comes back. Each command stands in its own file under `cli/` and is
 * loaded only when it is asked for, so that help is instant.
 */
import { Command, CommanderError, Option } from "commander";
import { CommandProblem, exitCodes, processTerminal, type Terminal } from "./cli/terminal.ts";
import type { Language, TextKey } from "./texts/texts.ts";
import { languageOf, say } from "./texts/texts.ts";

/** Runs one command and gives its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const language = languageOf(askedLanguage(argv), process.env);
  let exitCode: number = exitCodes.done;
  const program = programOf(language, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, language, argv.includes("--json"));
  }
}

function askedLanguage(argv: readonly string[]): string | undefined {
  const at = argv.indexOf("--lang");
  return at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
}

function report(error: unknown, language: Language, isJson: boolean): number {
  const terminal = processTerminal(language, isJson);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done;
    return exitCodes.wrongInput;
  }
  if (error instanceof CommandProblem) {
    if (isJson) terminal.print(JSON.stringify({ problem: error.details ?? error.lines }));
    for (const line of error.lines) terminal.note(line);
    return error.exitCode;
  }
  const detail = error instanceof Error ? error.message : String(error);
  terminal.note(terminal.say("problem.internal", { detail }));
  if (process.env.CONTINGENT_DEBUG && error instanceof Error) terminal.note(error.stack ?? "");
  return exitCodes.internal;
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

function programOf(language: Language, ended: (exitCode: number) => void): Command {
  const t = (key: TextKey) => say(language, key);
  const option = (flags: string, key: TextKey) => new Option(flags, t(key));
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
      .configureHelp({ styleTitle: (title) => t(`cli.title.${title.replace(":", "").toLowerCase() as "usage"}`) })
      .exitOverride()
      .addHelpText("after", `\n${t("cli.examples")}\n${examples.map((line) => `  contingent ${line}`).join("\n")}`);
  const add = (parent: Command, words: CommandWords) => {
    const command = prepare(parent.command(words.name).description(t(words.description)), words.examples);
    for (const [name, description] of words.operands ?? []) command.argument(name, t(description));
    for (const each of words.options ?? []) command.addOption(each);
    command.action(async (...given: unknown[]) => {
      const options = given.at(-2) as Readonly<Record<string, never>>;
      ended(await words.run(given.slice(0, -2), options, processTerminal(language, Boolean(options.json))));
    });
  };

  const program = prepare(new Command("contingent").description(t("cli.description")).helpCommand(false), [
    "demo",
    "template mon-dossier",
    "allocate mon-dossier --out resultat",
    "why-not resultat --request 7QX1",
    "verify resultat",
    "rules check",
  ]).configureOutput({
    outputError: (text, write) =>
      write(`${say(language, "problem.usage", { detail: text.replace(/^error: /, "").trim() })}\n`),
  });
  add(program, {
    name: "allocate",
    operands: [["<pool>", "cli.allocate.pool"]],
    description: "cli.allocate",
    options: [option("--out <folder>", "cli.allocate.out"), option("--seed <text>", "cli.allocate.seed"), rules, json],
    examples: [
      "allocate mon-dossier",
      "allocate mon-dossier --out resultat --seed 2026-11-23-a4f",
      "allocate instantane.json --json",
    ],
    run: async ([pool], options, terminal) =>
      (await import("./cli/allocate-command.ts")).allocateCommand(String(pool), options, terminal),
  });
  add(program, {
    name: "explain",
    operands: [["<bundle>", "cli.bundle"]],
    description: "cli.explain",
    options: [request, needed("--vacancy <id>", "cli.vacancy"), json],
    examples: ["explain resultat --request 7QX1 --vacancy V-LAON-1-01"],
    run: async ([bundle], options, terminal) =>
      (await import("./cli/explain-command.ts")).explainCommand(String(bundle), options, terminal),
  });
  add(program, {
    name: "why-not",
    operands: [["<bundle>", "cli.bundle"]],
    description: "cli.why-not",
    options: [request, option("--vacancy <id>", "cli.vacancy"), option("--no-change", "cli.no-change"), json],
    examples: ["why-not resultat --request 7QX1", "why-not resultat --request 7QX1 --vacancy V-LAON-1-01"],
    run: async ([bundle], options, terminal) =>
      (await import("./cli/why-not-command.ts")).whyNotCommand(String(bundle), options, terminal),
  });
  add(program, {
    name: "compare",
    operands: [["<bundle>", "cli.bundle"]],
    description: "cli.compare",
    options: [needed("--requests <ids>", "cli.requests"), needed("--vacancy <id>", "cli.vacancy"), json],
    examples: ["compare resultat --requests 7QX1,2MR8 --vacancy V-LAON-1-01"],
    run: async ([bundle], options, terminal) =>
      (await import("./cli/compare-command.ts")).compareCommand(String(bundle), options, terminal),
  });
  add(program, {
    name: "verify",
    operands: [["<bundle>", "cli.bundle"]],
    description: "cli.verify",
    options: [json],
    examples: ["verify resultat", "verify resultat/result.json --json"],
    run: async ([bundle], _options, terminal) =>
      (await import("./cli/verify-command.ts")).verifyCommand(String(bundle), terminal),
  });
  add(program, {
    name: "template",
    operands: [["<folder>", "cli.template.folder"]],
    description: "cli.template",
    examples: ["template mon-dossier"],
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
    "rules diff rules/als-2026 mes-regles/als-2027",
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
    examples: ["rules diff rules/als-2026 mes-regles/als-2027"],
    run: async ([before, after], options, terminal) =>
      (await import("./cli/rules-command.ts")).rulesDiffCommand(String(before), String(after), options, terminal),
  });
  return program;
}
