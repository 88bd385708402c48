/**
 * Opens a store by where it lies: an address of MongoDB, or a file. What is not used is not loaded.
 */
import type { Log, Store } from "../../app/ports.ts";

/**
 * Opens the store of a place: `mongodb://…`, `mongodb+srv://…`, or the path of a file; `warn` is told what an operator should know.
 * Throws: what the store throws at open.
 */
export async function openStore(place: string, warn?: Log["warn"]): Promise<Store> {
  if (/^mongodb(\+srv)?:\/\//.test(place)) return (await import("./mongo-store.ts")).openMongoStore(place);
  return (await import("./sqlite-store.ts")).openSqliteStore(place, warn ? { warn } : {});
}
