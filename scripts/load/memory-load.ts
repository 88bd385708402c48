/** Whether the server holds more and more while it is asked: pages, reads and writes mixed, for minutes. */
import { setTimeout as sleep } from "node:timers/promises";
import { type LoadFigure, slope } from "./figures.ts";
import type { LoadClient } from "./load-client.ts";

const ASKING = 4;
const SAMPLES_A_MINUTE = 2;
/** The first ones fill what is kept on purpose: compiled code, prepared statements, pages of the database. */
const WARM_SHARE = 0.2;

/** What it holds from the first minutes to the end. */
export async function memoryLoad(client: LoadClient, minutes: number): Promise<readonly LoadFigure[]> {
  const over = new AbortController();
  let answers = 0;
  const samples: { readonly resident: number; readonly heap: number }[] = [];
  const asking = Array.from({ length: ASKING }, async (_, who) => {
    for (let turn = who; !over.signal.aborted; turn++) {
      await askOnce(client, turn);
      answers++;
    }
  });
  samples.push(await client.memory());
  for (let i = 0; i < minutes * SAMPLES_A_MINUTE; i++) {
    await sleep(60_000 / SAMPLES_A_MINUTE);
    samples.push(await client.memory());
  }
  over.abort();
  await Promise.all(asking);
  const warm = samples.slice(Math.ceil(samples.length * WARM_SHARE));
  return (["heap", "resident"] as const).map((held) => {
    const all = samples.map((one) => one[held]);
    const values = warm.map((one) => one[held]);
    const [start, middle, end] = [all[0]!, all[all.length >> 1]!, all.at(-1)!];
    const perMinute = slope(values) * SAMPLES_A_MINUTE;
    const of = held === "heap" ? "heap after collection" : "resident memory";
    return {
      what: `${of}, grown over ${minutes} minutes once warm`,
      reached: (values.at(-1)! / values[0]! - 1) * 100,
      goal: 10,
      kind: "most",
      unit: "%",
      note: `MiB at start ${start}, middle ${middle}, end ${end}; slope ${perMinute.toFixed(2)} MiB a minute; ${answers} answers`,
    };
  });
}

/** One request of a mix: mostly single records, some pages, now and then the agenda and a change of language, which is written. */
async function askOnce({ url, token, cookie, requestIds, vacancyIds, proposals }: LoadClient, turn: number) {
  const bearer = { authorization: `Bearer ${token}` };
  const asked =
    turn % 97 === 0
      ? { path: "/agenda", headers: { cookie } }
      : turn % 13 === 0
        ? { path: "/requests", headers: { cookie } }
        : turn % 11 === 0
          ? { path: `/proposals/${proposals[turn % proposals.length]!.id}`, headers: { cookie } }
          : turn % 2 === 0
            ? { path: `/api/v1/requests/${requestIds[turn % requestIds.length]}`, headers: bearer }
            : { path: `/api/v1/vacancies/${vacancyIds[turn % vacancyIds.length]}`, headers: bearer };
  const response = await fetch(`${url}${asked.path}`, { headers: asked.headers });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${asked.path} answers ${response.status}`);
}
