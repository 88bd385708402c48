import { expect } from "chai";
import type { SnapshotRow } from "../../src/app/ports.ts";
import { digestDocument } from "../../src/domain/audit/record-digest.ts";
import { canonicalJson, sha256Bytes } from "../../src/domain/shared/digest.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { all, errorOf, landlord, put, request, rowsAt, type StorePlaces, shuffledIds, write } from "./writing.ts";

const idsOf = (rows: readonly SnapshotRow[]) => rows.map(({ id }) => id);
const statesOf = (rows: readonly SnapshotRow[]) =>
  rows.map(({ id, version, life }) => `${id} v${version} ${JSON.parse(life).state}`);

/** A reading sees one state of the store, the newest or an earlier one, whatever is committed meanwhile. */
export function readingsContract(places: StorePlaces): void {
  describe("snapshot readings", () => {
    it("a row is the canonical text of the facts, their digest and the rest of the document", async () => {
      const store = await places.open();
      const document = request("active", { personId: "P" });
      await write(store, put("request", "R", document));
      const [row] = await rowsAt(store, "request");
      const { facts, ...life } = document;
      expect({ ...row, factsDigest: undefined }).to.deep.equal({
        id: "R",
        version: 1,
        facts: canonicalJson(facts),
        factsDigest: undefined,
        life: canonicalJson(life),
      });
      expect([...row!.factsDigest]).to.deep.equal([...sha256Bytes(canonicalJson(facts))]);
      expect(Buffer.from(row!.factsDigest).toString("hex")).to.equal(digestDocument(document).factsDigest);
    });

    it("rows come in order of id, some at a time", async () => {
      const store = await places.open();
      await write(store, ...shuffledIds(2_500).map((id) => put("request", id, request("active"))));
      const reading = await store.snapshot();
      const sizes: number[] = [];
      const ids: string[] = [];
      for await (const batch of reading.rows("request")) {
        sizes.push(batch.length);
        ids.push(...idsOf(batch));
      }
      await reading.close();
      expect(ids).to.deep.equal(shuffledIds(2_500).sort(compareText));
      expect(sizes.length).to.be.greaterThan(1);
      expect(Math.min(...sizes)).to.be.greaterThan(0);
    });

    it("a change committed during a reading is not seen by it", async () => {
      const store = await places.open();
      await write(store, put("request", "A", request("active")), put("request", "B", request("active")));
      const reading = await store.snapshot();
      await write(store, put("request", "A", request("housed"), 1), put("request", "C", request("active")));
      expect(reading.sequence).to.equal(1);
      expect(statesOf(await all(reading.rows("request")))).to.deep.equal(["A v1 active", "B v1 active"]);
      expect(statesOf(await all(reading.rows("request", ["active"])))).to.deep.equal(["A v1 active", "B v1 active"]);
      await reading.close();
      expect(statesOf(await rowsAt(store, "request"))).to.deep.equal(["A v2 housed", "B v1 active", "C v1 active"]);
    });

    it("a change committed while rows are being read is not seen either", async () => {
      const store = await places.open();
      const ids = shuffledIds(2_500);
      await write(store, ...ids.map((id) => put("request", id, request("active"))));
      const reading = await store.snapshot();
      const seen: string[] = [];
      for await (const batch of reading.rows("request", ["active"])) {
        if (seen.length === 0) {
          await write(
            store,
            put("request", "R-02499", request("housed"), 1),
            put("request", "R-01250-b", request("active")),
          );
        }
        seen.push(...batch.map(({ id, version }) => `${id} v${version}`));
      }
      await reading.close();
      expect(seen).to.deep.equal(ids.sort(compareText).map((id) => `${id} v1`));
    });

    it("an earlier sequence shows the versions and states of then", async () => {
      const store = await places.open();
      await write(store, put("request", "A", request("active")), put("request", "B", request("submitted")));
      await write(store, put("request", "A", request("designated"), 1));
      await write(store, put("request", "A", request("housed"), 2), put("request", "C", request("active")));
      await write(store, put("request", "B", request("active"), 1));
      const told = async (at: number, states?: readonly string[]) =>
        statesOf(await rowsAt(store, "request", at, states));
      expect(await told(0)).to.deep.equal([]);
      expect(await told(1)).to.deep.equal(["A v1 active", "B v1 submitted"]);
      expect(await told(2)).to.deep.equal(["A v2 designated", "B v1 submitted"]);
      expect(await told(3)).to.deep.equal(["A v3 housed", "B v1 submitted", "C v1 active"]);
      expect(await told(4)).to.deep.equal(["A v3 housed", "B v2 active", "C v1 active"]);
      expect(await told(1, ["active"])).to.deep.equal(["A v1 active"]);
      expect(await told(2, ["active"])).to.deep.equal([]);
      expect(await told(2, ["active", "designated", "submitted"])).to.deep.equal(["A v2 designated", "B v1 submitted"]);
      expect(await told(3, ["active"])).to.deep.equal(["C v1 active"]);
      expect(await told(4, ["active"])).to.deep.equal(["B v2 active", "C v1 active"]);
    });

    it("an earlier sequence is read in order of id also where most records have moved on since", async () => {
      const store = await places.open();
      const ids = shuffledIds(2_400);
      await write(store, ...ids.map((id) => put("request", id, request("active"))));
      const moved = ids.filter((_, n) => n % 3 !== 0);
      await write(store, ...moved.map((id) => put("request", id, request("housed"), 1)));
      const rows = await rowsAt(store, "request", 1, ["active"]);
      expect(rows.map(({ id, version }) => `${id} v${version}`)).to.deep.equal(
        ids.sort(compareText).map((id) => `${id} v1`),
      );
      expect(await rowsAt(store, "request", 2, ["active"])).to.have.length(800);
    });

    it("two readings of different sequences stand side by side", async () => {
      const store = await places.open();
      await write(store, put("landlord", "L", landlord("first")));
      await write(store, put("landlord", "L", landlord("second"), 1));
      const [then, now] = [await store.snapshot(1), await store.snapshot()];
      await write(store, put("landlord", "L", landlord("third"), 2));
      const titleIn = async (reading: typeof then) =>
        JSON.parse((await all(reading.rows("landlord")))[0]!.facts!).title;
      expect([then.sequence, await titleIn(then)]).to.deep.equal([1, "first"]);
      expect([now.sequence, await titleIn(now)]).to.deep.equal([2, "second"]);
      await then.close();
      await now.close();
    });

    it("a version written without facts is left out", async () => {
      const store = await places.open();
      const { facts: _, ...withoutFacts } = request("active");
      await write(store, put("request", "A", withoutFacts), put("request", "B", request("active")));
      expect(idsOf(await rowsAt(store, "request"))).to.deep.equal(["B"]);
    });

    it("there is no reading of a sequence that was not written yet", async () => {
      const store = await places.open();
      await write(store, put("landlord", "L", landlord("first")));
      expect(await errorOf(store.snapshot(2))).to.be.instanceOf(Error);
    });

    it("a reading may be left in the middle and closed twice", async () => {
      const store = await places.open();
      await write(store, ...shuffledIds(2_500).map((id) => put("request", id, request("active"))));
      const reading = await store.snapshot();
      for await (const batch of reading.rows("request")) {
        expect(batch.length).to.be.lessThan(2_500);
        break;
      }
      await reading.close();
      await reading.close();
      expect((await write(store, put("landlord", "L", landlord("next")))).sequence).to.equal(2);
    });
  });
}
