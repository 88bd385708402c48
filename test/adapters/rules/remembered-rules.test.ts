import { expect } from "chai";
import { rememberedRules } from "../../../src/adapters/rules/remembered-rules.ts";

describe("rules that are remembered", () => {
  it("are read again after five seconds, and not before", async () => {
    let [now, readings] = [0, 0];
    const rules = rememberedRules(
      { ruleSets: async () => [{ id: `read-${++readings}`, files: [], problems: [] }] },
      () => now,
    );
    const idOf = async () => (await rules.ruleSets())[0]?.id;
    expect([await idOf(), await idOf()]).to.deep.equal(["read-1", "read-1"]);
    now = 4_999;
    expect(await idOf()).to.equal("read-1");
    now = 5_000;
    expect(await idOf()).to.equal("read-2");
  });

  it("are read again at once where the reading failed", async () => {
    let readings = 0;
    const rules = rememberedRules({
      ruleSets: async () => {
        if (++readings === 1) throw new Error("the disk is gone");
        return [];
      },
    });
    expect(await rules.ruleSets().catch((error: Error) => error.message)).to.equal("the disk is gone");
    expect(await rules.ruleSets()).to.deep.equal([]);
  });
});
