import { expect } from "chai";
import { argon2Passwords } from "../../../src/adapters/keys/argon2-passwords.ts";

describe("passwords by argon2id", () => {
  const passwords = argon2Passwords();

  it("are hashed with their own salt, 19 MiB and two passes, and verified", async () => {
    const hash = await passwords.hash("une phrase assez longue, é");
    expect(hash).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hash).not.to.contain("phrase");
    expect(await passwords.hash("une phrase assez longue, é")).not.to.equal(hash);
    expect(await passwords.verify(hash, "une phrase assez longue, é")).to.equal(true);
    expect(await passwords.verify(hash, "une phrase assez longue, e")).to.equal(false);
  });

  it("of nobody are never right", async () => {
    expect(await passwords.verify(undefined, "the password of nobody")).to.equal(false);
    expect(await passwords.verify(undefined, "")).to.equal(false);
  });
});
