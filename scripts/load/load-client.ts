/** The server of the load as its client has it: started, asked, and ended. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PoolSize } from "../bench/pool.ts";
import type { HeldMemory, LoadServer } from "./load-server.ts";

const RESTING_MS = 2_000;
/** A server that nobody asks uses less than this share of the time; its garbage is collected meanwhile. */
const BUSY_SHARE = 0.15;

/** A server that runs, with a session in it. */
export interface LoadClient extends LoadServer {
  readonly cookie: string;
  /** What the server's own log says of the requests that work makes. */
  heardDuring<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly heard: readonly HeardRequest[] }>;
  memory(): Promise<HeldMemory>;
  /** Waits until the server rests: it recalls the last night on a thread of its own once somebody asks why nothing came. */
  rest(): Promise<void>;
}

/** One line of the access log. */
export interface HeardRequest {
  readonly route: string;
  readonly milliseconds: number;
}

/** Starts a server on the database of a size, and ends it after the work. */
export async function withLoadServer<T>(size: PoolSize, work: (client: LoadClient) => Promise<T>): Promise<T> {
  const child = fork(join(import.meta.dirname, "load-server.ts"), [size], {
    stdio: ["pipe", "pipe", "inherit", "ipc"],
    execArgv: ["--expose-gc"],
  });
  try {
    const ended = once(child, "exit").then(() => {
      throw new Error("the server ended");
    });
    const [line] = (await Promise.race([once(child.stdout!.setEncoding("utf8"), "data"), ended])) as [string];
    ended.catch(() => undefined);
    const server = JSON.parse(line) as LoadServer;
    const cookie = await sessionOf(server);
    return await work({
      ...server,
      cookie,
      heardDuring: async (asking) => {
        await told(child, "listen");
        const result = await asking();
        return { result, heard: (await told(child, "heard")) as HeardRequest[] };
      },
      memory: () => memoryOf(child),
      rest: async () => {
        for (let [before, busy] = [(await memoryOf(child)).processor, true]; busy; ) {
          await sleep(RESTING_MS);
          const { processor } = await memoryOf(child);
          busy = processor - before > RESTING_MS * BUSY_SHARE;
          before = processor;
        }
      },
    });
  } finally {
    child.stdin!.end();
    if (child.exitCode === null) await once(child, "exit");
  }
}

async function memoryOf(child: ChildProcess): Promise<HeldMemory> {
  return (await told(child, "memory")) as HeldMemory;
}

async function told(child: ChildProcess, order: string): Promise<unknown> {
  const answer = once(child, "message");
  child.send(order);
  return ((await answer) as [unknown])[0];
}

async function sessionOf({ url, door }: LoadServer): Promise<string> {
  const cookies = new Map<string, string>();
  const keep = ({ headers }: Response) => {
    for (const [, name, value] of headers.getSetCookie().flatMap((one) => [/^([^=]+)=([^;]*)/.exec(one)!]))
      cookies.set(name!, value!);
    return [...cookies].map((pair) => pair.join("=")).join("; ");
  };
  const response = await fetch(door, { redirect: "manual" });
  const cookie = keep(response);
  if (response.status !== 303 || cookie === "") throw new Error(`nobody is let in: ${response.status}`);
  // The first page with a form gives the cookie that forms are checked by.
  return keep(await fetch(`${url}/requests/import`, { headers: { cookie } }));
}
