import { expect } from "chai";
import { runCommand } from "../support/command-line.ts";
import { CommandedDatabase } from "../support/database-commands.ts";

interface Told {
  readonly account: { readonly id: string; readonly roles: readonly string[]; readonly scope: object };
  readonly password?: string;
}

describe("accounts on the command line", () => {
  let database: CommandedDatabase;
  const typed = (line: string, text: string | readonly string[], isTTY = false) =>
    runCommand(line.split(" "), {
      environment: { CONTINGENT_DATABASE: database.file },
      clock: database.clock,
      typed: text,
      isTTY,
    });

  beforeEach(async () => {
    database = await CommandedDatabase.open();
  });
  afterEach(() => database.close());

  it("the first account is opened on a database that is not there yet, with a password that is written once", async () => {
    const line = "account add Ines@Exemple.FR --name Inès --roles operator --generate";
    const out = await database.done(line);
    expect(out).to.contain("opened for ines@exemple.fr");
    const password = /written this once: (\S{20,})/.exec(out)?.[1];
    expect(password).to.be.a("string");
    const listed = await database.done("account list");
    expect(listed).to.contain("ines@exemple.fr").and.to.contain("Inès").and.to.contain("operator");
    expect(listed).not.to.contain(password!);
    expect(await database.done("audit show --json")).not.to.match(/Inès|ines@exemple|argon2/);
  });

  it("a password comes from standard input, or is typed twice without being shown", async () => {
    const first = await typed("account add a@exemple.fr --name A --roles operator", "un mot de passe assez long\n");
    expect(first.exitCode, first.err).to.equal(0);
    expect(first.out).not.to.contain("assez long");
    const empty = await typed("account add b@exemple.fr --name B --roles operator", "\n");
    expect(empty.exitCode).to.equal(2);
    expect(empty.err).to.contain("No password was given");
    const once = ["tapé sans", " ", "x", "\u007f", "le montrer", "\r"];
    const line = "account add c@exemple.fr --name C --roles operator";
    const asked = await typed(line, [...once, ...once], true);
    expect(asked.exitCode, asked.err).to.equal(0);
    expect(asked.err).to.contain("Password:").and.not.to.contain("tapé");
    const other = await typed(line, [...once, "autre chose encore", "\r"], true);
    expect(other.exitCode).to.equal(2);
    expect(other.err).to.contain("differ");
    expect((await typed(line, ["\u0003"], true)).exitCode).to.equal(2);
  });

  it("what is wrong is told all at once: the address, the scope that a role needs, the password", async () => {
    const { exitCode, err } = await typed("account add nobody --name N --roles hr,king", "court\n");
    expect(exitCode).to.equal(2);
    for (const told of ["no e-mail address", "employers", "king", "12 to 200 signs"]) expect(err).to.contain(told);
    expect(err).not.to.contain("court");
  });

  it("an account is changed, disabled, and given another password; its address is taken once", async () => {
    await database.done(`import ${database.pool}`);
    const add = "account add rh@exemple.fr --name Maud --roles hr --employers E-01,E-02 --generate";
    const { account } = await database.json<Told>(add);
    expect(account.scope).to.deep.equal({ employerIds: ["E-01", "E-02"] });
    const twice = await database.run(add);
    expect(twice.exitCode).to.equal(3);
    expect(twice.err).to.contain(account.id).and.not.to.contain("rh@exemple.fr");
    const unknown = await database.run("account change rh@exemple.fr --employers E-999");
    expect(unknown.exitCode).to.equal(2);
    expect(unknown.err).to.contain("E-999");
    expect(await database.done("account change rh@exemple.fr --employers E-01 --disable")).to.contain("disabled");
    expect(await database.done(`account password ${account.id} --generate`)).to.contain("written this once");
    expect((await database.run("account password nobody@exemple.fr --generate")).exitCode).to.equal(2);
  });

  it("a token is issued with less than its account has, listed without its secret, and revoked", async () => {
    await database.done(`import ${database.pool}`);
    await database.done("account add rh@exemple.fr --name Maud --roles hr --employers E-01,E-02 --generate");
    const issued = await database.done("token issue rh@exemple.fr --title paie --days 30 --employers E-01");
    const secret = /^(ctg_\S+)$/m.exec(issued)?.[1];
    expect(secret).to.be.a("string");
    const more = await database.run("token issue rh@exemple.fr --title paie --days 30 --employers E-03");
    expect(more.exitCode).to.equal(2);
    const listed = await database.done("token list rh@exemple.fr");
    expect(listed).to.contain("paie").and.to.contain("23 December 2026").and.not.to.contain(secret!);
    await database.done(`token revoke rh@exemple.fr ${listed.slice(0, 12)}`);
    expect(await database.done("token list rh@exemple.fr")).to.contain("revoked");
    expect(await database.done("audit show --json")).not.to.contain(secret!);
  });
});
