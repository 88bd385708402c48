/**
 * Where the tortured databases lie: files in a temporary folder, or databases of a MongoDB server, real where MONGODB_URI names one and the
 * double otherwise. The double is a process of its own: it stays while the processes of the product are killed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The kinds of store. */
export const storeKinds = ["sqlite", "mongo"] as const;

/** A kind of store. */
export type StoreKind = (typeof storeKinds)[number];

/** Gives places for new databases. */
export interface DatabasePlaces {
  readonly kind: StoreKind;
  /** What it is, for the report. */
  readonly title: string;
  /** A place where nothing lies yet. */
  fresh(): string;
  /** Takes away what can be taken away. */
  close(): Promise<void>;
}

/** Prepares places of a kind. */
export async function openPlaces(kind: StoreKind): Promise<DatabasePlaces> {
  if (kind === "sqlite") return filePlaces();
  const address = process.env.MONGODB_URI;
  return address === undefined ? doublePlaces() : serverPlaces(address, "MongoDB at MONGODB_URI");
}

function filePlaces(): DatabasePlaces {
  const folder = mkdtempSync(join(tmpdir(), "contingent-torture-"));
  let count = 0;
  return {
    kind: "sqlite",
    title: "SQLite",
    fresh: () => join(folder, `${++count}.db`),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What a killed process left open is given up after so long; a real server is set to a minute unless told. */
const TRANSACTION_LIFETIME_MS = 2_000;

async function doublePlaces(): Promise<DatabasePlaces> {
  const script = fileURLToPath(new URL("../../test/support/mongo-double/serve.ts", import.meta.url));
  const server = spawn(process.execPath, [script, "--transaction-lifetime-ms", String(TRANSACTION_LIFETIME_MS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { uri } = JSON.parse(await firstLine(server)) as { readonly uri: string };
  const places = serverPlaces(uri, "the double of MongoDB");
  return {
    ...places,
    close: async () => {
      server.kill("SIGKILL");
    },
  };
}

function serverPlaces(address: string, title: string): DatabasePlaces {
  let count = 0;
  return {
    kind: "mongo",
    title,
    fresh: () => {
      const url = new URL(address);
      url.pathname = `/torture-${process.pid}-${++count}`;
      return url.href;
    },
    close: async () => {},
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error("the double of MongoDB ended before it listened");
}
