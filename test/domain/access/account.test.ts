import { expect } from "chai";
import fc from "fast-check";
import {
  type AccountDocument,
  actorOfToken,
  afterWrongPassword,
  isLocked,
  narrowed,
  stillStands,
  unlocked,
} from "../../../src/domain/access/account.ts";
import { loginNameOf, problemsOfAccount, problemsOfPassword } from "../../../src/domain/access/account-shape.ts";
import type { Scope } from "../../../src/domain/access/actor.ts";

const now = "2026-11-23T08:00:00.000Z";
const later = "2026-11-23T08:15:00.000Z";
const account: AccountDocument = {
  state: "active",
  loginName: "maud@exemple.invalid",
  name: "Maud (inventée)",
  roles: ["hr", "secretary"],
  scope: { employerIds: ["E-1", "E-2"], departementCodes: "all" },
  language: "fr",
  passwordHash: "x",
  generation: 3,
  failedLogIns: 0,
  createdAt: now,
  passwordChangedAt: now,
};

describe("an account", () => {
  it("is locked by the last of so many wrong passwords, until an instant and not at it", () => {
    let tried = account;
    for (let count = 1; count <= 4; count++) {
      tried = afterWrongPassword(tried, { failedLogIns: 5 }, later);
      expect(tried.failedLogIns).to.equal(count);
      expect(isLocked(tried, now)).to.equal(false);
    }
    tried = afterWrongPassword(tried, { failedLogIns: 5 }, later);
    expect([isLocked(tried, now), isLocked(tried, later)]).to.deep.equal([true, false]);
    expect(isLocked(unlocked(tried), now)).to.equal(false);
    expect(tried.failedLogIns, "it counts from the start again").to.equal(0);
  });

  it("ends what it opened with another password, when it is disabled, and when its time is over", () => {
    const opened = { accountId: "a", generation: 3, createdAt: now, expiresAt: later };
    expect(stillStands(account, opened, now)).to.equal(true);
    expect(stillStands({ ...account, generation: 4 }, opened, now)).to.equal(false);
    expect(stillStands({ ...account, state: "disabled" }, opened, now)).to.equal(false);
    expect(stillStands(account, opened, later)).to.equal(false);
  });

  it("that lost a role or part of its scope takes it from its tokens too", () => {
    const token = {
      accountId: "a",
      generation: 3,
      title: "paie",
      roles: ["hr", "operator"],
      scope: { employerIds: ["E-2", "E-3"], landlordIds: "all", departementCodes: ["02"] },
      createdAt: now,
      expiresAt: later,
    } as const;
    expect(actorOfToken(account, token)).to.deep.equal({
      id: "a",
      roles: ["hr"],
      scope: { employerIds: ["E-2"], departementCodes: ["02"] },
    });
  });

  it("has a scope that only narrows: what two have in common is in both", () => {
    const part = fc.option(fc.oneof(fc.constant("all" as const), fc.subarray(["a", "b", "c"])), { nil: undefined });
    const scopes = fc
      .record({ employerIds: part, landlordIds: part, departementCodes: part })
      .map((parts) => Object.fromEntries(Object.entries(parts).filter(([, held]) => held !== undefined)) as Scope);
    const holds = (scope: Scope, member: keyof Scope, id: string) => {
      const held = scope[member];
      return held === "all" || (held ?? []).includes(id);
    };
    fc.assert(
      fc.property(scopes, scopes, (one, other) => {
        const both = narrowed(one, other);
        for (const member of ["employerIds", "landlordIds", "departementCodes"] as const)
          for (const id of ["a", "b", "c", "d"])
            expect(holds(both, member, id)).to.equal(holds(one, member, id) && holds(other, member, id));
      }),
    );
  });

  it("is told everything that is wrong with it at once, without what was typed as a name", () => {
    const wrong = {
      loginName: "pas une adresse",
      name: " ",
      roles: ["hr", "king"],
      scope: { departementCodes: ["99A"] },
    };
    const problems = problemsOfAccount({ ...wrong, language: "de" } as never);
    expect(problems.map(({ code, values }) => `${code} ${values.field}`)).to.have.members([
      "not-an-address loginName",
      "value-required name",
      "value-required employerIds",
      "not-allowed roles",
      "not-allowed language",
      "not-allowed departementCodes",
    ]);
    expect(JSON.stringify(problems)).not.to.contain("adresse");
    expect(problemsOfAccount(account)).to.deep.equal([]);
  });

  it("has a name that is written one way, and a password that is neither short nor that name", () => {
    expect(loginNameOf("  Maud@Exemple.INVALID ")).to.equal("maud@exemple.invalid");
    const refused = (password: string) =>
      problemsOfPassword(password, account.loginName, { leastPasswordLength: 12 }).length > 0;
    expect(
      ["court", "Maud@exemple.invalid", "aaaaaaaaaaaaaa", "x1".repeat(101), "x1y2z3".repeat(40)].map(refused),
    ).to.deep.equal([true, true, true, true, true]);
    expect(["une phrase assez longue", "été 2026, à Laon"].map(refused)).to.deep.equal([false, false]);
  });
});
