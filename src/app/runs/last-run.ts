/** The last run that came to a result. */
import type { Context, Stored } from "../ports.ts";

/** The newest completed run; undefined before the first night. */
export async function lastRun({ store }: Pick<Context, "store">): Promise<Stored<"run"> | undefined> {
  const query = { kind: "run", by: "newestInState", equals: ["completed"], limit: 1 } as const;
  return (await store.list(query)).records[0];
}
