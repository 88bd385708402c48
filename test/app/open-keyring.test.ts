import { expect } from "chai";
import { newKeyring, openSealing } from "../../src/adapters/keys/aes-sealing.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { openKeyring } from "../../src/app/open-keyring.ts";
import type { Sealing, Store } from "../../src/app/ports.ts";
import { rotateKeyring } from "../../src/app/rotate-keyring.ts";
import { verifyAudit } from "../../src/app/verify-audit.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";
import { lastEntry } from "../support/told.ts";

const keys = [1, 2, 3].map((each) => new Uint8Array(32).fill(each)) as [Uint8Array, Uint8Array, Uint8Array];
const system = actorOf("system");
const operator = actorOf("operator");

describe("the keyring of a store", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
  });
  afterEach(() => app.close());

  const open = (masterKey: Uint8Array, store: Store = app.context.store): Promise<Sealing> =>
    openKeyring({ ...app.context, store }, system, {
      make: () => newKeyring(masterKey),
      open: (keyring) => openSealing(masterKey, keyring),
    });

  it("is made where there is none, in an entry of the log, and opened ever after", async () => {
    const first = await open(keys[0]);
    const key = first.newKey();
    const entry = await lastEntry(app.context);
    expect(entry.command).to.equal("open-keyring");
    expect(entry.changes![0]).to.have.all.keys("kind", "id", "version", "digest");
    const again = await open(keys[0]);
    expect(again.open(key, first.seal(key, "Personne-Inventée", "p"), "p")).to.equal("Personne-Inventée");
    expect((await app.context.store.head()).sequence).to.equal(entry.sequence);
  });

  it("is one, whoever of two processes makes it first", async () => {
    const other = await openSqliteStore(app.file);
    try {
      const [a, b] = await Promise.all([open(keys[0]), open(keys[0], other)]);
      const key = a.newKey();
      expect(b.open(key, a.seal(key, "Personne-Inventée", "p"), "p")).to.equal("Personne-Inventée");
      expect((await app.context.store.head()).sequence).to.equal(1);
    } finally {
      await other.close();
    }
  });

  it("does not open with another master key, which is told by its id", async () => {
    await open(keys[0]);
    const error = await refusalOf(open(keys[1]));
    expect(error.code).to.equal("wrong-master-key");
    expect(error.values).to.have.all.keys("masterKeyId", "expected");
  });

  it("is wrapped anew by a rotation: one record, no sealed text; the old key opens it no more", async () => {
    const sealing = await open(keys[0]);
    const context = { ...app.context, sealing };
    const key = sealing.newKey();
    const sealed = sealing.seal(key, "Personne-Inventée", "p");
    const before = (await context.store.get("keyring", "keyring"))!.document.wrapped;
    const { masterKeyId } = await rotateKeyring(context, operator, { newMasterKey: keys[1] });
    const entry = await lastEntry(context);
    expect(entry.events).to.deep.equal([{ type: "keyring-rotated", masterKeyId }]);
    expect(entry.rows.count).to.equal(1);
    expect((await open(keys[1])).open(key, sealed, "p")).to.equal("Personne-Inventée");
    expect(sealing.open(key, sealed, "p"), "a process that runs goes on").to.equal("Personne-Inventée");
    expect((await refusalOf(open(keys[0]))).code).to.equal("wrong-master-key");
    const versions: string[] = [];
    for await (const batch of context.store.versions("keyring")) versions.push(...batch.map(({ life }) => life));
    expect(versions.join("")).to.not.include(before);
    await rotateKeyring(context, operator, { newMasterKey: keys[2] });
    expect((await verifyAudit(context, operator)).problems).to.deep.equal([]);
  });

  it("is not rotated to the key it has, to a key of another length, or by somebody else", async () => {
    const sealing = await open(keys[0]);
    const context = { ...app.context, sealing };
    const rotate = (newMasterKey: Uint8Array, actor = operator) => rotateKeyring(context, actor, { newMasterKey });
    expect((await refusalOf(rotate(keys[0]))).code).to.equal("not-allowed");
    expect(String(await rotate(new Uint8Array(16)).catch((error: unknown) => error))).to.include("32 bytes long");
    expect((await refusalOf(rotate(keys[1], actorOf("dpo")))).code).to.equal("role-forbidden");
  });
});
