import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Clock } from "../../src/app/ports.ts";
import { main } from "../../src/cli.ts";

/** What a command left behind. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process with streams of its own, in English unless another language is asked for. */
export async function runCommand(
  argv: readonly string[],
  {
    isTTY = false,
    environment = {},
    clock,
    typed,
  }: { isTTY?: boolean; environment?: Record<string, string>; clock?: Clock; typed?: string | readonly string[] } = {},
): Promise<Ran> {
  const written = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({
    isTTY,
    columns: 80,
    write(text: string) {
      written[name] += text;
    },
  });
  const input = typed === undefined ? {} : { input: Object.assign(Readable.from([typed].flat()), { isTTY }) };
  const around = { ...input, out: stream("out"), err: stream("err"), environment, ...(clock ? { clock } : {}) };
  const exitCode = await main(argv, around);
  return { exitCode, ...written };
}

const program = fileURLToPath(new URL("../../src/contingent.js", import.meta.url));

/** Runs the program as a process of its own; `isCutShort` closes its output after the first words, as `| head` does. */
export function spawnProgram(
  argv: readonly string[],
  { node = process.execPath, isCutShort = false }: { node?: string; isCutShort?: boolean } = {},
): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(node, [program, ...argv], { env: { PATH: process.env.PATH, LANG: "C" } });
    const written = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      written.out += text;
      if (isCutShort) child.stdout.destroy();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      written.err += text;
    });
    child.on("error", failed);
    child.on("close", (exitCode) => done({ exitCode: exitCode ?? -1, ...written }));
  });
}
