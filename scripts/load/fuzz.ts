/**
 * Malformed calls made from the schemas of the API, sent to a server that runs: it must refuse each with a problem that has a schema, or do what is
 * still valid, and never stumble. The same seed sends the same calls.
 */
import { Agent, request } from "node:http";
import { Ajv2020 } from "ajv/dist/2020.js";
import { permissions } from "../../src/domain/access/permissions.ts";
import { allRoutes } from "../../src/http/all-routes.ts";
import type { ApiRoute } from "../../src/http/api-route.ts";
import { problemSchema } from "../../src/http/schemas/shared.ts";
import { messageOf, mutated, oneOf, randomOf, strangeWord } from "./malformed.ts";

/** What is sent where. */
export interface Fuzzing {
  readonly url: string;
  /** Of a caller of each role; some calls go with that of a role that may not, and some without. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Ids of records there are. */
  readonly ids: readonly string[];
  readonly count: number;
  readonly seed: number;
  /** Calls under way at once. */
  readonly width?: number;
  readonly routes?: readonly ApiRoute[];
}

/** What came of it. */
export interface Fuzzed {
  readonly sent: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Routes of which a call came to the use case or was refused by its schema. */
  readonly routes: number;
  /** Answers that must not be, the first ones, each with the number of its call. */
  readonly failures: readonly string[];
  readonly failureCount: number;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const isProblem = new Ajv2020({ allowUnionTypes: true }).compile(problemSchema);
const FAILURES_TOLD = 20;

/** Sends them all. */
export async function fuzz(fuzzing: Fuzzing): Promise<Fuzzed> {
  const { url, count, seed, width = 8, routes = allRoutes } = fuzzing;
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const byStatus: Record<string, number> = {};
  const failures: string[] = [];
  const reached = new Set<ApiRoute>();
  let failureCount = 0;
  let next = 0;
  const work = async () => {
    for (let number = next++; number < count; number = next++) {
      const random = randomOf(seed * 1_000_003 + number);
      const route = routes[number % routes.length]!;
      const call = callOf(route, random, fuzzing);
      const wrong = await tried(url, agent, call, (status) => {
        byStatus[status] = (byStatus[status] ?? 0) + 1;
        if (status < 400 || status === 422 || status === 409) reached.add(route);
      });
      if (wrong === undefined) continue;
      failureCount++;
      const told = `call ${number} (${call.method} ${call.path.slice(0, 120)}): ${wrong} ${call.body?.slice(0, 400) ?? ""}`;
      if (failures.length < FAILURES_TOLD) failures.push(told);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  agent.destroy();
  return { sent: count, byStatus, routes: reached.size, failures, failureCount };
}

function callOf(route: ApiRoute, random: () => number, { tokens, ids }: Fuzzing): Call {
  const path = route.path.replace(/:\w+/g, () => (random() < 0.75 ? oneOf(random, ids) : strangeWord(random)));
  const query = queryOf(route, random, ids);
  const headers: Record<string, string> = {
    "Accept-Language": oneOf(random, ["fr", "en", "de", "*", "x".repeat(100)]),
  };
  if (random() < 0.95)
    headers.Authorization = `Bearer ${random() < 0.97 ? tokenFor(route, random, tokens) : "ctg_unknown-token"}`;
  if (route.needsVersion && random() < 0.9)
    headers["If-Match"] =
      random() < 0.8 ? `"${1 + Math.floor(random() * 3)}"` : oneOf(random, ["*", '"0"', '"99999999999999"', "1", '""']);
  if (route.method === "post" && random() < 0.3)
    headers["Idempotency-Key"] =
      random() < 0.8
        ? `k${Math.floor(random() * 50)}`
        : oneOf(random, ["x".repeat(500), "a b", "é"].map(encodeURIComponent));
  const body = bodyOf(route, random, ids);
  if (body !== undefined) {
    const type = route.takesFile ? "text/csv" : "application/json";
    headers["Content-Type"] =
      random() < 0.95 ? type : oneOf(random, ["text/plain", "application/zip", "application/json; charset=utf-7", ""]);
    headers["Content-Length"] = String(Buffer.byteLength(body));
  }
  const method = random() < 0.98 ? route.method : oneOf(random, ["put", "delete", "patch", "options"]);
  const call = { method: method.toUpperCase(), path: `/api/v1${path}${query}`, headers };
  return body === undefined ? call : { ...call, body };
}

function tokenFor({ access }: ApiRoute, random: () => number, tokens: Fuzzing["tokens"]): string {
  const roles: readonly string[] =
    access === "public" || access === "signed-in" || random() < 0.1
      ? Object.keys(tokens)
      : [access].flat().flatMap((command) => Object.keys(permissions[command].roles));
  const allowed = roles.filter((role) => tokens[role] !== undefined);
  return tokens[oneOf(random, allowed)]!;
}

function queryOf({ query }: ApiRoute, random: () => number, ids: readonly string[]): string {
  if (!query || random() < 0.5) return random() < 0.05 ? `?${strangeWord(random)}=${strangeWord(random)}` : "";
  const message = messageOf(query, random, ids) as Record<string, unknown>;
  const words = Object.entries(message).map(
    ([name, value]) => `${name}=${random() < 0.6 ? encodeURIComponent(String(value)) : strangeWord(random)}`,
  );
  return words.length === 0 ? "" : `?${words.join("&")}`;
}

function bodyOf(
  { method, body, takesFile }: ApiRoute,
  random: () => number,
  ids: readonly string[],
): string | undefined {
  if (method === "get") return undefined;
  if (takesFile)
    return oneOf(random, ["", "a;b\n1;2", "\u0000\u0001", `"${"x".repeat(5_000)}`, "Nom\n\n\n", "PK\u0003\u0004"]);
  if (!body) return random() < 0.8 ? undefined : JSON.stringify(mutated({}, random));
  if (random() < 0.04)
    return oneOf(random, ["{", "null", "[]", '"x"', "{]", `${"[".repeat(9_000)}`, "\u0000", "NaN", "{'a':1}"]);
  let message = messageOf(body, random, ids);
  for (let times = Math.floor(random() * 4); times > 0; times--) message = mutated(message, random);
  return JSON.stringify(message);
}

/** What is wrong with the answer; undefined where nothing is. */
function tried(url: string, agent: Agent, call: Call, answered: (status: number) => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const { method, path, headers, body } = call;
    const asked = request(`${url}${path}`, { method, headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const status = response.statusCode!;
        answered(status);
        resolve(whatIsWrong(status, String(response.headers["content-type"]), Buffer.concat(parts).toString("utf8")));
      });
    });
    asked.setTimeout(30_000, () => asked.destroy(new Error("no answer within 30 s")));
    asked.on("error", (error) => resolve(`no answer: ${error.message}`));
    asked.end(body);
  });
}

function whatIsWrong(status: number, type: string, text: string): string | undefined {
  if (status >= 500) return `${status} ${text.slice(0, 300)}`;
  if (/\bat \S+ \(|\.ts:\d+|node:internal/.test(text))
    return `${status} tells where in the code it is: ${text.slice(0, 300)}`;
  if (status < 400) return undefined;
  if (!type.startsWith("application/problem+json")) return `${status} is ${type}`;
  try {
    return isProblem(JSON.parse(text)) ? undefined : `${status} is no problem by its schema: ${text.slice(0, 300)}`;
  } catch {
    return `${status} is no JSON: ${text.slice(0, 300)}`;
  }
}
