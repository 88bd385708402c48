/** `contingent serve`: pages, API and jobs, until the process is told to stop. */
import type { Config } from "../../config.ts";
import { openProduct } from "../../container.ts";
import { startJobsThread } from "../../jobs/jobs-thread.ts";
import { serve, usualServing } from "../../serve.ts";
import type { Asked } from "../command-words.ts";
import { signalled } from "../signalled.ts";
import { exitCodes } from "../terminal.ts";
import { configOf } from "./acting.ts";

export async function serveCommand(asked: Asked): Promise<number> {
  const { options, terminal, around } = asked;
  const { web = true, jobs = true } = options as { readonly web?: boolean; readonly jobs?: boolean };
  const config = servingConfig(configOf(asked), around.environment);
  const product = await openProduct(config, {
    mayCreate: true,
    isServing: true,
    writeLog: (line) => around.out.write(line),
    ...(around.clock ? { clock: around.clock } : {}),
  });
  try {
    if (product.newKeyFile !== undefined)
      terminal.note(terminal.say("database.new-key", { file: product.newKeyFile, database: config.database }));
    const hasWeb = web && (config.hasWeb ?? true);
    const hasJobs = jobs && (config.hasJobs ?? true);
    const stop = signalled();
    const writeLog = (line: string) => around.out.write(line);
    const serving = await serve(product.context, {
      ...config,
      hasWeb,
      hasJobs,
      // A clock of a test does not reach into another thread.
      ...(around.clock ? {} : { startJobs: () => startJobsThread({ config, writeLog }) }),
    });
    product.context.log.info("serving", { url: serving.url, hasWeb, hasJobs });
    terminal.note(terminal.say("serve.ready", { url: config.publicUrl ?? serving.url }));
    const signal = await stop;
    product.context.log.info("stopping", { signal });
    await serving.close();
    product.context.log.info("stopped");
    return exitCodes.done;
  } finally {
    await product.close();
  }
}

/** A server tells what it does unless it was told to be quiet; a command does not. */
function servingConfig(config: Config, environment: Readonly<Record<string, string | undefined>>): Config {
  const isTold = environment.CONTINGENT_LOG_LEVEL || environment.CONTINGENT_CONFIG;
  return { ...config, port: config.port ?? usualServing.port, ...(isTold ? {} : { logLevel: "info" }) };
}
