/** A file of 10,000 requests through the page: sent and checked, then kept; again and again, with what the server holds after each. */
import { requestColumns } from "../../src/domain/imports/request-columns.ts";
import { csvTable } from "../../src/markup/csv-table.ts";
import { type LoadFigure, slope } from "./figures.ts";
import type { LoadClient } from "./load-client.ts";

const ROWS = 10_000;
const WARM_IMPORTS = 3;

/** Imports so many files, each of other people. */
export async function csvLoad(client: LoadClient, imports: number): Promise<readonly LoadFigure[]> {
  const checks: number[] = [];
  const keeps: number[] = [];
  const held: { readonly resident: number; readonly heap: number }[] = [];
  for (let i = 0; i < imports; i++) {
    const file = fileOf(i);
    let start = performance.now();
    const place = await sent(client, file);
    const page = await pageAt(client, place);
    checks.push((performance.now() - start) / 1_000);
    start = performance.now();
    if (!/name="keep" value="all"/.test(page)) throw new Error(`not every row is good: ${plain(page)}`);
    await kept(client, place, csrfOf(page));
    keeps.push((performance.now() - start) / 1_000);
    held.push(await client.memory());
  }
  const slowest = Math.max(...checks.map((seconds, i) => seconds + keeps[i]!));
  const told = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(", ");
  const warm = held.slice(Math.min(WARM_IMPORTS, held.length - 1));
  return [
    {
      what: `CSV of ${ROWS} rows checked and kept through the page, the slowest of ${imports}`,
      reached: slowest,
      goal: 5,
      kind: "most",
      unit: "s",
      note: `sent and checked ${told(checks)} s; kept ${told(keeps)} s`,
    },
    {
      what: `heap after collection, grown over ${imports} such files once warm`,
      reached: (warm.at(-1)!.heap / warm[0]!.heap - 1) * 100,
      goal: 10,
      kind: "most",
      unit: "%",
      note: `heap MiB ${told(held.map(({ heap }) => heap))}; resident MiB ${told(held.map(({ resident }) => resident))}, slope ${slope(warm.map(({ resident }) => resident)).toFixed(1)} MiB a file`,
    },
  ];
}

/** Rows like that of the template, each with a reference and a name of its own. */
function fileOf(number: number): string {
  const own: Readonly<Record<string, (row: number) => string>> = {
    reference: (row) => `LOAD-${number}-${row}`,
    familyName: (row) => `Inventée-${number}-${row.toString(36)}`,
    email: (row) => `load-${number}-${row}@invented.example`,
    employerId: () => "",
    phone: () => "",
  };
  const head = requestColumns.map(({ titles }) => titles.fr[0]);
  const rows = Array.from({ length: ROWS }, (_, row) =>
    requestColumns.map(({ name, example = "" }) => own[name]?.(row) ?? example),
  );
  return csvTable(head, rows);
}

async function pageAt({ url, cookie }: LoadClient, path: string): Promise<string> {
  const response = await fetch(`${url}${path}`, { headers: { cookie } });
  const page = await response.text();
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
  return page;
}

function csrfOf(page: string): string {
  const found = /name="csrf" value="([^"]+)"/.exec(page)?.[1];
  if (found === undefined) throw new Error("the page has no form");
  return found;
}

/** Where the page of the file is. */
async function sent(client: LoadClient, content: string): Promise<string> {
  const form = new FormData();
  form.append("csrf", csrfOf(await pageAt(client, "/requests/import")));
  form.append("employer", client.employerId);
  form.append("file", new Blob([content], { type: "text/csv" }), "demandes.csv");
  return movedTo(client, "/requests/import", form);
}

async function kept(client: LoadClient, place: string, csrf: string): Promise<void> {
  const told = await movedTo(client, place, new URLSearchParams({ csrf, keep: "all" }));
  if (!told.includes("told=")) throw new Error("the file was not kept");
}

async function movedTo({ url, cookie }: LoadClient, path: string, body: FormData | URLSearchParams): Promise<string> {
  const response = await fetch(`${url}${path}`, { method: "POST", headers: { cookie }, body, redirect: "manual" });
  const text = await response.text();
  const to = response.headers.get("location");
  if (response.status !== 303 || to === null) throw new Error(`${path} answers ${response.status}: ${plain(text)}`);
  return to;
}

function plain(page: string): string {
  return page
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .slice(300, 1_500);
}
