import { expect } from "chai";
import { openRunEngine } from "../../../src/adapters/threads/run-engine.ts";
import { allocate } from "../../../src/domain/engine/allocate.ts";
import { runInputOf, verificationInputOf } from "../../../src/domain/engine/run-input.ts";
import { verify } from "../../../src/domain/engine/verification.ts";
import { factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import type { HeldTable } from "../../../src/domain/facts/table/held-table.ts";
import { demoRuleSets, demoTown } from "../../support/demo-town.ts";

describe("the engine of a run", () => {
  it("comes to what one thread comes to, whether threads are worth it or not", async () => {
    const input = runInputOf(demoTown(), await demoRuleSets(), factCatalogue);
    const table = input.table as HeldTable;
    const alone = allocate(input).allocation!;
    const wanted = verify(verificationInputOf(alone));
    for (const engine of [openRunEngine(2, 0), openRunEngine(2, 1_000_000), openRunEngine(1, 0)]) {
      const { allocation } = allocate({ ...input, listsBy: engine.listsOf(table) });
      expect(allocation!.result).to.deep.equal(alone.result);
      expect(engine.verify({ ...verificationInputOf(allocation!), table })).to.deep.equal(wanted);
      await engine.close();
      await engine.close();
    }
  });
});
