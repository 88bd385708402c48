import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { configSchema, readConfig, variableOf } from "../src/config.ts";
import { openProduct } from "../src/container.ts";

const key = "07".repeat(32);

describe("the configuration", () => {
  it("needs nothing: a database in the working folder and a quiet log", () => {
    const { config, problems } = readConfig({ LANG: "C" });
    expect(problems).to.deep.equal([]);
    expect(config).to.deep.equal({ database: "contingent.db", logLevel: "warn" });
    expect(Object.isFrozen(config)).to.equal(true);
  });

  it("names who allocates, whose address has lines", async () => {
    const folder = mkdtempSync(join(tmpdir(), "contingent-reserver-"));
    const environment = {
      CONTINGENT_DATABASE: join(folder, "contingent.db"),
      CONTINGENT_MASTER_KEY: key,
      CONTINGENT_RESERVER_NAME: "Réservataire Inventé",
      CONTINGENT_RESERVER_ADDRESS: "1 rue Inventée; 02000 Laon",
    };
    const { context, close } = await openProduct(readConfig(environment).config!, {
      mayCreate: true,
      writeLog: () => undefined,
    });
    try {
      expect(context.reserver).to.deep.equal({
        name: "Réservataire Inventé",
        addressLines: ["1 rue Inventée", "02000 Laon"],
      });
    } finally {
      await close();
      rmSync(folder, { recursive: true, force: true });
    }
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

  describe("from a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "contingent-config-"));
    const fileOf = (content: string) => {
      const file = join(folder, "contingent.json");
      writeFileSync(file, content);
      return { CONTINGENT_CONFIG: file };
    };
    after(() => rmSync(folder, { recursive: true }));

    it("gives members under their own names; a variable goes before it, and what a command says before both", () => {
      const file = fileOf('\ufeff{"port": 8080, "hasJobs": false, "host": "0.0.0.0", "database": "a.db"}');
      expect(readConfig({ ...file, CONTINGENT_PORT: "9090" }).config).to.include({ port: 9090, hasJobs: false });
      expect(readConfig({ ...file, CONTINGENT_PORT: "9090" }, { port: "1" }).config?.port).to.equal(1);
      expect(readConfig({ ...file, CONTINGENT_JOBS: "on" }).config).to.include({ hasJobs: true, database: "a.db" });
    });

    it("is refused with everything wrong in it and in the environment, each with its place, and no secret", () => {
      const file = fileOf('{"port": "8080", "prot": 1, "mailPassword": 7777777, "hasWeb": "no"}');
      const environment = {
        ...file,
        CONTINGENT_TRUST_PROXY: "many",
        CONTINGENT_PUBLIC_URL: "logement.example.org",
        CONTINGENT_MAIL_HOST: "mail",
      };
      const { config, problems } = readConfig(environment);
      expect(config).to.equal(undefined);
      const path = file.CONTINGENT_CONFIG;
      expect(problems.map(({ variable, code }) => `${variable} ${code}`)).to.have.members([
        `port (${path}) not-a-number`,
        `prot (${path}) unknown-member`,
        `mailPassword (${path}) not-a-text`,
        `hasWeb (${path}) not-yes-or-no`,
        "CONTINGENT_TRUST_PROXY not-a-number",
        "CONTINGENT_PUBLIC_URL not-a-web-address",
        "CONTINGENT_MAIL_HOST missing-too",
      ]);
      expect(JSON.stringify(problems)).to.not.contain("7777777");
    });

    it("that is not there, or is no JSON object, is told beside everything else", () => {
      const missing = readConfig({ CONTINGENT_CONFIG: join(folder, "none.json"), CONTINGENT_PORT: "x" });
      expect(missing.problems.map(({ code }) => code)).to.deep.equal(["file-unreadable", "not-a-number"]);
      for (const content of ["{", "[]", "null", ""])
        expect(
          readConfig(fileOf(content)).problems.map(({ code }) => code),
          content,
        ).to.deep.equal(["file-not-json"]);
    });
  });

  it("every member has a variable of its own", () => {
    const variables = Object.keys(configSchema.properties).map((member) => variableOf(member as "port"));
    expect(new Set(variables).size).to.equal(variables.length);
    expect(variables).to.include.members(["CONTINGENT_MASTER_KEY_FILE", "CONTINGENT_JOBS", "CONTINGENT_PUBLIC_URL"]);
  });
});
