/** A password from the terminal, without showing it, or from another program's output. It never stands among the words of a command, which others on the machine can read. */
import { CommandProblem, exitCodes, type Surroundings, type Terminal } from "../terminal.ts";

const ENTER = /[\r\n]/;
const INTERRUPT = "\u0003";
const ERASE = ["\u007f", "\b"];

/** Asks twice on a terminal; otherwise takes the first line. Throws: a `CommandProblem` where nothing was given, or two different ones. */
export async function readPassword({ input, err }: Surroundings, terminal: Terminal): Promise<string> {
  const refuse = (key: "account-cli.no-password" | "account-cli.two-passwords") =>
    new CommandProblem(exitCodes.wrongInput, [terminal.say(key)]);
  if (!input) throw refuse("account-cli.no-password");
  const asked = async (key: "account-cli.ask" | "account-cli.ask-again") => {
    err.write(terminal.say(key));
    const line = await hiddenLine(input);
    err.write("\n");
    return line;
  };
  const first = input.isTTY === true ? await asked("account-cli.ask") : await firstLine(input);
  if (first === "") throw refuse("account-cli.no-password");
  if (input.isTTY === true && (await asked("account-cli.ask-again")) !== first)
    throw refuse("account-cli.two-passwords");
  return first;
}

type Input = NonNullable<Surroundings["input"]>;

async function firstLine(input: Input): Promise<string> {
  let text = "";
  for await (const piece of input) {
    text += String(piece);
    if (ENTER.test(text)) break;
  }
  return text.split(ENTER)[0] ?? "";
}

/** What is typed until the line ends; the terminal shows none of it. */
function hiddenLine(input: Input): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = "";
    const end = (settle: () => void) => {
      input.setRawMode?.(false);
      input.pause();
      input.off("data", take);
      input.off("end", ended);
      settle();
    };
    const take = (typed: string | Uint8Array) => {
      for (const sign of typeof typed === "string" ? typed : new TextDecoder().decode(typed)) {
        if (sign === INTERRUPT) return end(() => reject(new CommandProblem(exitCodes.wrongInput, [])));
        if (ENTER.test(sign)) return end(() => resolve(line));
        line = ERASE.includes(sign) ? [...line].slice(0, -1).join("") : line + sign;
      }
    };
    const ended = () => end(() => resolve(line));
    input.setRawMode?.(true);
    input.on("data", take);
    input.on("end", ended);
    input.resume();
  });
}
