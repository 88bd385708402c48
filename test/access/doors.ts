/** Every page and every call, each with how it is tried; and the trying itself. */
import type { Role } from "../../src/domain/access/actor.ts";
import type { Access } from "../../src/edge/access.ts";
import { allRoutes } from "../../src/http/all-routes.ts";
import { allPages } from "../../src/web/all-pages.ts";
import { openSite, type Site, type SiteClient } from "../support/open-site.ts";
import { type AccessTown, accessTown, accountId, readAccessTown } from "./access-town.ts";
import { apiProbes } from "./api-probes.ts";
import { pageProbes } from "./page-probes.ts";
import type { Probe } from "./probe.ts";

/** A page or a call. */
export interface Door {
  /** `post /proposals/:proposalId/decision`, as the table of probes names it. */
  readonly name: string;
  readonly side: "page" | "api";
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly probe: Probe;
}

/** In the order of the probes, so that what ends something comes last. */
export const doors: readonly Door[] = [
  ...doorsOf("page", allPages, pageProbes),
  ...doorsOf("api", allRoutes, apiProbes),
];

function doorsOf(
  side: Door["side"],
  routes: readonly { readonly method: string; readonly path: string; readonly access: Access }[],
  probes: Readonly<Record<string, Probe>>,
): Door[] {
  const order = Object.keys(probes);
  return routes
    .map(({ method, path, access }) => ({ name: `${method} ${path}`, side, method, path, access }))
    .flatMap((door) => (probes[door.name] ? [{ ...door, probe: probes[door.name]! }] : []))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

/** What came back. */
export interface Tried {
  readonly status: number;
  readonly location: string | undefined;
  readonly contentType: string;
  readonly text: string;
  /** True where something was written meanwhile. */
  readonly hasWritten: boolean;
}

/** The town while it is served, and who tries its doors. */
export class Doorsteps {
  readonly site: Site;
  readonly town: AccessTown;
  readonly #clients = new Map<string, SiteClient>();

  private constructor(site: Site, town: AccessTown) {
    this.site = site;
    this.town = town;
  }

  static async open(): Promise<Doorsteps> {
    const site = await openSite("access town", accessTown);
    return new Doorsteps(site, await readAccessTown(site.app));
  }

  close(): Promise<void> {
    return this.site.close();
  }

  /** An account of a role tries a door; nobody where none is named. */
  async try(
    door: Door,
    role?: Role,
    side: "in" | "out" = "in",
    values: Readonly<Record<string, string>> = {},
  ): Promise<Tried> {
    const who = role === undefined ? undefined : accountId(role, side);
    const client = await this.#clientOf(door.side === "page" ? who : undefined);
    const { context } = this.site;
    const record = door.probe.on?.(this.town, who ?? "");
    const version = record ? ((await context.store.get(...record))?.version ?? 0) : 0;
    const trying = { accountId: who ?? "hr-in", version };
    const params = door.probe.params?.(this.town, trying) ?? {};
    const path = door.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? "missing"));
    const query = new URLSearchParams(door.probe.query?.(this.town) ?? {}).toString();
    const address = `${door.side === "api" ? "/api/v1" : ""}${path}${query === "" ? "" : `?${query}`}`;
    const before = (await context.store.head()).sequence;
    const sent = door.probe.sends?.(this.town, trying) ?? {};
    const answer =
      door.side === "page"
        ? await this.#page(client, door, address, { ...sent, ...values })
        : await this.#call(client, door, address, { who, version, sent });
    const hasWritten = (await context.store.head()).sequence !== before;
    return { ...answer, hasWritten };
  }

  async #page(client: SiteClient, { method, probe: { file } }: Door, address: string, values: object) {
    const answer =
      method === "get"
        ? await client.get(address)
        : file
          ? await client.upload(address, values as never, { ...file, fileName: `${file.name}.csv` })
          : await client.post(address, values as never);
    const { status, location, headers, markup: text } = answer;
    return { status, location, contentType: headers.get("content-type") ?? "", text };
  }

  async #call(
    client: SiteClient,
    { method, probe: { file } }: Door,
    address: string,
    { who, version, sent }: { readonly who: string | undefined; readonly version: number; readonly sent: object },
  ) {
    const response = await client.ask(address, {
      method: method.toUpperCase(),
      headers: {
        ...(who === undefined ? {} : { authorization: `Bearer ${this.town.secrets[who]}` }),
        ...(version > 0 ? { "if-match": `"${version}"` } : {}),
        ...(method === "get" ? {} : { "content-type": file ? "text/csv" : "application/json" }),
      },
      ...(method === "get" ? {} : { body: file ? file.content : JSON.stringify(sent) }),
    });
    return {
      status: response.status,
      location: response.headers.get("location") ?? undefined,
      contentType: response.headers.get("content-type") ?? "",
      text: await response.text(),
    };
  }

  async #clientOf(who: string | undefined): Promise<SiteClient> {
    if (who === undefined) return this.site.anybody();
    const known = this.#clients.get(who);
    if (known) return known;
    const client = await this.site.as(who);
    await client.get("/account");
    this.#clients.set(who, client);
    return client;
  }
}
