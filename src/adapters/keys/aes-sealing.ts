/**
 * Keys and sealed texts by AES-256-GCM: the master key wraps the keyring's key, which wraps each person's key, which seals that person's texts.
 * A new master key rewraps one record; destroying one wrapped key makes one person's texts unreadable everywhere, in every copy.
 *
 * Sealed bytes, as base64: version (1), nonce (12 random bytes), ciphertext, tag (16). The place is bound as additional authenticated data.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import type { Sealing } from "../../app/ports.ts";
import type { KeyringDocument } from "../../domain/persons/person.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";

const FORMAT = 1;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TEXT_START = 1 + NONCE_BYTES;

/** A new wrapping key for all person keys, wrapped by the master key. */
export function newKeyring(masterKey: Uint8Array): KeyringDocument {
  return wrapKeyring(masterKey, Buffer.from(randomBytes(KEY_BYTES)));
}

/** Opens the keyring. Throws: `wrong-master-key` when another master key wrapped it; `sealed-unreadable` when it was altered. */
export function openSealing(masterKey: Uint8Array, keyring: KeyringDocument): Sealing {
  const masterKeyId = masterKeyIdOf(masterKey);
  if (masterKeyId !== keyring.masterKeyId)
    throw new DomainError("wrong-master-key", { masterKeyId, expected: keyring.masterKeyId });
  const place = keyringPlace(masterKeyId);
  const keyringKey = openBytes(wrappingKey(masterKey), keyring.wrapped, place);
  if (keyringKey.length !== KEY_BYTES) throw new DomainError("sealed-unreadable", { place });
  return sealingOf(keyringKey);
}

/** A name of a master key that tells nothing about it. */
export function masterKeyIdOf(masterKey: Uint8Array): string {
  checkLength(masterKey);
  return derived(masterKey, "contingent/master-key-id", 8).toString("hex");
}

function sealingOf(keyringKey: Buffer): Sealing {
  const personKeys = createSecretKey(derived(keyringKey, "contingent/person-keys", KEY_BYTES));
  const ownKey = createSecretKey(derived(keyringKey, "contingent/own", KEY_BYTES));
  const tokenKey = createSecretKey(derived(keyringKey, "contingent/blind-index", KEY_BYTES));
  // Whoever makes a key seals with it next, so the newest one is not unwrapped again.
  let newest: { readonly wrapped: string; readonly key: KeyObject } | undefined;
  // As a key object: node takes three times as long with the bytes themselves.
  const unwrap = (wrapped: string) =>
    newest?.wrapped === wrapped ? newest.key : createSecretKey(openBytes(personKeys, wrapped, "person-key"));
  return {
    newKey: () => {
      const bytes = randomBytes(KEY_BYTES);
      newest = { wrapped: sealBytes(personKeys, bytes, "person-key"), key: createSecretKey(bytes) };
      return newest.wrapped;
    },
    seal: (wrapped, text, place) => sealBytes(unwrap(wrapped), Buffer.from(text, "utf8"), place),
    open: (wrapped, sealed, place) => openBytes(unwrap(wrapped), sealed, place).toString("utf8"),
    token: (text) => createHmac("sha256", tokenKey).update(text, "utf8").digest("base64url"),
    sealOwn: (text, place) => sealBytes(ownKey, Buffer.from(text, "utf8"), place),
    openOwn: (sealed, place) => openBytes(ownKey, sealed, place).toString("utf8"),
    rewrap: (masterKey) => wrapKeyring(masterKey, keyringKey),
  };
}

function wrapKeyring(masterKey: Uint8Array, keyringKey: Buffer): KeyringDocument {
  const masterKeyId = masterKeyIdOf(masterKey);
  return { masterKeyId, wrapped: sealBytes(wrappingKey(masterKey), keyringKey, keyringPlace(masterKeyId)) };
}

function keyringPlace(masterKeyId: string): string {
  return `keyring/${masterKeyId}`;
}

function wrappingKey(masterKey: Uint8Array): KeyObject {
  return createSecretKey(derived(masterKey, "contingent/keyring", KEY_BYTES));
}

function derived(key: Uint8Array, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key, new Uint8Array(), purpose, length));
}

function checkLength(masterKey: Uint8Array): void {
  if (masterKey.length !== KEY_BYTES)
    throw new Error(`a master key is ${KEY_BYTES} bytes long, this one is ${masterKey.length}`);
}

function sealBytes(key: KeyObject, content: Uint8Array, place: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place, "utf8"));
  const sealed = Buffer.allocUnsafe(TEXT_START + content.length + TAG_BYTES);
  sealed[0] = FORMAT;
  sealed.set(nonce, 1);
  sealed.set(cipher.update(content), TEXT_START);
  cipher.final();
  sealed.set(cipher.getAuthTag(), TEXT_START + content.length);
  return sealed.toString("base64");
}

function openBytes(key: KeyObject, sealed: string, place: string): Buffer {
  const bytes = Buffer.from(sealed, "base64");
  // Decoding skips what is no base64, so the text is compared too: nothing may be added to it unseen.
  if (bytes.length < TEXT_START + TAG_BYTES || bytes[0] !== FORMAT || bytes.toString("base64") !== sealed)
    throw new DomainError("sealed-unreadable", { place });
  const end = bytes.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, TEXT_START), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place, "utf8"));
    decipher.setAuthTag(bytes.subarray(end));
    const content = decipher.update(bytes.subarray(TEXT_START, end));
    decipher.final();
    return content;
  } catch {
    throw new DomainError("sealed-unreadable", { place });
  }
}

/** Random bytes are drawn some thousands at a time; each is given out once and overwritten where it lay. */
const pool = new Uint8Array(16_384);
let drawn = pool.length;

function randomBytes(count: number): Uint8Array {
  if (drawn + count > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const bytes = pool.slice(drawn, drawn + count);
  pool.fill(0, drawn, drawn + count);
  drawn += count;
  return bytes;
}
