import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { Store } from "../../src/app/ports.ts";
import { storeContract } from "./store-contract.ts";

const opened: Store[] = [];
const folders: string[] = [];

async function open(file: string): Promise<Store> {
  const store = await openSqliteStore(file);
  opened.push(store);
  return store;
}

storeContract("SQLite", {
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), "contingent-store-"));
    folders.push(folder);
    return open(join(folder, "contingent.db"));
  },
  reopen: (store) => open(store.place),
  clean: async () => {
    for (const store of opened.splice(0)) await store.close();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  },
});
