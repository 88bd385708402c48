/**
 * The double as a process of its own: data live here while the processes that use them are killed.
 * `node serve.ts [--port 0] [--no-replica-set] [--transaction-lifetime-ms 60000]` prints one line of JSON with `port` and `uri`.
 */
import { parseArgs } from "node:util";
import { MongoDouble } from "./mongo-double.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "no-replica-set": { type: "boolean", default: false },
    "transaction-lifetime-ms": { type: "string", default: "60000" },
  },
});

const double = await MongoDouble.start({
  port: Number(values.port),
  isReplicaSet: !values["no-replica-set"],
  transactionLifetimeMs: Number(values["transaction-lifetime-ms"]),
});
process.stdout.write(`${JSON.stringify({ port: double.port, uri: double.uri("contingent") })}\n`);
