/** What is wrong with the words of a command line, in the language asked for. The parser says it in English, with a code and the words in quotes. */
import type { Language, TextKey } from "../texts/texts.ts";
import { say } from "../texts/texts.ts";

const keyOfCode: Readonly<Record<string, TextKey>> = {
  "commander.unknownCommand": "usage.unknown-command",
  "commander.unknownOption": "usage.unknown-option",
  "commander.missingArgument": "usage.missing-operand",
  "commander.missingMandatoryOptionValue": "usage.missing-option",
  "commander.optionMissingArgument": "usage.missing-value",
  "commander.excessArguments": "usage.too-many-operands",
  "commander.invalidArgument": "usage.not-a-choice",
};

/** The sentence of a parser error; its own words where it is none of the known kinds. */
export function usageSentence(error: { readonly code: string; readonly message: string }, language: Language): string {
  const key = keyOfCode[error.code];
  const message = error.message.replace(/^error: /, "").trim();
  if (key === undefined) return say(language, "usage.other", { detail: message });
  const [first = "", second = ""] = [...message.matchAll(/'([^']*)'/g)].map((match) => match[1]!);
  const near = /\(Did you mean (?:one of )?([^?]+)\?\)/.exec(message)?.[1];
  const choices = /Allowed choices are (.+)\.$/.exec(message)?.[1] ?? "";
  if (message.startsWith("command-argument"))
    return say(language, "usage.not-a-choice-operand", { sent: first, operand: second, choices });
  const sentence = say(language, key, { first, second, choices });
  return near === undefined ? sentence : `${sentence} ${say(language, "usage.near", { near })}`;
}
