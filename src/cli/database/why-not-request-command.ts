/** `contingent requests why-not`: what the command on a bundle says, of the last night kept in the database or of a named one. */
import { explainRequest } from "../../app/explain-request.ts";
import type { Asked } from "../command-words.ts";
import { exitCodes } from "../terminal.ts";
import { printWhyNot } from "../why-not-command.ts";
import { acting } from "./acting.ts";

export async function whyNotRequestCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { run: runId } = asked.options as { readonly run?: string };
  const requestId = String(operands[0]);
  const explained = await acting(asked, "explain-request", ({ context, actor }) =>
    explainRequest(context, actor, { requestId, ...(runId === undefined ? {} : { runId }) }),
  );
  if (explained.kind !== "considered") {
    const asOf = explained.kind === "no-night" ? "" : explained.run.document.asOf;
    if (terminal.isJson) terminal.print(JSON.stringify({ requestId, kind: explained.kind }));
    else terminal.print(terminal.say(`request.why-not.${explained.kind}`, { id: requestId, day: asOf }));
    return exitCodes.done;
  }
  const { whyNot, change, order, run } = explained;
  if (terminal.isJson)
    terminal.print(JSON.stringify({ runId: run.id, ...whyNot, ...(change ? { smallestChange: change } : {}) }));
  else {
    printWhyNot(whyNot, change, terminal);
    if (order === "erased") terminal.print(terminal.say("request.why-not.erased"));
  }
  return exitCodes.done;
}
