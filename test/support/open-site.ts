/**
 * The product served on a port of its own, on an invented town, and somebody of each role at a browser without script. The town is prepared
 * once for all tests of a process; each site gets a copy of it.
 */
import { commit, create } from "../../src/app/commit.ts";
import { runAllocation } from "../../src/app/run-allocation.ts";
import { type Actor, humanRoles } from "../../src/domain/access/actor.ts";
import { serve } from "../../src/serve.ts";
import { declaredTown } from "./declared-town.ts";
import { type App, actorOf, openPrepared } from "./open-app.ts";
import { type ReadForm, type ReadPage, readPage } from "./read-page.ts";

/** What came back. */
export interface SiteAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly headers: Headers;
  /** The bytes as text. */
  readonly markup: string;
  readonly bytes: Uint8Array;
  readonly page: ReadPage;
}

/** Values of a form: one or several under a name. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Somebody at a browser: keeps cookies, and sends the token of forms. */
export interface SiteClient {
  get(path: string): Promise<SiteAnswer>;
  /** Posts with the token of this client's last page. Does not follow where it leads. */
  post(path: string, values?: Typed): Promise<SiteAnswer>;
  /** Posts with a file. */
  upload(
    path: string,
    values: Typed,
    file: { name: string; fileName: string; content: string | Uint8Array },
  ): Promise<SiteAnswer>;
  /** Opens the page, fills the form with this action as a person would, leaving the rest as it stands, and sends it. */
  submit(path: string, action: string, values?: Typed): Promise<SiteAnswer>;
  /** Opens where an answer leads. */
  follow(answer: SiteAnswer): Promise<SiteAnswer>;
  /** Asks anything. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

/** The product while it is served. */
export interface Site {
  readonly app: App;
  readonly context: App["context"];
  readonly url: string;
  /** Somebody who is logged in: a role, or the id of an account made by `inventAccount`. */
  as(who: string): Promise<SiteClient>;
  /** Somebody who is not. */
  anybody(): SiteClient;
  close(): Promise<void>;
}

/** The declared town after a night: five vacancies, twenty requests with names, proposals. */
export async function siteTown({ context }: App): Promise<void> {
  await declaredTown(context);
  const outcome = await runAllocation(context, actorOf("system"));
  if (outcome.kind !== "completed") throw new Error(`the night is ${outcome.kind}: ${JSON.stringify(outcome)}`);
}

/** Serves a town; another one than that of all tests has its own name. */
export async function openSite(name = "site town", prepare: (app: App) => Promise<unknown> = siteTown): Promise<Site> {
  const app = await openPrepared(name, {}, prepare);
  const serving = await serve(app.context, { port: 0, requestsPerMinute: 0 });
  return {
    app,
    context: app.context,
    url: serving.url,
    as: async (who) => {
      const client = clientOf(serving.url);
      await logInAs(app, client, who);
      return client;
    },
    anybody: () => clientOf(serving.url),
    close: async () => {
      await serving.close();
      await app.close();
    },
  };
}

const password = "un mot de passe inventé";

/** Logs in by the page, as anybody would. A role stands for an account of it that may see everything: `hr` is the account `hr-1`. */
async function logInAs({ context }: App, client: SiteClient, who: string): Promise<void> {
  const role = humanRoles.find((one) => one === who);
  const id = role === undefined ? who : `${role}-1`;
  if (role !== undefined && !(await context.store.get("account", id))) await inventAccount(context, id, actorOf(role));
  const account = await context.store.get("account", id);
  if (!account) throw new Error(`nobody has the account ${id}`);
  const values = { loginName: account.document.loginName, password };
  const { status, markup } = await client.submit("/log-in", "/log-in", values);
  if (status !== 303) throw new Error(`${who} is not let in (${status}): ${markup}`);
}

/** An account with the password that `Site.as` knows. */
export async function inventAccount(
  context: App["context"],
  id: string,
  { roles, scope }: Pick<Actor, "roles" | "scope">,
): Promise<void> {
  const at = context.clock.now();
  await commit(context, {
    actor: actorOf("operator"),
    command: "add-account",
    events: [{ type: "account-added", accountId: id }],
    writes: [
      create("account", id, {
        state: "active",
        loginName: `${id}@exemple.invalid`,
        name: `Compte inventé ${id}`,
        roles,
        scope,
        language: "fr",
        passwordHash: await context.passwords.hash(password),
        generation: 1,
        failedLogIns: 0,
        createdAt: at,
        passwordChangedAt: at,
      }),
    ],
  });
}

function clientOf(url: string): SiteClient {
  const cookies = new Map<string, string>();
  let token = "";

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    headers.set("connection", "close");
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      // A token belongs to the session it was made in.
      if (name!.includes("session")) token = "";
      if (value === "" || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    return response;
  };

  const read = async (response: Response): Promise<SiteAnswer> => {
    const bytes = new Uint8Array(await response.arrayBuffer());
    const markup = new TextDecoder().decode(bytes);
    const page = readPage(markup);
    const sent = page.forms.map(({ fields }) => fields.csrf?.[0]).find((one) => one !== undefined);
    if (sent !== undefined) token = sent;
    const location = response.headers.get("location") ?? undefined;
    return { status: response.status, location, headers: response.headers, markup, bytes, page };
  };

  const pairsOf = (values: Typed): [string, string][] =>
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined
        ? []
        : (typeof value === "string" ? [value] : value).map((one): [string, string] => [name, one]),
    );

  const client: SiteClient = {
    ask,
    get: async (path) => read(await ask(path)),
    post: async (path, values = {}) => {
      if (token === "") await client.get("/");
      const body = new URLSearchParams(pairsOf({ csrf: token, ...values }));
      return read(await ask(path, { method: "POST", body }));
    },
    upload: async (path, values, { name, fileName, content }) => {
      if (token === "") await client.get("/");
      const body = new FormData();
      for (const [field, value] of pairsOf({ csrf: token, ...values })) body.append(field, value);
      body.append(name, new Blob([content as string]), fileName);
      return read(await ask(path, { method: "POST", body }));
    },
    submit: async (path, action, values = {}) => {
      const { page, status } = await client.get(path);
      const form = page.forms.find((one) => one.action === action);
      if (!form)
        throw new Error(`${path} (${status}) has no form for ${action}: ${page.forms.map(actionOf).join(", ")}`);
      const unknown = Object.keys(values).filter((name) => !form.names.includes(name) && name !== "csrf");
      if (unknown.length > 0) {
        throw new Error(`the form for ${action} asks ${form.names.join(", ")}; it does not ask ${unknown.join(", ")}`);
      }
      return client.post(action, { ...form.fields, ...values });
    },
    follow: async ({ location }) => {
      if (location === undefined) throw new Error("the answer leads nowhere");
      return client.get(location);
    },
  };
  return client;
}

function actionOf({ action }: ReadForm): string {
  return action;
}
