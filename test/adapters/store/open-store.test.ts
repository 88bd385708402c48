import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { landlord, put, write } from "../../contract/writing.ts";
import { SqlitePlaces } from "./sqlite-places.ts";

const places = new SqlitePlaces();
const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("opening a store by its place", () => {
  afterEach(() => places.clean());

  it("a path is a file", async () => {
    const file = await places.file();
    const store = await openStore(file);
    await write(store, put("landlord", "L", landlord("first")));
    await store.close();
    expect(store.place).to.equal(file);
    expect((await (await places.open(file)).get("landlord", "L"))?.version).to.equal(1);
  });

  it("what a file does not need is not loaded", async () => {
    const code = `
      import { registerHooks } from "node:module";
      registerHooks({ load: (url, context, next) => { console.log(url); return next(url, context); } });
      const { openStore } = await import("./src/adapters/store/open-store.ts");
      await (await openStore(${JSON.stringify(await places.file())})).close();
    `;
    const loaded = execFileSync(process.execPath, ["--input-type=module", "-e", code], { cwd: root, encoding: "utf8" });
    expect(loaded).to.include("/sqlite-store.ts");
    expect(loaded).not.to.include("mongo");
  });
});
