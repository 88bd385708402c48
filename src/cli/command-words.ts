/** What a command is before it runs: where it stands, what it takes, what loads and runs it. Tables of these make the command line. */
import type { TextKey } from "../texts/texts.ts";
import type { Surroundings, Terminal } from "./terminal.ts";

/** An option; `flags` as the parser writes them: `--out <folder>`. */
export interface OptionWords {
  readonly flags: string;
  readonly description: TextKey;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly isNeeded?: boolean;
}

/** What was asked of a command. */
export interface Asked {
  readonly operands: readonly unknown[];
  readonly options: Readonly<Record<string, never>>;
  readonly terminal: Terminal;
  readonly around: Surroundings;
}

/** A word that follows a command, with what it is. */
export interface OperandWords {
  readonly name: string;
  readonly description: TextKey;
  readonly choices?: readonly string[];
}

/** A command. */
export interface CommandWords {
  readonly name: string;
  readonly description: TextKey;
  readonly operands?: readonly OperandWords[];
  readonly options?: readonly OptionWords[];
  /** Keys of the catalogue, or lines that are the same in every language. */
  readonly examples: readonly string[];
  /** Loads the command when it is asked for, so that help is instant. */
  readonly run: (asked: Asked) => Promise<number>;
}

/** Commands that share their first word. */
export interface CommandGroup {
  readonly name: string;
  readonly description: TextKey;
  readonly examples: readonly string[];
  readonly commands: readonly CommandWords[];
}

/** Commands that stand under one heading of the help. */
export interface CommandHeading {
  readonly heading: TextKey;
  readonly commands: readonly (CommandWords | CommandGroup)[];
}

/** True for a group. */
export function isGroup(words: CommandWords | CommandGroup): words is CommandGroup {
  return "commands" in words;
}
