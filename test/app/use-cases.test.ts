import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { type Command, permissions } from "../../src/domain/access/permissions.ts";

const folder = fileURLToPath(new URL("../../src/app", import.meta.url));
const commands = Object.keys(permissions) as Command[];
const pathOf = (command: string) => `${folder}/${command}.ts`;
const functionName = (command: string) => command.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
/** Use cases that are several readings, each a function of its own. */
const readings: Readonly<Partial<Record<Command, readonly string[]>>> = {
  "review-proposals": ["listProposals", "reviewProposal", "reviewForDecision"],
  "list-accounts": ["listAccounts", "readAccount"],
};

/** Functions that ask `authorise` for a use case, by the files they stand in. */
const authorising = {
  authoriseStep: "designations/designation-reading",
  openAgendaFor: "proposals/agenda-proposals",
  authoriseOn: "requests/scope-of-request",
} as const;

/** Files beside the use cases: ports, the stored kinds, the one write door, and what anybody who may use another command may read. */
const others = ["ports", "kinds", "pool-source", "commit", "agenda-minutes", "show-audit"];

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");

describe("use cases", () => {
  it("stand apart from what several of them share, which lies in folders", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
    const known = [...commands, ...others].map((name) => `${name}.ts`);
    expect(files.filter((name) => !known.includes(name))).to.deep.equal([]);
  });

  it("run no other use case, except for reading names: that leaves its own line in the log", () => {
    const running = commands.flatMap((command) => {
      const code = existsSync(pathOf(command)) ? readFileSync(pathOf(command), "utf8") : "";
      const names = code.match(/^import (?!type\b)[^;]*?"\.\/[a-z-]+\.ts"/gm)?.join(" ") ?? "";
      return commands
        .filter((other) => new RegExp(`\\b${functionName(other)}\\b`).test(names))
        .map((other) => `${command} runs ${other}`);
    });
    expect(running).to.deep.equal(["compose-letter runs read-person", "review-proposals runs read-person"]);
  });

  it("have a permission each, and each permission has its file that exports the function of its name", async () => {
    const missing: string[] = [];
    for (const command of commands) {
      const path = pathOf(command);
      const module = existsSync(path)
        ? ((await import(pathToFileURL(path).href)) as Record<string, unknown>)
        : undefined;
      const names = readings[command] ?? [functionName(command)];
      if (names.some((name) => typeof module?.[name] !== "function")) missing.push(command);
    }
    expect(missing).to.deep.equal([]);
  });

  it("ask whether the actor may, by their own name", () => {
    const silent = commands.filter((command) => {
      if (!existsSync(pathOf(command))) return false;
      const code = withoutComments(readFileSync(pathOf(command), "utf8"));
      const names = ["authorise", "isAuthorised", ...Object.keys(authorising)].join("|");
      return !new RegExp(`\\b(?:${names})\\(\\s*(?:context,\\s*)?(?:this\\.#)?actor,\\s*"${command}"`).test(code);
    });
    expect(silent).to.deep.equal([]);
    for (const file of Object.values(authorising))
      expect(withoutComments(readFileSync(pathOf(file), "utf8"))).to.match(/\bauthorise\(actor, command, /);
  });

  it("commit in their own name where they commit", () => {
    const others = commands.flatMap((command) => {
      if (!existsSync(pathOf(command))) return [];
      const code = withoutComments(readFileSync(pathOf(command), "utf8"));
      return [...code.matchAll(/\bcommand: "([a-z-]+)"/g)]
        .filter(([, name]) => name !== command)
        .map(([, name]) => `${command} commits as ${name}`);
    });
    expect(others).to.deep.equal([]);
  });
});
