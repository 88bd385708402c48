import { expect } from "chai";
import { readConfig } from "../src/config.ts";

const key = "07".repeat(32);

describe("the configuration", () => {
  it("needs nothing: a database in the working folder and a quiet log", () => {
    const { config, problems } = readConfig({ LANG: "C" });
    expect(problems).to.deep.equal([]);
    expect(config).to.deep.equal({ database: "contingent.db", logLevel: "warn" });
    expect(Object.isFrozen(config)).to.equal(true);
  });

  it("comes from the environment; an empty variable is absent, and what a command says wins", () => {
    const environment = {
      CONTINGENT_DATABASE: "mongodb://db/contingent",
      CONTINGENT_MASTER_KEY: key,
      CONTINGENT_MASTER_KEY_FILE: "",
      CONTINGENT_RULES: "my-rules",
      CONTINGENT_ACTOR: "m.dupont",
      CONTINGENT_ROLE: "secretary",
      CONTINGENT_LOG_LEVEL: "info",
    };
    expect(readConfig(environment).config).to.deep.equal({
      database: "mongodb://db/contingent",
      masterKey: key,
      rules: "my-rules",
      actor: "m.dupont",
      role: "secretary",
      logLevel: "info",
    });
    expect(readConfig(environment, { database: "other.db", actor: "x1" }).config).to.include({
      database: "other.db",
      actor: "x1",
    });
  });

  it("lists everything wrong at once, and never shows a key", () => {
    const { config, problems } = readConfig({
      CONTINGENT_MASTER_KEY: "not a key but hidden",
      CONTINGENT_MASTER_KEY_FILE: "key",
      CONTINGENT_ACTOR: "Jeanne Dupont",
      CONTINGENT_ROLE: "system",
      CONTINGENT_LOG_LEVEL: "loud",
    });
    expect(config).to.equal(undefined);
    expect(problems.map(({ member, code }) => `${member} ${code}`)).to.have.members([
      "masterKey two-keys",
      "masterKey not-a-key",
      "actor not-an-id",
      "role not-a-choice",
      "logLevel not-a-choice",
    ]);
    expect(JSON.stringify(problems)).to.not.contain("hidden");
  });

  it("takes a key in hexadecimal or in base64", () => {
    const base64 = Buffer.from(key, "hex").toString("base64");
    for (const text of [key, key.toUpperCase(), base64])
      expect(readConfig({ CONTINGENT_MASTER_KEY: text }).problems, text).to.deep.equal([]);
    for (const text of [key.slice(1), `${key}0`, base64.slice(0, -1), "g".repeat(64)])
      expect(readConfig({ CONTINGENT_MASTER_KEY: text }).problems, text).to.have.length(1);
  });
});
