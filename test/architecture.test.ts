import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { factCatalogue } from "../src/domain/facts/catalogue.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Who may import whom: what is not listed fails. A folder stands for everything below it; a package stands for itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "src/domain/shared": ["src/domain/shared"],
  "src/domain/facts": ["src/domain/shared", "src/domain/facts", "json-schema-to-ts"],
  "src/domain/rules": ["src/domain/shared", "src/domain/facts", "src/domain/rules"],
  "src/domain/engine": ["src/domain/shared", "src/domain/facts", "src/domain/rules", "src/domain/engine"],
  "src/domain/clocks": ["src/domain/shared", "src/domain/clocks"],
  "src/domain/access": ["src/domain/shared", "src/domain/access"],
  "src/domain/requests": ["src/domain/shared", "src/domain/facts", "src/domain/clocks", "src/domain/requests"],
  "src/domain/dwellings": ["src/domain/shared", "src/domain/facts", "src/domain/clocks", "src/domain/dwellings"],
  "src/domain/persons": [
    "src/domain/shared",
    "src/domain/facts",
    "src/domain/clocks",
    "src/domain/proposals",
    "src/domain/designations",
    "src/domain/audit",
    "src/domain/events.ts",
    "src/domain/persons",
  ],
  "src/domain/imports": [
    "src/domain/shared",
    "src/domain/facts",
    "src/domain/clocks",
    "src/domain/requests",
    "src/domain/persons",
    "src/domain/dwellings",
    "src/domain/imports",
  ],
  "src/domain/runs": [
    "src/domain/shared",
    "src/domain/facts",
    "src/domain/rules",
    "src/domain/engine",
    "src/domain/runs",
  ],
  "src/domain/proposals": [
    "src/domain/shared",
    "src/domain/facts",
    "src/domain/rules",
    "src/domain/engine",
    "src/domain/access",
    "src/domain/clocks",
    "src/domain/runs",
    "src/domain/proposals",
  ],
  "src/domain/designations": [
    "src/domain/shared",
    "src/domain/facts",
    "src/domain/rules",
    "src/domain/access",
    "src/domain/clocks",
    "src/domain/runs",
    "src/domain/proposals",
    "src/domain/designations",
  ],
  "src/domain/events.ts": [
    "src/domain/facts",
    "src/domain/requests",
    "src/domain/proposals",
    "src/domain/designations",
  ],
  "src/domain/notices": ["src/domain/shared", "src/domain/events.ts", "src/domain/notices"],
  "src/domain/jobs": ["src/domain/shared", "src/domain/clocks", "src/domain/jobs"],
  "src/domain/audit": ["src/domain/shared", "src/domain/facts", "src/domain/events.ts", "src/domain/audit"],
  "src/app": ["src/app", "src/domain"],
  "src/adapters/store": ["src/domain", "src/app/ports.ts", "src/app/kinds.ts", "src/adapters/store", "node:"],
  "src/adapters": [
    "src/domain",
    "src/app/ports.ts",
    "src/app/kinds.ts",
    "src/app/pool-source.ts",
    "src/adapters",
    "rules/schema",
    "json-schema-to-ts",
    "ajv",
    "csv-parse",
    "proj4",
    "node:",
  ],
  "src/texts": ["src/texts", "src/domain/shared"],
  "src/markup": ["src/markup", "src/texts", "src/domain"],
  "src/report": ["src/report", "src/markup", "src/texts", "src/domain", "node:"],
  "src/edge": [
    "src/edge",
    "src/app",
    "src/domain",
    "express",
    "express-session",
    "express-rate-limit",
    "csrf-csrf",
    "cookie-parser",
    "helmet",
    "compression",
    "prom-client",
    "node:",
  ],
  "src/http": [
    "src/http",
    "src/edge",
    "src/app",
    "src/domain",
    "src/texts",
    "express",
    "ajv",
    "json-schema-to-ts",
    "node:",
  ],
  "src/web": ["src/web", "src/edge", "src/markup", "src/app", "src/domain", "src/texts", "express", "pdfmake", "node:"],
  "src/jobs": ["src/jobs", "src/app", "src/domain", "node-cron", "node:"],
  "src/recall": ["src/recall", "src/app", "src/domain", "src/adapters/store", "node:"],
  "src/config.ts": ["src/domain", "ajv", "json-schema-to-ts", "node:fs"],
  "src/container.ts": ["src/config.ts", "src/app", "src/adapters", "src/recall", "src/domain", "src/markup", "node:"],
  "src/serve.ts": [
    "src/config.ts",
    "src/container.ts",
    "src/edge",
    "src/http",
    "src/web",
    "src/jobs",
    "src/app",
    "src/domain",
    "express",
    "node:",
  ],
  "src/cli": [
    "src/cli",
    "src/jobs/jobs-thread.ts",
    "src/config.ts",
    "src/container.ts",
    "src/app",
    "src/adapters",
    "src/report",
    "src/markup",
    "src/serve.ts",
    "src/texts",
    "src/domain",
    "scripts/demo",
    "cli-progress",
    "node:",
  ],
  "src/cli.ts": ["src/cli", "src/texts", "src/domain", "commander"],
};

/** Files that may import one package more than their folder. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  "src/domain/shared/digest.ts": ["node:crypto"],
  "src/domain/facts/snapshot-digest.ts": ["node:crypto"],
  "src/domain/rules/check-expression.ts": ["@marcbachmann/cel-js"],
  "src/adapters/files/input-problem.ts": ["src/texts/input-en.ts"],
  "src/web/read-upload.ts": ["busboy"],
  "src/adapters/store/mongo-commit.ts": ["mongoose"],
  "src/adapters/store/mongo-connection.ts": ["mongoose"],
  "src/adapters/store/mongo-errors.ts": ["mongoose"],
  "src/adapters/store/mongo-models.ts": ["mongoose"],
  "src/adapters/store/mongo-reading.ts": ["mongoose"],
  "src/adapters/store/mongo-records.ts": ["mongoose"],
  "src/adapters/store/mongo-store.ts": ["mongoose"],
  "src/adapters/store/mongo-writing.ts": ["mongoose"],
  "src/web/pages/night/operations-page.ts": ["src/jobs/schedule.ts"],
  "src/jobs/jobs-worker.ts": ["src/config.ts", "src/container.ts"],
  "src/adapters/notify/mail-notifier.ts": ["nodemailer"],
  "src/adapters/notify/webhook-notifier.ts": ["standardwebhooks"],
  "src/adapters/system/winston-log.ts": ["winston"],
  "src/adapters/keys/argon2-passwords.ts": ["@node-rs/argon2"],
};

/** What the verification may never share with what it checks. */
const computes = [
  "eligibility",
  "scoring",
  "assignment",
  "lists",
  "planner",
  "columns",
  "preferences",
  "allocate",
  "targets",
  "pins",
  "reassign",
];

/** Fields that are words of rule files or steps of the snapshot too. */
const sharedWords = [
  "effectiveFrom",
  "effectiveTo",
  "validFrom",
  "validTo",
  "landlordId",
  "agreementId",
  "employerId",
  "dwellingId",
  "rightId",
];

const forbiddenWords = [
  /\basync\b/,
  /\bawait\b/,
  /\bDate\.now\b/,
  /\bnew Date\(/,
  /\bMath\.random\b/,
  /\bprocess\./,
  /\bconsole\./,
  /\blocaleCompare\b/,
  /\bIntl\b/,
];

/** `import … from "x"`, `export … from "x"`, `import "x"` at the start of a line; `import("x")` anywhere. */
const importPattern = /^(?:import|export)\b(?:[^;"]*?\bfrom)?\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly code: string;
  readonly imports: readonly string[];
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function sourceFile(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const found = [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2]!);
  const imports = found.map((name) =>
    name.startsWith(".") ? relative(root, resolve(root, dirname(path), name)) : name,
  );
  return { path, text, code: text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, ""), imports };
}

const sources = filesBelow("src").map(sourceFile);
const isBelow = (path: string, place: string) =>
  path === place || path.startsWith(place.endsWith(":") ? place : `${place}/`) || path === `${place}.ts`;

function placeOf(path: string): string | undefined {
  return Object.keys(allowed)
    .filter((place) => isBelow(path, place))
    .sort((a, b) => b.length - a.length)[0];
}

/** Imports of a file that its place does not allow. */
function forbiddenImports(file: SourceFile): string[] {
  const place = placeOf(file.path);
  const may = [...(place === undefined ? [] : allowed[place]!), ...(exceptions[file.path] ?? [])];
  return file.imports.filter((name) => !may.some((ok) => isBelow(name, ok)));
}

/** Ways that lead back to where they began. */
function cyclesOf(importsOf: ReadonlyMap<string, Iterable<string>>): readonly string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      cycles.push([...way.slice(way.indexOf(path)), path].join(" -> "));
      return;
    }
    if (done.has(path)) return;
    for (const name of importsOf.get(path) ?? []) visit(name, [...way, path]);
    done.add(path);
  };
  for (const path of importsOf.keys()) visit(path, []);
  return cycles;
}

/** The folders of the domain, and the file of its events, with those that their files import. */
function foldersOf(files: readonly SourceFile[]): ReadonlyMap<string, Iterable<string>> {
  const folderOf = (path: string) => /^src\/domain\/[^/]+/.exec(path)?.[0];
  const folders = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const folder = folderOf(path);
    if (folder === undefined) continue;
    const named = folders.get(folder) ?? new Set();
    folders.set(folder, named);
    for (const name of imports) {
      const other = folderOf(name);
      if (other !== undefined && other !== folder) named.add(other);
    }
  }
  return folders;
}

describe("the architecture", () => {
  it("knows every file of src", () => {
    expect(sources.filter(({ path }) => placeOf(path) === undefined).map(({ path }) => path)).to.deep.equal([]);
  });

  it("lets each folder import only what the table lists", () => {
    const broken = sources.flatMap((file) => forbiddenImports(file).map((name) => `${file.path} imports ${name}`));
    expect(broken).to.deep.equal([]);
  });

  it("would notice a forbidden import", () => {
    const forbidden = {
      "src/domain/engine/made-up.ts": ["node:fs", "src/adapters/files/bundle.ts"],
      "src/domain/requests/made-up.ts": ["src/domain/events.ts", "src/domain/proposals/quorum.ts", "src/app/ports.ts"],
      "src/app/made-up.ts": ["node:crypto", "mongoose", "ajv", "src/adapters/store/open-store.ts", "src/container.ts"],
      "src/app/runs/made-up.ts": ["node:fs", "src/adapters/rules/rule-shapes.ts", "src/cli/open-run.ts"],
      "src/adapters/store/made-up.ts": ["mongoose", "src/app/commit.ts", "src/app/decide-proposal.ts", "src/config.ts"],
      "src/adapters/keys/made-up.ts": ["src/app/commit.ts", "src/app/open-keyring.ts", "winston"],
      "src/config.ts": ["src/container.ts", "src/app/ports.ts"],
    };
    for (const [path, names] of Object.entries(forbidden)) {
      const imports = [...names, "src/domain/shared/dates.ts"];
      expect(forbiddenImports({ path, text: "", code: "", imports }), path).to.deep.equal(names);
    }
  });

  it("lets nobody import what wires everything but the command line and the thread of the jobs", () => {
    const importing = sources.filter(({ imports }) => imports.includes("src/container.ts")).map(({ path }) => path);
    expect(importing).not.to.have.lengthOf(0);
    const isEntry = (path: string) => path.startsWith("src/cli/") || path === "src/jobs/jobs-worker.ts";
    expect(importing.filter((path) => !isEntry(path))).to.deep.equal([]);
  });

  it("keeps the verification apart from everything it checks, also through others", () => {
    const byPath = new Map(sources.map((file) => [file.path, file]));
    const seen = new Set<string>();
    const visit = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const name of byPath.get(path)?.imports ?? []) if (name.startsWith("src/")) visit(name);
    };
    visit("src/domain/engine/verification.ts");
    const names = computes.map((name) => `src/domain/engine/${name}.ts`).concat("src/domain/rules/planner.ts");
    const folders = ["src/domain/engine/lists/", "src/domain/engine/assignment/", "src/domain/rules/plan/"];
    const shared = [...seen].filter(
      (path) => names.includes(path) || folders.some((folder) => path.startsWith(folder)),
    );
    expect(shared).to.deep.equal([]);
    expect(seen.size).to.be.greaterThan(5);
  });

  it("keeps clock, randomness, locale and waiting out of the domain", () => {
    const broken = sources
      .filter(({ path }) => path.startsWith("src/domain/"))
      .flatMap(({ path, code }) =>
        forbiddenWords.filter((word) => word.test(code)).map((word) => `${path}: ${word.source}`),
      );
    expect(broken).to.deep.equal([]);
  });

  it("names no fact in engine or rules code", () => {
    const names = factCatalogue.facts.map((fact) => fact.name).filter((name) => !name.endsWith(".id"));
    const fields = factCatalogue.facts
      .map((fact) => fact.path.at(-1)!)
      .filter((field) => /[a-z][A-Z]/.test(field) && !sharedWords.includes(field));
    const broken = sources
      .filter(({ path }) => path.startsWith("src/domain/engine/") || path.startsWith("src/domain/rules/"))
      .flatMap(({ path, code }) =>
        [...names, ...fields]
          .filter((name) => new RegExp(`[."'\`]${name.replace(".", "\\.")}\\b`).test(code))
          .map((name) => `${path}: ${name}`),
      );
    expect(broken).to.deep.equal([]);
  });

  it("names no rule, criterion, programme or place of the shipped rule sets in code", () => {
    const ids = new Set<string>();
    for (const ruleSet of readdirSync(join(root, "rules")).filter((name) => name !== "schema")) {
      ids.add(ruleSet);
      for (const file of ["eligibility.json", "scoring.json", "manifest.json"]) {
        const text = readFileSync(join(root, "rules", ruleSet, file), "utf8");
        for (const match of text.matchAll(/"(?:id|reasonCode)":\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"/g)) ids.add(match[1]!);
      }
    }
    const broken = sources
      .filter(({ path }) => path.startsWith("src/domain/engine/") || path.startsWith("src/domain/rules/"))
      .flatMap(({ path, code }) => [...ids].filter((id) => code.includes(`"${id}"`)).map((id) => `${path}: ${id}`));
    expect(ids.size).to.be.greaterThan(20);
    expect(broken).to.deep.equal([]);
  });

  it("lets no page touch the store: pages ask use cases, which ask who may", () => {
    const touching = sources.filter(({ path, code }) => path.startsWith("src/web/") && /(?<!no-)\bstore\b/.test(code));
    expect(touching.map(({ path }) => path)).to.deep.equal([]);
    expect(
      sources.some(({ path, code }) => path === "src/app/read-request.ts" && /(?<!no-)\bstore\b/.test(code)),
    ).to.equal(true);
  });

  it("has no cycle of imports", () => {
    const byPath = new Map(sources.map((file) => [file.path, file.imports.filter((name) => name.startsWith("src/"))]));
    expect(cyclesOf(byPath)).to.deep.equal([]);
  });

  it("has no cycle among the folders of the domain", () => {
    expect(cyclesOf(foldersOf(sources))).to.deep.equal([]);
    const back = { path: "src/domain/shared/made-up.ts", text: "", code: "", imports: ["src/domain/audit/merkle.ts"] };
    expect(cyclesOf(foldersOf([...sources, back])), "it would notice one").not.to.deep.equal([]);
  });

  it("keeps one word per idea: banned names appear in no file name", () => {
    const banned = /(^|[-/])(utils?|helpers?|common|manager|processor|data|info|impl|misc)([-.]|$)/;
    expect(sources.map(({ path }) => path).filter((path) => banned.test(path))).to.deep.equal([]);
  });
});
