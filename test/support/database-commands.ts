/** A folder with the demonstration's pool and a database beside it, on which commands are run as people run them. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoTown } from "../../scripts/demo/town.ts";
import { type Ran, runCommand } from "./command-line.ts";
import { FixedClock } from "./open-app.ts";

/** Commands on one database. */
export class CommandedDatabase {
  readonly folder: string;
  readonly file: string;
  readonly pool: string;
  readonly clock = new FixedClock("2026-11-23T08:00:00.000Z");

  private constructor(folder: string) {
    this.folder = folder;
    this.file = join(folder, "contingent.db");
    this.pool = join(folder, "pool.json");
  }

  /** A folder with the pool, and no database yet. */
  static async open(): Promise<CommandedDatabase> {
    const opened = new CommandedDatabase(await mkdtemp(join(tmpdir(), "contingent-commands-")));
    await writeFile(opened.pool, JSON.stringify(demoTown()));
    return opened;
  }

  /** A path in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a command line on the database, as the secretary's id unless another is named. */
  run(line: string | readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
    const argv = typeof line === "string" ? line.split(" ") : line;
    const around = { CONTINGENT_DATABASE: this.file, CONTINGENT_ACTOR: "secretary-1", ...environment };
    return runCommand(argv, { environment: around, clock: this.clock });
  }

  /** Runs a command that must succeed, and gives what it wrote. Throws: when it does not. */
  async done(line: string | readonly string[]): Promise<string> {
    const { exitCode, out, err } = await this.run(line);
    if (exitCode !== 0) throw new Error(`${String(line)} ended with ${exitCode}: ${err}${out}`);
    return out;
  }

  /** The same, as the value it wrote for programs. */
  async json<T>(line: string): Promise<T> {
    return JSON.parse(await this.done(`${line} --json`)) as T;
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
