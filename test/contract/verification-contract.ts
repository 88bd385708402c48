import { expect } from "chai";
import { erasePerson } from "../../src/app/erase-person.ts";
import { exportPerson } from "../../src/app/export-person.ts";
import type { Store, StoredVersion } from "../../src/app/ports.ts";
import { rememberedErasures } from "../../src/app/reapply-erasures.ts";
import { verifyAudit } from "../../src/app/verify-audit.ts";
import { actorOf, openApp } from "../support/open-app.ts";
import { toldDays } from "../support/told-days.ts";
import type { StorePlaces } from "./writing.ts";

const dpo = actorOf("dpo");

/** What a store keeps can be verified whole, after erasures too, and what it would lose is named. */
export function verificationContract(places: StorePlaces): void {
  describe("verification", () => {
    const openDays = async () => {
      const app = await openApp({ now: "2026-11-20T08:00:00.000Z", store: await places.open() });
      return { app, days: await toldDays(app) };
    };

    it("a log and all versions verify, an erasure among them, and again after another and once reopened", async () => {
      const { app, days } = await openDays();
      const keptRoots = days.roots;
      const found = await verifyAudit(app.context, dpo, { keptRoots });
      expect(found.problems).to.deep.equal([]);
      expect(found).to.deep.include({ ok: true, entries: 10, versions: 36, coveredThrough: 8 });
      await exportPerson(app.context, dpo, { personId: days.personId });
      await erasePerson(app.context, dpo, { personId: days.personId, ground: "no-longer-needed" });
      const store = await places.reopen(app.context.store);
      expect((await verifyAudit({ store }, dpo, { keptRoots })).problems).to.deep.equal([]);
      expect(await rememberedErasures({ store })).to.have.length(2);
      await app.close();
    });

    it("a version that is lost, altered or said to be erased is named", async () => {
      const { app } = await openDays();
      const altering = (alter: (version: StoredVersion) => readonly StoredVersion[]) =>
        verifyAudit({ store: seenThrough(app.context.store, alter) }, dpo);
      const isSecond = ({ kind, id, version }: StoredVersion) => kind === "request" && id === "Q-1" && version === 2;
      const seen = async (alter: (version: StoredVersion) => readonly StoredVersion[]) => {
        const { code, sequence, record } = (await altering(alter)).firstWrong!;
        return [code, sequence, record];
      };
      const name = { kind: "request", id: "Q-1", version: 2 };
      expect(await seen((each) => (isSecond(each) ? [] : [each]))).to.deep.equal(["version-missing", 4, name]);
      const altered = (each: StoredVersion) => ({ ...each, facts: each.facts!.replace("150000", "50000") });
      expect(await seen((each) => [isSecond(each) ? altered(each) : each])).to.deep.equal(["content-differs", 4, name]);
      const erased = ({ facts: _, ...each }: StoredVersion) => ({ ...each, erasedBy: 8 });
      expect(await seen((each) => [isSecond(each) ? erased(each) : each])).to.deep.equal([
        "erased-without-entry",
        4,
        name,
      ]);
      await app.close();
    });
  });
}

/** A store whose versions are not those that were written. */
function seenThrough(store: Store, alter: (version: StoredVersion) => readonly StoredVersion[]): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === "versions") {
        return async function* (kind: Parameters<Store["versions"]>[0]) {
          for await (const batch of target.versions(kind)) yield batch.flatMap(alter);
        };
      }
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
