/** The commands that fill the database and make its runs. */
import type { CommandGroup, CommandHeading, CommandWords } from "../command-words.ts";
import { actingOptions } from "./acting-options.ts";

const importPool: CommandWords = {
  name: "import",
  description: "cli.import",
  operands: [{ name: "<pool>", description: "cli.import.pool" }],
  options: [{ flags: "--good-rows-only", description: "cli.import.good-rows-only" }, ...actingOptions],
  examples: ["cli.example.import", "cli.example.import-good"],
  run: async (asked) => (await import("./import-command.ts")).importCommand(asked),
};

const serve: CommandWords = {
  name: "serve",
  description: "cli.serve",
  options: [
    { flags: "--port <number>", description: "cli.serve.port" },
    { flags: "--host <address>", description: "cli.serve.host" },
    { flags: "--no-jobs", description: "cli.serve.no-jobs" },
    { flags: "--no-web", description: "cli.serve.no-web" },
    { flags: "--rules <folder>", description: "cli.rules-folder" },
    { flags: "--database <place>", description: "cli.database" },
  ],
  examples: ["serve", "serve --port 8080 --host 0.0.0.0", "serve --no-jobs"],
  run: async (asked) => (await import("./serve-command.ts")).serveCommand(asked),
};

const run: CommandWords = {
  name: "run",
  description: "cli.run",
  options: [
    { flags: "--day <day>", description: "cli.run.day" },
    { flags: "--again", description: "cli.run.again" },
    { flags: "--rules <folder>", description: "cli.rules-folder" },
    ...actingOptions,
  ],
  examples: ["run", "run --day 2026-11-23"],
  run: async (asked) => (await import("./run-command.ts")).runCommand(asked),
};

const seed: CommandGroup = {
  name: "seed",
  description: "cli.seed",
  examples: ["seed publish"],
  commands: [
    {
      name: "publish",
      description: "cli.seed.publish",
      options: [{ flags: "--day <day>", description: "cli.seed.day" }, ...actingOptions],
      examples: ["seed publish", "seed publish --day 2026-11-24"],
      run: async (asked) => (await import("./seed-command.ts")).seedPublishCommand(asked),
    },
  ],
};

const replay: CommandWords = {
  name: "replay",
  description: "cli.replay",
  operands: [{ name: "<run>", description: "cli.replay.run" }],
  options: [
    { flags: "--facts <file>", description: "cli.replay.facts" },
    { flags: "--rules <folder>", description: "cli.replay.rules" },
    ...actingOptions,
  ],
  examples: [
    "replay 2026-11-23-1",
    "replay 2026-11-23-1 --facts corrected.json",
    "replay 2026-11-23-1 --rules my-rules",
  ],
  run: async (asked) => (await import("./replay-command.ts")).replayCommand(asked),
};

const clocks: CommandWords = {
  name: "clocks",
  description: "cli.clocks",
  options: [
    { flags: "--day <day>", description: "cli.clocks.day" },
    { flags: "--rules <folder>", description: "cli.rules-folder" },
    ...actingOptions,
  ],
  examples: ["clocks", "clocks --day 2026-11-22"],
  run: async (asked) => (await import("./clocks-command.ts")).clocksCommand(asked),
};

/** From a pool to proposals. */
export const nightCommands: CommandHeading = {
  heading: "cli.heading.night",
  commands: [importPool, serve, seed, run, clocks, replay],
};
