/**
 * What the server bears on a big database: the agenda, a vacancy, the page of requests, reads and decisions a second. Pages are asked one after the other
 * over one connection; their time is that of the server's own log, and the client's is told beside it.
 */
import autocannon from "autocannon";
import { type LoadFigure, percentile } from "./figures.ts";
import type { LoadClient } from "./load-client.ts";

const PAGES = 200;
const WARMING = 20;
const CONNECTIONS = 10;

/** Measures pages, reads and decisions. */
export async function serveLoad(client: LoadClient, seconds: number): Promise<readonly LoadFigure[]> {
  const shown = client.proposals.find(({ hasCandidates }) => hasCandidates)!;
  return [
    await pageFigure(client, {
      what: `agenda with ${client.proposals.length} vacancies`,
      path: "/agenda",
      route: "/agenda",
      goal: 300,
    }),
    await pageFigure(client, {
      what: "page of a vacancy",
      path: `/proposals/${shown.id}`,
      route: "/proposals/:proposalId",
      goal: 150,
    }),
    await pageFigure(client, {
      what: "page of requests with why nothing came yet",
      path: "/requests",
      route: "/requests",
      goal: 300,
    }),
    await readsOf(client, seconds),
    await decisionsOf(client),
  ];
}

async function pageFigure(
  client: LoadClient,
  { what, path, route, goal }: { readonly what: string; readonly path: string; readonly route: string; goal: number },
): Promise<LoadFigure> {
  const times: number[] = [];
  let bytes = 0;
  const ask = async () => {
    const start = performance.now();
    const response = await fetch(`${client.url}${path}`, { headers: { cookie: client.cookie } });
    bytes = (await response.arrayBuffer()).byteLength;
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    times.push(performance.now() - start);
  };
  const firstStart = performance.now();
  await ask();
  const first = performance.now() - firstStart;
  for (let i = 1; i < WARMING; i++) await ask();
  times.length = 0;
  const { heard } = await client.heardDuring(async () => {
    for (let i = 0; i < PAGES; i++) await ask();
  });
  const own = heard.filter((one) => one.route === route).map(({ milliseconds }) => milliseconds);
  const note = [
    `server: median ${percentile(own, 0.5)} ms of ${own.length}`,
    `client: median ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`,
    `the first one ${first.toFixed(0)} ms`,
    `${(bytes / 1_000).toFixed(0)} kB of markup`,
  ].join("; ");
  return { what: `${what}, p99`, reached: percentile(own, 0.99), goal, kind: "most", unit: "ms", note };
}

/** Single records by the API, many at once. */
async function readsOf(client: LoadClient, seconds: number): Promise<LoadFigure> {
  const { url, token, requestIds, vacancyIds } = client;
  const paths = [
    ...requestIds.slice(0, 100).map((id) => `/api/v1/requests/${id}`),
    ...vacancyIds.slice(0, 100).map((id) => `/api/v1/vacancies/${id}`),
  ];
  await client.rest();
  const before = await client.memory();
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { authorization: `Bearer ${token}` },
    requests: paths.map((path) => ({ method: "GET" as const, path })),
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} reads were not answered`);
  const each = ((await client.memory()).processor - before.processor) / result.requests.total;
  const note = `${CONNECTIONS} connections, p99 ${result.latency.p99} ms; the server's processor time is ${each.toFixed(2)} ms each; who asks runs on the same two cores`;
  return { what: "reads by the API", reached: result.requests.average, goal: 1_000, kind: "least", unit: "/s", note };
}

/** Proposals confirmed by the API, each a durable commit; many at once, each once. */
async function decisionsOf(client: LoadClient): Promise<LoadFigure> {
  const { url, token, proposals } = client;
  await client.rest();
  const before = await client.memory();
  const waiting = proposals.filter(({ hasCandidates }) => hasCandidates);
  const count = waiting.length;
  const refused = new Map<number, number>();
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        const sentAt = performance.now();
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
        times.push(performance.now() - sentAt);
        if (!response.ok) refused.set(response.status, (refused.get(response.status) ?? 0) + 1);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const made = count - [...refused.values()].reduce((sum, one) => sum + one, 0);
  const each = ((await client.memory()).processor - before.processor) / count;
  const note = `${made} decisions of ${count}, ${CONNECTIONS} at once, p99 ${percentile(times, 0.99).toFixed(0)} ms; the server's processor time is ${each.toFixed(1)} ms each${refused.size > 0 ? `; refused: ${JSON.stringify([...refused])}` : ""}`;
  return { what: "decisions by the API, durable", reached: made / seconds, goal: 200, kind: "least", unit: "/s", note };
}
