/**
 * A double of a MongoDB server: real sockets and the real wire protocol, so that mongoose and its driver are tested as they are. It proves
 * documents, queries and the handling of errors. It proves nothing about MongoDB's planner, its durability or its speed: data lie in memory.
 */
import { createServer, type Server, type Socket } from "node:net";
import type { Document } from "bson";
import { Commands } from "./commands.ts";
import { answerTo, type Message, MessageReader } from "./wire.ts";

/** What happens to a command: the connection is cut before it is done, or after, so that its answer is lost. */
export type Fault = "cut-before" | "cut-after";

/** How a double is started. */
export interface MongoDoubleOptions {
  /** Any free one when absent. */
  readonly port?: number;
  /** False for a server that belongs to no replica set. */
  readonly isReplicaSet?: boolean;
  /** A transaction that is open longer is ended, as a server does. 60 s unless told. */
  readonly transactionLifetimeMs?: number;
}

const HOST = "127.0.0.1";
const SET_NAME = "double";

/** A running double. */
export class MongoDouble {
  /** Asked before each command, which waits for the answer; for tests of what goes wrong, or comes in between. */
  onCommand: (command: Document) => Fault | undefined | Promise<undefined> = () => undefined;
  readonly port: number;
  readonly #server: Server;
  readonly #commands: Commands;
  readonly #isReplicaSet: boolean;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, port: number, options: MongoDoubleOptions) {
    this.#server = server;
    this.port = port;
    this.#isReplicaSet = options.isReplicaSet ?? true;
    const setName = this.#isReplicaSet ? SET_NAME : undefined;
    this.#commands = new Commands(`${HOST}:${port}`, setName, options.transactionLifetimeMs ?? 60_000);
    server.on("connection", (socket) => this.#serve(socket));
  }

  /** Starts one in this process. */
  static async start(options: MongoDoubleOptions = {}): Promise<MongoDouble> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port ?? 0, HOST, resolve);
    });
    return new MongoDouble(server, (server.address() as { readonly port: number }).port, options);
  }

  /** Where to connect, for one database. */
  uri(database: string): string {
    return `mongodb://${HOST}:${this.port}/${database}${this.#isReplicaSet ? `?replicaSet=${SET_NAME}` : ""}`;
  }

  /** Gives a database all that is in another, without a command. */
  copyDatabase(from: string, to: string): Promise<void> {
    return this.#commands.copyDatabase(from, to);
  }

  /** Cuts all connections; the server stays. */
  cutConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Ends it, and its data. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.cutConnections();
    await closed;
  }

  #serve(socket: Socket): void {
    const reader = new MessageReader();
    let last: Promise<void> = Promise.resolve();
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      try {
        for (const message of reader.take(bytes)) {
          last = last
            .then(() => this.#answer(socket, message))
            .catch((error: Error) => {
              socket.destroy(error);
            });
        }
      } catch {
        socket.destroy();
      }
    });
  }

  async #answer(socket: Socket, message: Message): Promise<void> {
    const fault = await this.onCommand(message.command);
    if (fault === "cut-before") {
      socket.destroy();
      return;
    }
    const answer = await this.#commands.answer(message.command);
    if (fault === "cut-after") socket.destroy();
    else if (!message.isSilent && !socket.destroyed) socket.write(answerTo(message, answer));
  }
}
