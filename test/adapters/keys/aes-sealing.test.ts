import { expect } from "chai";
import fc from "fast-check";
import { masterKeyIdOf, newKeyring, openSealing } from "../../../src/adapters/keys/aes-sealing.ts";

const masterKey = new Uint8Array(32).fill(1);
const otherKey = new Uint8Array(32).fill(2);

function codeOf(step: () => unknown): unknown {
  try {
    step();
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
  return "nothing thrown";
}

/** The text with one byte of what it encodes changed. */
function altered(sealed: string, at: number): string {
  const bytes = Buffer.from(sealed, "base64");
  bytes[at % bytes.length]! ^= 1;
  return bytes.toString("base64");
}

describe("sealing with a key per person", () => {
  const keyring = newKeyring(masterKey);
  const sealing = openSealing(masterKey, keyring);
  const key = sealing.newKey();

  it("opens what it sealed, of any text and place", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, place) => {
        expect(sealing.open(key, sealing.seal(key, text, place), place)).to.equal(text);
        expect(sealing.openOwn(sealing.sealOwn(text, place), place)).to.equal(text);
      }),
    );
  });

  it("opens with the same keyring read again, as another process does", () => {
    const sealed = sealing.seal(key, "Personne-Inventée", "person/1");
    expect(openSealing(masterKey, keyring).open(key, sealed, "person/1")).to.equal("Personne-Inventée");
  });

  it("never seals the same text the same way twice, and never wraps two keys alike", () => {
    const sealed = Array.from({ length: 2_000 }, () => sealing.seal(key, "Personne-Inventée", "person/1"));
    expect(new Set(sealed).size).to.equal(2_000);
    expect(new Set(sealed.map((text) => text.slice(0, 16))).size).to.equal(2_000);
    expect(new Set(Array.from({ length: 2_000 }, () => sealing.newKey())).size).to.equal(2_000);
  });

  it("does not open at another place, with another person's key or with the keyring's own", () => {
    const sealed = sealing.seal(key, "Personne-Inventée", "person/1");
    expect(codeOf(() => sealing.open(key, sealed, "person/2"))).to.equal("sealed-unreadable");
    expect(codeOf(() => sealing.open(sealing.newKey(), sealed, "person/1"))).to.equal("sealed-unreadable");
    expect(codeOf(() => sealing.openOwn(sealed, "person/1"))).to.equal("sealed-unreadable");
  });

  it("does not open what was altered, whichever byte, nor what was cut, lengthened or is no base64", () => {
    const sealed = sealing.seal(key, "Personne-Inventée", "person/1");
    for (let at = 0; at < Buffer.from(sealed, "base64").length; at++)
      expect(
        codeOf(() => sealing.open(key, altered(sealed, at), "person/1")),
        String(at),
      ).to.equal("sealed-unreadable");
    for (const wrong of ["", "AAAA", sealed.slice(4), sealed.slice(0, -4), `${sealed}AAAA`, `${sealed} `, `*${sealed}`])
      expect(
        codeOf(() => sealing.open(key, wrong, "person/1")),
        wrong,
      ).to.equal("sealed-unreadable");
    expect(codeOf(() => sealing.open(altered(key, 20), sealed, "person/1"))).to.equal("sealed-unreadable");
  });

  it("tells a wrong master key by its id, and an altered keyring from a wrong key", () => {
    expect(codeOf(() => openSealing(otherKey, keyring))).to.equal("wrong-master-key");
    const forged = { ...keyring, masterKeyId: masterKeyIdOf(otherKey) };
    expect(codeOf(() => openSealing(otherKey, forged))).to.equal("sealed-unreadable");
    const broken = { ...keyring, wrapped: altered(keyring.wrapped, 30) };
    expect(codeOf(() => openSealing(masterKey, broken))).to.equal("sealed-unreadable");
    expect(keyring.masterKeyId).to.match(/^[0-9a-f]{16}$/);
  });

  it("refuses a master key of another length", () => {
    expect(codeOf(() => newKeyring(new Uint8Array(31)))).to.match(/32 bytes long, this one is 31/);
  });

  it("is opened by a new master key after a rotation, and no more by the old one", () => {
    const sealed = sealing.seal(key, "Personne-Inventée", "person/1");
    const rotated = sealing.rewrap(otherKey);
    expect(openSealing(otherKey, rotated).open(key, sealed, "person/1")).to.equal("Personne-Inventée");
    expect(openSealing(otherKey, rotated).token("x")).to.equal(sealing.token("x"));
    expect(codeOf(() => openSealing(masterKey, rotated))).to.equal("wrong-master-key");
  });

  it("gives the same token for the same text, with another keyring another one", () => {
    expect(sealing.token("name/a")).to.equal(sealing.token("name/a")).and.not.equal(sealing.token("name/b"));
    expect(openSealing(masterKey, newKeyring(masterKey)).token("name/a")).to.not.equal(sealing.token("name/a"));
  });
});
