import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { makeKeyFile, parseMasterKey, readKeyFile } from "../../../src/adapters/keys/master-key.ts";
import { SqlitePlaces } from "../store/sqlite-places.ts";

const bytes = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7));

describe("the master key", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "contingent-key-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is read from hexadecimal in both cases and from base64, spaces around it left out", () => {
    for (const text of [bytes.toString("hex"), bytes.toString("hex").toUpperCase(), ` ${bytes.toString("base64")}\n`])
      expect(Buffer.from(parseMasterKey(text)!).equals(bytes), text).to.equal(true);
  });

  it("is nothing else: neither shorter, longer, nor of other letters", () => {
    const hex = bytes.toString("hex");
    for (const text of [
      "",
      "secret",
      hex.slice(1),
      `${hex}0`,
      bytes.subarray(1).toString("base64"),
      `${hex.slice(1)}g`,
    ])
      expect(parseMasterKey(text), text).to.equal(undefined);
  });

  it("is made into a file that only its owner reads, once, and never overwritten", async () => {
    const file = join(folder, "contingent.db.key");
    const made = await makeKeyFile(file);
    expect(made.isNew).to.equal(true);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    const content = readFileSync(file, "utf8");
    const again = await makeKeyFile(file);
    expect(again).to.deep.equal({ key: made.key, isNew: false });
    expect(readFileSync(file, "utf8")).to.equal(content);
    expect(readdirSync(folder)).to.deep.equal(["contingent.db.key"]);
  });

  it("is the same for all who make it at once", async () => {
    const file = join(folder, "contingent.db.key");
    const made = await Promise.all(Array.from({ length: 20 }, () => makeKeyFile(file)));
    expect(made.filter(({ isNew }) => isNew)).to.have.lengthOf(1);
    expect(new Set(made.map(({ key }) => Buffer.from(key).toString("hex"))).size).to.equal(1);
  });

  it("is not made on a full disk, which is told as such", async function () {
    const places = new SqlitePlaces();
    try {
      const disk = await places.smallDisk(4_096);
      if (disk === undefined) return this.skip();
      writeFileSync(join(disk, "full"), Buffer.alloc(4_096));
      const file = join(disk, "new.key");
      const error = await makeKeyFile(file).catch((reason: unknown) => reason);
      expect(error).to.deep.include({ code: "disk-full", values: { place: file } });
      expect(readdirSync(disk)).to.deep.equal(["full"]);
    } finally {
      await places.clean();
    }
  });

  it("is told missing, unreadable or without form, with its file and never with its content", async () => {
    const file = join(folder, "wrong.key");
    writeFileSync(file, "0123456789");
    const wrong = await readKeyFile(file).catch((error: unknown) => error);
    expect(wrong).to.deep.include({ code: "master-key-unreadable", values: { file, reason: "form" } });
    expect(String(wrong)).to.not.include("0123456789");
    const missing = await readKeyFile(join(folder, "none.key")).catch((error: unknown) => error);
    expect(missing).to.deep.nested.include({ code: "master-key-unreadable", "values.reason": "ENOENT" });
    const unwritable = await makeKeyFile(join(folder, "no-folder", "a.key")).catch((error: unknown) => error);
    expect(unwritable).to.deep.nested.include({ code: "master-key-unreadable", "values.reason": "ENOENT" });
  });
});
