/** `contingent template`: empty files with headers and one example row. */
import { writeTemplate } from "../adapters/files/write-template.ts";
import { refuseWriting } from "./open-run.ts";
import { exitCodes, type Terminal } from "./terminal.ts";

export async function templateCommand(folder: string, terminal: Terminal): Promise<number> {
  const { problems } = await writeTemplate(folder);
  refuseWriting(problems, terminal);
  terminal.print(terminal.say("template.written", { folder }));
  return exitCodes.done;
}
