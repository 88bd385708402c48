/** `contingent serve` as a process of its own: what it needs, and how it stops. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const program = fileURLToPath(new URL("../../src/contingent.js", import.meta.url));

/** A form of which the second byte is still to come. */
const form = { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": 2 };

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly log: () => string;
  readonly ended: Promise<number | null>;
}

describe("contingent serve", function () {
  this.timeout(60_000);
  let folder: string;
  const running: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "contingent-serve-"));
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (argv: readonly string[], environment: Record<string, string> = {}): Promise<Server> => {
    const child = spawn(process.execPath, [program, "serve", "--port", "0", ...argv], {
      cwd: folder,
      env: { PATH: process.env.PATH, LANG: "C", ...environment },
    });
    running.push(child);
    let out = "";
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const url = await new Promise<string>((resolve, reject) => {
      child.stderr.on("data", (text) => {
        out += String(text);
      });
      child.stdout.on("data", (text) => {
        out += String(text);
        const found = /"url":"([^"]+)"/.exec(out)?.[1];
        if (found) resolve(found);
      });
      void ended.then(() => reject(new Error(out)));
    });
    return { child, url, log: () => out, ended };
  };
  const lines = (log: string) =>
    log
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it("needs no configuration: makes the database and its key, and is alive, ready and counted", async () => {
    const { url, child, ended, log } = await start([]);
    expect(await (await fetch(`${url}/health`)).json()).to.deep.include({ status: "ok" });
    expect(await (await fetch(`${url}/ready`)).json()).to.deep.equal({ status: "ready" });
    expect((await fetch(`${url}/api/v1/requests`)).status).to.equal(401);
    expect((await fetch(`${url}/api/v1/openapi.json`)).status).to.equal(200);
    const page = await fetch(`${url}/log-in`);
    expect([page.status, page.headers.get("content-type")]).to.deep.equal([200, "text/html; charset=utf-8"]);
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).to.match(/contingent_requests_total\{method="GET",route="\/api\/v1\/requests",status="401"\} 1/);
    const throughProxy = await fetch(`${url}/metrics`, { headers: { "X-Forwarded-For": "203.0.113.7" } });
    expect(throughProxy.status).to.equal(404);
    child.kill("SIGTERM");
    expect(await ended).to.equal(0);
    const told = lines(log());
    expect(told.map(({ message }) => message)).to.include.members(["serving", "request", "stopping", "stopped"]);
    expect(log()).to.contain("contingent.db.key");
  });

  it("serves the API alone and runs no jobs where it is told so", async () => {
    const { url, child, ended, log } = await start(["--no-web", "--no-jobs"]);
    const page = await fetch(`${url}/log-in`);
    expect([page.status, page.headers.get("content-type")]).to.deep.equal([
      404,
      "application/problem+json; charset=utf-8",
    ]);
    expect((await fetch(`${url}/api/v1/me`)).status).to.equal(401);
    child.kill("SIGINT");
    expect(await ended).to.equal(0);
    expect(log()).to.not.contain("job-done");
  });

  it("stops in order: nobody new is let in, and what was begun comes to its end", async () => {
    const { url, child, ended } = await start(["--no-jobs"], { CONTINGENT_STOP_SECONDS: "30" });
    const { port } = new URL(url);
    const asked = request({ port, path: "/log-in", method: "POST", headers: { ...form, Expect: "100-continue" } });
    const answer = new Promise<number>((resolve, reject) => {
      asked.on("error", reject);
      asked.on("response", (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode!));
      });
    });
    await new Promise<void>((resolve) => {
      asked.on("continue", () => resolve());
      asked.flushHeaders();
    });
    asked.write("a");
    child.kill("SIGTERM");
    const isClosed = () =>
      fetch(`${url}/health`).then(
        () => false,
        () => true,
      );
    // The last byte is sent only once nobody new is let in.
    while (!(await isClosed())) await new Promise((resolve) => setTimeout(resolve, 20));
    asked.end("=");
    expect(await answer, "read to its end, and then refused: it carries no token").to.equal(403);
    expect(await ended).to.equal(0);
  });

  it("cuts what does not end within its time", async () => {
    const { url, child, ended } = await start(["--no-jobs"], { CONTINGENT_STOP_SECONDS: "1" });
    const { port } = new URL(url);
    const asked = request({ port, path: "/log-in", method: "POST", headers: form });
    const cut = new Promise<void>((resolve) => asked.on("error", () => resolve()));
    asked.write("a");
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill("SIGTERM");
    await cut;
    expect(await ended).to.equal(0);
  });

  it("is refused with every problem of its configuration, from variables and file, and writes nothing", async () => {
    const file = join(folder, "contingent.json");
    writeFileSync(file, '{"prot": 1, "trustProxy": -1}');
    const environment = {
      CONTINGENT_CONFIG: file,
      CONTINGENT_PUBLIC_URL: "nowhere",
      CONTINGENT_REQUEST_SECONDS: "soon",
    };
    const failure = await start([], environment).then(
      () => "it started",
      (error: Error) => error.message,
    );
    for (const name of ["prot", "trustProxy", "CONTINGENT_PUBLIC_URL", "CONTINGENT_REQUEST_SECONDS"])
      expect(failure).to.contain(name);
    expect(failure).to.not.match(/\n\s+at /);
  });

  it("says so where the port is taken", async () => {
    const { url } = await start(["--no-jobs"]);
    const failure = await start(["--port", new URL(url).port]).then(
      () => "it started",
      (error: Error) => error.message,
    );
    expect(failure)
      .to.contain(new URL(url).port)
      .and.not.match(/\n\s+at /);
  });
});
