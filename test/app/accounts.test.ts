import { expect } from "chai";
import { sessionStanding, tokenStanding } from "../../src/app/accounts/standing.ts";
import { addAccount } from "../../src/app/add-account.ts";
import { changeAccount } from "../../src/app/change-account.ts";
import { changePassword } from "../../src/app/change-password.ts";
import { issueToken } from "../../src/app/issue-token.ts";
import { listMembers } from "../../src/app/list-members.ts";
import { listTokens } from "../../src/app/list-tokens.ts";
import { logIn } from "../../src/app/log-in.ts";
import { logOut } from "../../src/app/log-out.ts";
import { revokeToken } from "../../src/app/revoke-token.ts";
import { setPassword } from "../../src/app/set-password.ts";
import { verifyAudit } from "../../src/app/verify-audit.ts";
import type { Actor } from "../../src/domain/access/actor.ts";
import { sha256 } from "../../src/domain/shared/digest.ts";
import { declaredTown } from "../support/declared-town.ts";
import { type App, actorOf, openPrepared } from "../support/open-app.ts";
import { refusalOf } from "../support/refusal.ts";

const operator = actorOf("operator");
const door: Actor = { id: "contingent", roles: ["system"], scope: {} };
const password = "une phrase assez longue";
const maud = {
  loginName: "Maud.Inventee@exemple.invalid",
  name: "Maud Inventée-Planquée",
  roles: ["hr"],
  scope: { employerIds: ["E-1", "E-2"] },
  language: "fr",
  password,
} as const;

const refusal = async (done: Promise<unknown>) => (await refusalOf(done)).code;

describe("accounts, sessions and tokens", () => {
  let app: App;
  let accountId: string;
  let own: Actor;

  const knock = (typed: string, sessionId = sha256(`${typed}${app.context.ids.newId()}`), loginName = maud.loginName) =>
    logIn(app.context, door, { loginName, password: typed, sessionId });
  const stands = async (sessionId: string) => (await sessionStanding(app.context, sessionId)) !== undefined;

  beforeEach(async () => {
    app = await openPrepared("accounts", {}, async ({ context }) => {
      await declaredTown(context);
      await addAccount(context, operator, maud);
    });
    const { records } = await app.context.store.list({ kind: "account", by: "all", equals: [] });
    accountId = records[0]!.id;
    own = { id: accountId, roles: maud.roles, scope: maud.scope };
  });
  afterEach(() => app.close());

  it("a right password opens a session of a fixed length, and going out ends it", async () => {
    await knock(password, "session-1");
    const standing = await sessionStanding(app.context, "session-1");
    expect(standing?.account.id).to.equal(accountId);
    expect(standing?.opened.document.expiresAt).to.equal("2026-11-23T18:00:00.000Z");
    expect(await refusal(logOut(app.context, { ...own, id: "other" }, { sessionId: "session-1" }))).to.equal(
      "not-found",
    );
    await logOut(app.context, own, { sessionId: "session-1" });
    expect(await stands("session-1")).to.equal(false);
    await knock(password, "session-2");
    app.context.clock.moveTo("2026-11-23T18:00:00.000Z");
    expect(await stands("session-2")).to.equal(false);
  });

  it("a name that nobody has, a wrong password, a lock and a disabled account are refused with the same words and the same work", async () => {
    const told: string[] = [];
    const asked: (string | undefined)[] = [];
    const { verify } = app.context.passwords;
    const context = {
      ...app.context,
      passwords: {
        ...app.context.passwords,
        verify: (hash: string | undefined, typed: string) => {
          asked.push(hash);
          return verify(hash, typed);
        },
      },
    };
    const before = (await context.store.head()).sequence;
    const refused = (loginName: string, typed: string) =>
      logIn(context, door, { loginName, password: typed, sessionId: "s" }).catch((error: Error) =>
        told.push(error.message),
      );
    await refused("nobody@exemple.invalid", password);
    for (let times = 1; times <= 5; times++) await refused(maud.loginName, "pas le bon");
    await refused(maud.loginName, password);
    const { version } = (await context.store.get("account", accountId))!;
    await changeAccount(context, operator, { accountId, expected: version, isUnlocked: true, state: "disabled" });
    await refused(maud.loginName, password);
    expect(told).to.have.lengthOf(8);
    expect(new Set(told).size).to.equal(1);
    expect(asked, "a hash is verified each time, also where there is none").to.have.lengthOf(8);
    expect((await context.store.head()).sequence, "each leaves one line in the log").to.equal(before + 8 + 1);
    const reasons: unknown[] = [];
    for await (const entries of context.store.entries(before + 1))
      for (const { events } of entries)
        for (const event of events as readonly { type: string; reasonCode?: string }[])
          if (event.type === "log-in-refused") reasons.push(event.reasonCode);
    const wrong = Array.from({ length: 5 }, () => "wrong-password");
    expect(reasons).to.deep.equal(["unknown-name", ...wrong, "locked", "disabled"]);
  });

  it("a lock ends by itself after its minutes, and a right password forgets the wrong ones before it", async () => {
    for (let times = 1; times <= 4; times++) await refusal(knock("pas le bon"));
    await knock(password);
    expect((await app.context.store.get("account", accountId))?.document.failedLogIns).to.equal(0);
    for (let times = 1; times <= 5; times++) await refusal(knock("pas le bon"));
    app.context.clock.moveTo("2026-11-23T08:14:59.999Z");
    expect(await refusal(knock(password))).to.equal("wrong-credentials");
    app.context.clock.moveTo("2026-11-23T08:15:00.000Z");
    await knock(password);
  });

  it("many tries at once count as many: the account is locked, and the right one among the last opens nothing", async () => {
    const tries = Array.from({ length: 30 }, (_, at) => knock(at < 20 ? `faux ${at}` : password, `many-${at}`));
    const settled = await Promise.allSettled(tries);
    const { document } = (await app.context.store.get("account", accountId))!;
    expect(document.lockedUntil).to.equal("2026-11-23T08:15:00.000Z");
    expect(settled.slice(0, 20).every(({ status }) => status === "rejected")).to.equal(true);
    const reasons = settled.flatMap((one) =>
      one.status === "rejected" ? [(one.reason as { code: string }).code] : [],
    );
    expect(new Set(reasons)).to.deep.equal(new Set(["wrong-credentials"]));
    expect(await refusal(knock(password))).to.equal("wrong-credentials");
  });

  it("another password, one's own or an operator's, and a disabled account end every session and token", async () => {
    const openBoth = async (name: string) => {
      await logIn(app.context, door, { loginName: maud.loginName, password: name, sessionId: sha256(name) });
      return (await issueToken(app.context, own, { accountId, title: "paie", days: 30 })).secret;
    };
    const areOver = async (name: string, secret: string) => {
      expect(await stands(sha256(name))).to.equal(false);
      expect(await tokenStanding(app.context, secret)).to.equal(undefined);
    };
    const first = await openBoth(password);
    expect(
      await refusal(changePassword(app.context, own, { current: "pas le bon", password: "une autre phrase" })),
    ).to.equal("wrong-credentials");
    expect(await refusal(changePassword(app.context, own, { current: password, password: "court" }))).to.equal(
      "password-refused",
    );
    expect(await stands(sha256(password))).to.equal(true);
    await changePassword(app.context, own, { current: password, password: "une autre phrase" });
    await areOver(password, first);
    const second = await openBoth("une autre phrase");
    const made = await setPassword(app.context, operator, { accountId });
    await areOver("une autre phrase", second);
    expect((await listTokens(app.context, own, { accountId })).map(({ state }) => state)).to.deep.equal([
      "ended",
      "ended",
    ]);
    const longer = { ...app.context, accountLimits: { ...app.context.accountLimits, leastPasswordLength: 8 } };
    await setPassword(longer, operator, { accountId, password: `${made.password}` });
    const third = await openBoth(`${made.password}`);
    const { version } = (await app.context.store.get("account", accountId))!;
    await changeAccount(app.context, operator, { accountId, expected: version, state: "disabled" });
    await areOver(`${made.password}`, third);
    await changeAccount(app.context, operator, { accountId, expected: version + 1, state: "active" });
    await areOver(`${made.password}`, third);
  });

  it("a token acts with what it was given, never with more than its account has, until it expires or is revoked", async () => {
    const narrow = { accountId, title: "paie", days: 2, scope: { employerIds: ["E-2"] } } as const;
    const { secret, tokenId } = await issueToken(app.context, own, narrow);
    expect(secret).to.match(/^ctg_/);
    expect(tokenId).to.equal(sha256(secret));
    expect((await tokenStanding(app.context, secret))?.opened.document.scope).to.deep.equal({ employerIds: ["E-2"] });
    for (const [more, code] of [
      [{ roles: ["operator"] }, "not-allowed"],
      [{ scope: { employerIds: ["E-3"] } }, "not-allowed"],
      [{ scope: { employerIds: "all" } }, "not-allowed"],
      [{ scope: { landlordIds: ["L-SOCIAL"] } }, "not-allowed"],
      [{ days: 366 }, "not-allowed"],
      [{ days: 0.5, title: " " }, "several-problems"],
    ] as const)
      expect(
        await refusal(issueToken(app.context, own, { ...narrow, ...more } as never)),
        JSON.stringify(more),
      ).to.equal(code);
    const other = { ...own, id: "somebody-else" };
    expect(await refusal(issueToken(app.context, other, narrow))).to.equal("scope-forbidden");
    expect(await refusal(listTokens(app.context, other, { accountId }))).to.equal("scope-forbidden");
    expect(await refusal(revokeToken(app.context, other, { tokenId }))).to.equal("not-found");
    app.context.clock.moveTo("2026-11-25T08:00:00.000Z");
    expect(await tokenStanding(app.context, secret)).to.equal(undefined);
    const again = await issueToken(app.context, own, narrow);
    await revokeToken(app.context, own, { tokenId: again.tokenId });
    expect(await tokenStanding(app.context, again.secret)).to.equal(undefined);
  });

  it("who comes with a session or a token costs two reads by key", async () => {
    const { secret } = await issueToken(app.context, own, { accountId, title: "paie", days: 2 });
    let reads = 0;
    const store = new Proxy(app.context.store, {
      get: (target, name) => {
        const member = Reflect.get(target, name) as unknown;
        if (typeof member !== "function") return member;
        return (...asked: unknown[]) => {
          reads++;
          expect(name).to.equal("get");
          return (member as (...all: unknown[]) => unknown).apply(target, asked);
        };
      },
    });
    expect(await tokenStanding({ ...app.context, store }, secret)).not.to.equal(undefined);
    expect(reads).to.equal(2);
  });

  it("an address is one account's, also when two are added at once, however it is written", async () => {
    expect(
      await refusal(addAccount(app.context, operator, { ...maud, loginName: " maud.inventee@EXEMPLE.invalid" })),
    ).to.equal("login-name-taken");
    const twice = { ...maud, loginName: "deux@exemple.invalid" };
    const both = await Promise.allSettled([
      addAccount(app.context, operator, twice),
      addAccount(app.context, operator, twice),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).to.have.lengthOf(1);
  });

  it("an operator cannot shut themselves out, and two who change one account at once hear of each other", async () => {
    const added = await addAccount(app.context, operator, {
      ...maud,
      loginName: "op@exemple.invalid",
      roles: ["operator"],
    });
    const self = { id: added.account.id, roles: ["operator"], scope: {} } as const;
    for (const change of [{ state: "disabled" }, { roles: ["dpo"] }] as const)
      expect(await refusal(changeAccount(app.context, self, { accountId: self.id, expected: 1, ...change }))).to.equal(
        "own-account",
      );
    await changeAccount(app.context, operator, { accountId: self.id, expected: 1, name: "Autre nom" });
    expect(
      await refusal(changeAccount(app.context, operator, { accountId: self.id, expected: 1, name: "Encore" })),
    ).to.equal("conflict");
  });

  it("names, addresses, passwords, hashes and secrets are nowhere in the log, and no earlier version keeps a hash", async () => {
    const { secret } = await issueToken(app.context, own, { accountId, title: "Titre-Planqué", days: 2 });
    await knock(password, "some-session");
    await refusal(knock("Mot-De-Passe-Faux"));
    await changePassword(app.context, own, { current: password, password: "une autre phrase" });
    let log = JSON.stringify(app.context.log.lines);
    for await (const entries of app.context.store.entries()) log += JSON.stringify(entries);
    expect(log).to.contain("logged-in").and.to.contain("password-changed");
    for (const planted of ["Planqué", "inventee@", password, "autre phrase", "Mot-De-Passe", "cheap ", secret])
      expect(log, planted).not.to.contain(planted);
    let earlier = 0;
    for await (const versions of app.context.store.versions("account"))
      for (const { life, supersededBy } of versions)
        if (supersededBy !== undefined) {
          earlier++;
          expect(life).to.equal("{}");
        }
    expect(earlier).to.be.greaterThan(0);
    const verified = await verifyAudit(app.context, operator);
    expect(verified.problems).to.deep.equal([]);
  });

  it("members of a committee are named to those of its territory only", async () => {
    const member = {
      ...maud,
      loginName: "m@exemple.invalid",
      name: "Membre",
      roles: ["committee"],
      scope: { departementCodes: ["02"] },
    } as const;
    const { account } = await addAccount(app.context, operator, member);
    const secretary = actorOf("secretary", { departementCodes: ["02"] });
    expect(await listMembers(app.context, secretary, { departementCode: "02" })).to.deep.equal([
      { id: account.id, name: "Membre", roles: ["committee"] },
    ]);
    expect(await refusal(listMembers(app.context, secretary, { departementCode: "59" }))).to.equal("scope-forbidden");
    const everywhere = actorOf("secretary");
    expect(await listMembers(app.context, everywhere, { departementCode: "59" })).to.deep.equal([]);
  });
});
