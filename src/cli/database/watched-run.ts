/** A run on the database that a person watches: its stages are seen where the engine is asked for them. */
import type { Context } from "../../app/ports.ts";
import { openProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";

/** Makes a run with a context that tells its stages to whoever watches. */
export async function watchedRun<T>(
  context: Context,
  terminal: Terminal,
  step: (context: Context) => Promise<T>,
): Promise<T> {
  const { engine } = context;
  if (!engine) return step(context);
  const progress = await openProgress(terminal);
  const watched: Context["engine"] = {
    listsOf: (table) => {
      progress.at("lists");
      return engine.listsOf(table);
    },
    verify: (input) => {
      progress.at("verification");
      return engine.verify(input);
    },
  };
  try {
    return await step({ ...context, engine: watched });
  } finally {
    progress.end();
  }
}
