/**
 * Answers commands. A command, or a member of one, that is not known is answered with an error: a question that is not understood must never
 * look like one that was answered.
 */
import { BSON, type Document } from "bson";
import { Cursors } from "./cursors.ts";
import { Databases, sessionId, type TransactionName, transactionName } from "./databases.ts";
import type { Command, Environment } from "./environment.ts";
import { reads } from "./reads.ts";
import { ServerError } from "./server-error.ts";
import { writes } from "./writes.ts";

/** Members of any command. One server without a disk reads and writes with every concern in the same way. */
const everywhere = [
  "$db",
  "lsid",
  "txnNumber",
  "autocommit",
  "startTransaction",
  "readConcern",
  "writeConcern",
  "$readPreference",
  "$clusterTime",
  "comment",
  "maxTimeMS",
];

/** MongoDB 8.0. */
const MAX_WIRE_VERSION = 25;

function hello({ address, setName }: Environment): Document {
  const set = setName ? { setName, setVersion: 1, hosts: [address], primary: address, me: address } : {};
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    ...set,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
  };
}

/** Concerns belong to a transaction, not to its commands: of reading to its beginning, of writing to its end. */
function checkConcerns(name: string, command: Document): void {
  const misplaced =
    command.startTransaction === true ? "writeConcern" : ["readConcern", "writeConcern"].find((c) => c in command);
  if (misplaced === undefined || !(misplaced in command)) return;
  throw new ServerError(
    "InvalidOptions",
    `${name}: ${misplaced} is not allowed within a multi-statement transaction here`,
  );
}

const greeting: Command = {
  members: [
    "helloOk",
    "client",
    "compression",
    "loadBalanced",
    "topologyVersion",
    "maxAwaitTimeMS",
    "backpressure",
    "saslSupportedMechs",
    "speculativeAuthenticate",
  ],
  run: hello,
};

/** The double knows no users. */
const login: Command = {
  members: ["mechanism", "payload", "autoAuthorize", "options", "db"],
  run: () => {
    throw new ServerError("AuthenticationFailed", "Authentication failed.");
  },
};

const ending: Command = {
  members: ["recoveryToken"],
  run: () => {
    throw new ServerError("NoSuchTransaction", "this ends a transaction, and there is none");
  },
};

/** Answers the commands of all connections. */
export class Commands {
  readonly #environment: Environment;
  /** The last answer to a write that a driver may send again, by session. */
  readonly #answered = new Map<string, { readonly number: number; readonly answer: Document }>();
  readonly #table: Readonly<Record<string, Command>> = {
    ...reads,
    ...writes,
    hello: greeting,
    isMaster: greeting,
    ismaster: greeting,
    saslStart: login,
    commitTransaction: ending,
    abortTransaction: ending,
    endSessions: { members: [], run: (_, { endSessions }) => this.#forgetSessions(endSessions) },
  };

  constructor(address: string, setName: string | undefined, transactionLifetimeMs: number) {
    const databases = new Databases(transactionLifetimeMs);
    this.#environment = { databases, cursors: new Cursors(), address, ...(setName ? { setName } : {}) };
  }

  copyDatabase(from: string, to: string): Promise<void> {
    return this.#environment.databases.copy(from, to);
  }

  /** Answers a command, with an error where it fails. */
  async answer(command: Document): Promise<Document> {
    try {
      this.#environment.databases.endExpired();
      const answer = { ...(await this.#run(command)), ok: 1 };
      const { databases, setName } = this.#environment;
      return setName ? { ...answer, operationTime: new BSON.Timestamp({ t: databases.stamp, i: 1 }) } : answer;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      return error.answer();
    }
  }

  async #run(command: Document): Promise<Document> {
    const name = Object.keys(command)[0] ?? "";
    const known = this.#table[name];
    if (!known) throw new ServerError("CommandNotFound", `no such command: '${name}'`);
    const stranger = Object.keys(command).find(
      (m) => m !== name && !everywhere.includes(m) && !known.members.includes(m),
    );
    if (stranger !== undefined) {
      throw new ServerError("UnknownField", `BSON field '${name}.${stranger}' is an unknown field.`);
    }
    const named = transactionName(command);
    if (!named) return this.#alone(known, command);
    if (!this.#environment.setName) {
      const message = "Transaction numbers are only allowed on a replica set member or mongos";
      throw new ServerError("IllegalOperation", message);
    }
    return command.autocommit === false
      ? this.#inTransaction(name, known, command, named)
      : this.#once(known, command, named);
  }

  #alone(known: Command, command: Document): Promise<Document> {
    return this.#environment.databases.alone((within) => known.run(this.#environment, command, within));
  }

  /** A write that a driver sends again, since the answer was lost, is answered again and not done again. */
  async #once(known: Command, command: Document, { session, number }: TransactionName): Promise<Document> {
    const before = this.#answered.get(session);
    if (before?.number === number) return before.answer;
    const answer = await this.#alone(known, command);
    this.#answered.set(session, { number, answer });
    return answer;
  }

  #inTransaction(name: string, known: Command, command: Document, named: TransactionName): Document {
    const { databases } = this.#environment;
    if (name === "commitTransaction") databases.commit(named);
    if (name === "abortTransaction") databases.abort(named);
    if (known === ending) return {};
    checkConcerns(name, command);
    if (command.startTransaction === true) databases.begin(named);
    const within = databases.transaction(named);
    try {
      if (!known.isTransactional) {
        throw new ServerError("OperationNotSupportedInTransaction", `${name} cannot run in a transaction`);
      }
      const answer = known.run(this.#environment, command, within);
      if (answer.writeErrors) databases.abort(named);
      return answer;
    } catch (error) {
      databases.abort(named);
      throw error;
    }
  }

  #forgetSessions(sessions: readonly Document[]): Document {
    for (const session of sessions.map(sessionId)) {
      this.#answered.delete(session);
      this.#environment.databases.forgetSession(session);
    }
    return {};
  }
}
