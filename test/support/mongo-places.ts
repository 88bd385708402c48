/** Where the tests of the MongoDB store run: on the replica set of `MONGODB_URI`, or on the double when that is not set. */
import { randomUUID } from "node:crypto";
import { mongo } from "mongoose";
import { openMongoStore } from "../../src/adapters/store/mongo-store.ts";
import type { Store } from "../../src/app/ports.ts";
import type { StorePlaces } from "../contract/writing.ts";
import { MongoDouble } from "./mongo-double/mongo-double.ts";

/** Empty databases on one server. */
export interface MongoPlaces extends StorePlaces {
  /** Which server it is, for the title of the tests. */
  readonly server: string;
  /** Address of a database that nobody has used. */
  newUri(): string;
  /** Ends the double, where there is one. */
  end(): Promise<void>;
}

/** Starts the double, or takes the server of `MONGODB_URI`. */
export async function openMongoPlaces(): Promise<MongoPlaces> {
  const given = process.env.MONGODB_URI;
  const double = given ? undefined : await MongoDouble.start();
  const uris: string[] = [];
  const opened: { readonly store: Store; readonly uri: string }[] = [];
  const newUri = () => {
    const name = `contingent-test-${randomUUID().slice(0, 13)}`;
    const uri = double ? double.uri(name) : withDatabase(given!, name);
    uris.push(uri);
    return uri;
  };
  const open = async (uri: string) => {
    const store = await openMongoStore(uri);
    opened.push({ store, uri });
    return store;
  };
  let layout: Promise<void> | undefined;
  /** Each store of the double begins with what the first opening made: making all indexes takes longer than most tests. */
  const openNew = async () => {
    const uri = newUri();
    if (double) {
      layout ??= openMongoStore(double.uri("layout")).then((store) => store.close());
      await layout;
      await double.copyDatabase("layout", new URL(uri).pathname.slice(1));
    }
    return open(uri);
  };
  return {
    server: double ? "the wire-protocol double" : "the server of MONGODB_URI",
    newUri,
    open: openNew,
    reopen: (store) => open(opened.find((each) => each.store === store)!.uri),
    clean: async () => {
      for (const { store } of opened.splice(0)) await store.close();
      await dropDatabases(uris.splice(0));
    },
    end: async () => double?.stop(),
  };
}

function withDatabase(uri: string, name: string): string {
  const [, server, options = ""] = /^([^:]+:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri)!;
  return `${server}/${name}${options}`;
}

async function dropDatabases(uris: readonly string[]): Promise<void> {
  if (uris.length === 0) return;
  const client = await mongo.MongoClient.connect(uris[0]!);
  try {
    for (const uri of uris) await client.db(new URL(uri).pathname.slice(1)).dropDatabase();
  } finally {
    await client.close();
  }
}
