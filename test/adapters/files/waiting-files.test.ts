import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { MOST_BYTES, openWaitingFiles, plainFileName } from "../../../src/adapters/files/waiting-files.ts";
import type { ReceivedFile } from "../../../src/app/ports.ts";
import { csvOf, goodRow } from "../../support/request-csv.ts";

describe("files that wait for a decision", () => {
  let now = 0;
  let files: ReturnType<typeof openWaitingFiles>;
  let foldersBefore: readonly string[] = [];
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("contingent-waiting-"));
  beforeEach(() => {
    foldersBefore = folders();
    files = openWaitingFiles(() => now);
  });
  afterEach(() => files.close());

  async function* pieces(...content: readonly (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
    for (const piece of content) yield Buffer.from(piece as string);
  }
  const receive = (content: AsyncIterable<Uint8Array>, ownerId = "hr-1", fileName = "demandes.csv") =>
    files.receive({ ownerId, fileName, content });
  const idOf = (received: ReceivedFile) => ("fileId" in received ? received.fileId : expect.fail("it is refused"));
  const codeOf = (received: ReceivedFile) => ("problems" in received ? received.problems[0]!.code : "taken");
  const read = async (id: string, ownerId = "hr-1") => {
    const found = await files.find(id, ownerId);
    const source = found && "source" in found ? found.source() : undefined;
    const rows: unknown[] = [];
    if (source) for await (const some of source.rows()) rows.push(...some.rows.map(({ facts }) => facts));
    return { rows: rows as Record<string, unknown>[], problems: source?.problems() ?? [] };
  };
  const text = csvOf([{ ...goodRow, Nom: "Élève-Inventée" }]);

  it("are read again as they were sent, and lie enciphered where only this process looks", async () => {
    const id = idOf(await receive(pieces(text.slice(0, 100), text.slice(100))));
    expect((await read(id)).rows[0]).to.include({ familyName: "Élève-Inventée", reference: "M-1" });
    const [folder] = folders().filter((name) => !foldersBefore.includes(name));
    const lying = readFileSync(join(tmpdir(), folder!, id));
    expect(lying.length).to.equal(Buffer.byteLength(text));
    expect(lying.toString("latin1")).not.to.match(/Matricule|Invent/);
    files.close();
    expect(folders()).not.to.include(folder);
  });

  it("are understood in UTF-8 with and without its mark, in Windows-1252 and in UTF-16", async () => {
    const windows = Buffer.from(text.replaceAll("’", "'"), "latin1");
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replaceAll(";", "\t"), "utf16le")]);
    for (const content of [Buffer.from(text), Buffer.from(`\ufeff${text}`), windows, utf16]) {
      // One byte at a time: a letter of several bytes is never cut in two.
      const { rows, problems } = await read(
        idOf(await receive(pieces(...Array.from(content, (byte) => new Uint8Array([byte]))))),
      );
      expect(problems).to.deep.equal([]);
      expect(rows[0]).to.include({ familyName: "Élève-Inventée" });
    }
  });

  it("are refused by their first bytes where they are no text: workbooks and archives are not read", async () => {
    let read = 0;
    async function* bomb() {
      yield Buffer.from([0x50, 0x4b, 0x03, 0x04]);
      for (; read < 100; read++) yield Buffer.alloc(100_000);
    }
    expect(codeOf(await receive(bomb()))).to.equal("file-kind");
    expect(read).to.be.at.most(1);
    expect(codeOf(await receive(pieces(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))))).to.equal("file-kind");
    expect(codeOf(await receive(pieces("%PDF-1.7 ")))).to.equal("file-kind");
    expect(codeOf(await receive(pieces("a;b\n", new Uint8Array([0, 0, 1]))))).to.equal("file-encoding");
    expect(codeOf(await receive(pieces("")))).to.equal("header-missing");
  });

  it("are refused above the limit, while they come", async () => {
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 1_000_000;
        yield Buffer.alloc(1_000_000, "a");
      }
    }
    expect(codeOf(await receive(endless()))).to.equal("file-too-big");
    expect(sent).to.be.at.most(MOST_BYTES + 2_000_000);
  });

  it("leave nothing behind where their sender breaks off", async () => {
    async function* broken() {
      yield Buffer.from("Nom;Prénom\nInventée;");
      throw new Error("broken off");
    }
    const failed = await receive(broken()).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failed).to.equal("broken off");
    const [folder] = folders().filter((name) => !foldersBefore.includes(name));
    expect(readdirSync(join(tmpdir(), folder!))).to.deep.equal([]);
  });

  it("are their owner's alone, one at a time, and forgotten after an hour or once something was made of them", async () => {
    const first = idOf(await receive(pieces(text)));
    expect(await files.find(first, "hr-2")).to.equal(undefined);
    const second = idOf(await receive(pieces(text)));
    expect(await files.find(first, "hr-1")).to.equal(undefined);
    await files.conclude(second, { kept: 1 });
    expect(await files.find(second, "hr-1")).to.deep.equal({ fileName: "demandes.csv", outcome: { kept: 1 } });
    now += 3_600_001;
    expect(await files.find(second, "hr-1")).to.equal(undefined);
  });

  it("never lie under the name they were sent with, which is kept for people without what could be a path", () => {
    expect(plainFileName("../../etc/passwd")).to.equal("passwd");
    expect(plainFileName("C:\\Users\\rh\\demandes 2026.csv")).to.equal("demandes 2026.csv");
    expect(plainFileName('.."<script>".csv')).to.equal("script.csv");
    expect(plainFileName("..")).to.equal("demandes.csv");
    expect(plainFileName("a\u0000b\n.csv")).to.equal("ab.csv");
  });
});
