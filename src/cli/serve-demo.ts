/** The end of the demonstration: its own database, made anew, and the pages on it, with a link for each person one may be. */
import { join } from "node:path";
import { demoPeople } from "../../scripts/demo/accounts.ts";
import { isTaken, openDemo } from "../../scripts/demo/open-demo.ts";
import { inputProblem } from "../adapters/files/input-problem.ts";
import { type Serving, serve } from "../serve.ts";
import { refuseWriting } from "./open-run.ts";
import { signalled } from "./signalled.ts";
import type { Surroundings, Terminal } from "./terminal.ts";

const firstPort = 4000;
const portsTried = 10;

/** Serves until it is told to stop. Throws: a `CommandProblem` where something else lies in the folder. */
export async function serveDemo(
  out: string,
  { port }: { readonly port?: number | undefined },
  terminal: Terminal,
  around: Pick<Surroundings, "err">,
): Promise<void> {
  const folder = join(out, "site");
  if (await isTaken(folder)) refuseWriting([inputProblem({ file: folder }, "template-in-the-way")], terminal);
  const stop = signalled();
  const product = await openDemo(folder, (line) => around.err.write(line));
  try {
    const serving = await serveOnFree(product.context, port);
    const wanted = port ?? firstPort;
    terminal.print();
    if (!serving.url.endsWith(`:${wanted}`)) terminal.print(terminal.say("demo.port-taken", { port: wanted }));
    terminal.print(terminal.paint("bold", terminal.say("demo.open", { url: `${serving.url}/demo` })));
    for (const { who, does } of demoPeople)
      terminal.print(`  ${`${serving.url}/demo/${who}`.padEnd(42)}  ${does[terminal.language]}`);
    terminal.print(terminal.say("demo.stop"));
    await stop;
    await serving.close();
  } finally {
    await product.close();
  }
}

/** On the port asked for; else on the first of a few that is free, else on any. */
async function serveOnFree(context: Parameters<typeof serve>[0], port: number | undefined): Promise<Serving> {
  const ports = port === undefined ? Array.from({ length: portsTried }, (_, i) => firstPort + i) : [port];
  for (const one of ports) {
    try {
      return await serve(context, { port: one, demo: demoPeople, hasJobs: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
  return serve(context, { port: 0, demo: demoPeople, hasJobs: true });
}
