/**
 * Opens a store by where it lies: an address of MongoDB, or a file. What is not used is not loaded.
 */
import type { Store } from "../../app/ports.ts";

/** Opens the store of a place: `mongodb://…`, `mongodb+srv://…`, or the path of a file. Throws: what the store throws at open. */
export async function openStore(place: string): Promise<Store> {
  if (/^mongodb(\+srv)?:\/\//.test(place)) return (await import("./mongo-store.ts")).openMongoStore(place);
  return (await import("./sqlite-store.ts")).openSqliteStore(place);
}
