/** The operator's log by winston: one JSON object a line, with the instant, the level, the event and its values. */
import { Writable } from "node:stream";
import winston from "winston";
import type { Log } from "../../app/ports.ts";

type Level = "error" | "warn" | "info";

/** A log that writes lines of a level and above through `write`. */
export function openWinstonLog(level: Level, write: (line: string) => unknown, now: () => string): Log {
  const stream = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      write(line);
      done();
    },
  });
  const logger = winston.createLogger({
    level,
    format: winston.format.json(),
    transports: [new winston.transports.Stream({ stream })],
  });
  const line =
    (of: Level): Log["info"] =>
    (event, values = {}) =>
      void logger.log({ ...values, level: of, message: event, at: now() });
  return { info: line("info"), warn: line("warn"), error: line("error") };
}
