/** Database files for tests: in a folder of their own, on a disk that is too small, or on one that may only be read. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../../src/adapters/store/sqlite-store.ts";
import type { SqliteOptions } from "../../../src/adapters/store/sqlite-writer.ts";
import type { Store } from "../../../src/app/ports.ts";

/** Places and stores that a test uses; `clean` takes everything away. */
export class SqlitePlaces {
  readonly #stores: Store[] = [];
  readonly #folders: string[] = [];
  readonly #mounts: string[] = [];

  /** A new folder. */
  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "contingent-sqlite-"));
    this.#folders.push(folder);
    return folder;
  }

  /** The path of a database that does not exist yet. */
  async file(): Promise<string> {
    return join(await this.folder(), "contingent.db");
  }

  /** Opens a store and closes it at the end. */
  async open(file: string, options: SqliteOptions = {}): Promise<Store> {
    const store = await openSqliteStore(file, options);
    this.#stores.push(store);
    return store;
  }

  /** A folder that is a disk of so many bytes; undefined where this machine does not let a test make one. */
  async smallDisk(bytes: number): Promise<string | undefined> {
    const folder = await this.folder();
    if (!hasRun("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder])) return undefined;
    this.#mounts.push(folder);
    return folder;
  }

  /** Lets a disk be read only, also by the superuser. */
  writeProtect(folder: string): void {
    execFileSync("mount", ["-o", "remount,ro", folder]);
  }

  /** Closes every store and takes every place away. */
  async clean(): Promise<void> {
    for (const store of this.#stores.splice(0)) await store.close();
    for (const mount of this.#mounts.splice(0)) execFileSync("umount", ["--lazy", mount]);
    for (const folder of this.#folders.splice(0)) await rm(folder, { recursive: true, force: true });
  }
}

function hasRun(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
