/**
 * What the server bears on a big database: the agenda with 500 vacancies, a vacancy, why not, reads and decisions a second, memory over time. The server is
 * another process; latencies are taken over one connection, one page after the other, and hold the transfer on the same machine.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import autocannon from "autocannon";
import type { PoolSize } from "../bench/pool.ts";
import type { LoadServer } from "./load-server.ts";

/** One figure with its goal. */
export interface LoadFigure {
  readonly what: string;
  readonly reached: number;
  readonly goal: number;
  readonly kind: "most" | "least";
  readonly unit: string;
  /** What stands beside the figure. */
  readonly note?: string;
}

/** What is asked for. */
export interface ServeLoad {
  readonly size: PoolSize;
  /** Seconds of each measure with many connections. */
  readonly seconds: number;
  /** Minutes over which memory is watched; 0 to leave it out. */
  readonly minutes: number;
}

const PAGES = 200;
const CONNECTIONS = 10;

/** Starts the server, measures, ends it. */
export async function serveLoad({ size, seconds, minutes }: ServeLoad): Promise<readonly LoadFigure[]> {
  const child = fork(join(import.meta.dirname, "load-server.ts"), [size], {
    stdio: ["pipe", "pipe", "inherit", "ipc"],
  });
  try {
    const ended = once(child, "exit").then(() => {
      throw new Error("the server ended");
    });
    const [line] = (await Promise.race([once(child.stdout!.setEncoding("utf8"), "data"), ended])) as [string];
    ended.catch(() => undefined);
    const server = JSON.parse(line) as LoadServer;
    const cookie = await sessionOf(server);
    const page = (path: string) => latencies(`${server.url}${path}`, cookie);
    const figures: LoadFigure[] = [];
    const agenda = await page("/agenda");
    figures.push(
      figure(`agenda with ${server.proposals.length} vacancies, p99`, agenda.p99, 300, "most", "ms", agenda),
    );
    const shown = server.proposals.find(({ hasCandidates }) => hasCandidates)!;
    const vacancy = await page(`/proposals/${shown.id}`);
    figures.push(figure("page of a vacancy, p99", vacancy.p99, 150, "most", "ms", vacancy));
    const requests = await page("/requests");
    figures.push(figure("page of requests with why nothing came yet, p99", requests.p99, 300, "most", "ms", requests));
    figures.push(await readsOf(server, seconds));
    figures.push(await decisionsOf(server));
    if (minutes > 0) figures.push(await memoryOf(child, server, minutes));
    return figures;
  } finally {
    child.stdin!.end();
    if (child.exitCode === null) await once(child, "exit");
  }
}

async function sessionOf({ door }: LoadServer): Promise<string> {
  const response = await fetch(door, { redirect: "manual" });
  const cookies = response.headers.getSetCookie().map((one) => one.split(";")[0]!);
  if (response.status !== 303 || cookies.length === 0) throw new Error(`nobody is let in: ${response.status}`);
  return cookies.join("; ");
}

interface Latencies {
  readonly median: number;
  readonly p99: number;
  readonly kilobytes: number;
}

async function latencies(url: string, cookie: string): Promise<Latencies> {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < PAGES + 10; i++) {
    const start = performance.now();
    const response = await fetch(url, { headers: { cookie } });
    bytes = (await response.arrayBuffer()).byteLength;
    if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
    // The first ones warm up.
    if (i >= 10) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.ceil(times.length * share) - 1]!;
  return { median: at(0.5), p99: at(0.99), kilobytes: bytes / 1_000 };
}

function figure(
  what: string,
  reached: number,
  goal: number,
  kind: LoadFigure["kind"],
  unit: string,
  { median, kilobytes }: Latencies,
): LoadFigure {
  return {
    what,
    reached,
    goal,
    kind,
    unit,
    note: `median ${median.toFixed(0)} ms, ${kilobytes.toFixed(0)} kB of markup`,
  };
}

/** Single records by the API, many at once. */
async function readsOf({ url, token, requestIds, vacancyIds }: LoadServer, seconds: number): Promise<LoadFigure> {
  const paths = [
    ...requestIds.slice(0, 100).map((id) => `/api/v1/requests/${id}`),
    ...vacancyIds.slice(0, 100).map((id) => `/api/v1/vacancies/${id}`),
  ];
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { authorization: `Bearer ${token}` },
    requests: paths.map((path) => ({ method: "GET" as const, path })),
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} reads were not answered`);
  const note = `${CONNECTIONS} connections, p99 ${result.latency.p99} ms; autocannon runs on the same two cores`;
  return { what: "reads by the API", reached: result.requests.average, goal: 1_000, kind: "least", unit: "/s", note };
}

/** Proposals confirmed by the API, each a durable commit; many at once, each once. */
async function decisionsOf({ url, token, proposals }: LoadServer): Promise<LoadFigure> {
  const waiting = proposals.filter(({ hasCandidates }) => hasCandidates);
  const count = waiting.length;
  const refused = new Map<number, number>();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        const response = await fetch(`${url}/api/v1/proposals/${one.id}/decide`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${token}`,
            "content-type": "application/json",
            "if-match": `"${one.version}"`,
          },
          body: JSON.stringify({ kind: "confirm" }),
        });
        await response.arrayBuffer();
        if (!response.ok) refused.set(response.status, (refused.get(response.status) ?? 0) + 1);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const made = count - [...refused.values()].reduce((sum, one) => sum + one, 0);
  const note = `${made} decisions of ${count}, ${CONNECTIONS} at once${refused.size > 0 ? `; refused: ${JSON.stringify([...refused])}` : ""}`;
  return { what: "decisions by the API, durable", reached: made / seconds, goal: 200, kind: "least", unit: "/s", note };
}

/** How much more memory the server holds at the end than after the first minute, while it is asked all the time. */
async function memoryOf(child: ReturnType<typeof fork>, server: LoadServer, minutes: number): Promise<LoadFigure> {
  const held: number[] = [];
  for (let minute = 0; minute <= minutes; minute++) {
    await readsOf(server, 60);
    child.send("memory");
    const [{ residentMebibytes }] = (await once(child, "message")) as [{ residentMebibytes: number }];
    held.push(residentMebibytes);
  }
  const growth = (held.at(-1)! / held[0]! - 1) * 100;
  return {
    what: `memory after ${minutes} minutes of reads, grown by`,
    reached: growth,
    goal: 10,
    kind: "most",
    unit: "%",
    note: `MiB by minute: ${held.join(", ")}`,
  };
}
