import { expect } from "chai";
import { compareText } from "../../../src/domain/shared/order.ts";
import { openDesignatedSite } from "../../support/designated-town.ts";
import type { Site, SiteClient } from "../../support/open-site.ts";

describe("a list of vacancies", function () {
  this.timeout(60_000);
  let site: Site;
  let clerk: SiteClient;
  beforeEach(async () => {
    site = await openDesignatedSite();
    clerk = await site.as("landlord-social");
    for (const id of ["V-2", "V-3"])
      await clerk.submit(`/vacancies/${id}`, `/vacancies/${id}/withdraw`, { reason: "declared-in-error" });
  });
  afterEach(() => site.close());

  const send = async (content: string) => {
    const sent = await clerk.upload("/vacancies/import", {}, { name: "file", fileName: "logements.csv", content });
    return sent.status === 303 ? clerk.follow(sent) : sent;
  };
  const head = "Logement;Libre à partir du;Droit de réservation\n";
  const live = async () => {
    const found: string[] = [];
    for (const state of ["open", "declared"] as const) {
      const { records } = await site.context.store.list({ kind: "vacancy", by: "byState", equals: [state] });
      found.push(...records.map(({ document }) => document.facts.dwellingId));
    }
    return found.sort(compareText);
  };

  it("is shown with every clock that will start, declared at once, and changes nothing a second time", async () => {
    const before = await live();
    const seen = await send(`${head}D-2;10/12/2026;\nD-3;2026-12-12;R-SOCIAL\n`);
    expect(seen.status).to.equal(200);
    expect(seen.page.main).to.contain("2 logements à déclarer").and.to.contain("23\u00a0décembre\u00a02026");
    expect(await live()).to.deep.equal(before);
    const { action } = seen.page.forms.find(({ fields }) => fields.keep !== undefined)!;
    const kept = await clerk.post(action, { keep: "all" });
    expect((await clerk.follow(kept)).page.main).to.contain("2 logements déclarés");
    expect(await live()).to.include.members(["D-2", "D-3"]);
    const again = await send(`${head}D-2;10/12/2026;\nD-3;2026-12-12;R-SOCIAL\n`);
    expect(again.page.main).to.contain("2 déjà déclarés").and.to.contain("Rien à déclarer");
  });

  it("tells everything that is wrong with its line and column, and declares the good rows only where that is wanted", async () => {
    const rows = [
      "D-2;10/12/2026;",
      "D-1;11/12/2026;",
      "D-99;11/12/2026;",
      "D-3;31/02/2026;",
      "D-2;10/12/2026;",
      "D-4;11/12/2026;",
    ];
    const seen = await send(`${head}${rows.join("\n")}\n`);
    const { main } = seen.page;
    expect(main).to.contain("1 logement à déclarer").and.to.contain("5 lignes à corriger");
    for (const told of ["V-1", "D-99", "figure déjà à la ligne 2"]) expect(main, told).to.contain(told);
    for (const line of [3, 4, 5, 6, 7]) expect(main).to.match(new RegExp(`\\b${line}\\b`));
    const { action } = seen.page.forms.find(({ names }) => names.includes("keep"))!;
    expect((await clerk.post(action, {})).status).to.equal(422);
    await clerk.post(action, { keep: "good" });
    expect(await live())
      .to.include("D-2")
      .and.not.to.include("D-3");
  });

  it("is refused whole where it is no text or lacks a column", async () => {
    const zip = await send("PK\u0003\u0004nothing to read");
    expect(zip.status).to.equal(422);
    const lacking = await send("Logement\nD-2\n");
    expect(lacking.page.main).to.contain("rien ne peut être enregistré avant");
    expect(lacking.page.forms.some(({ names }) => names.includes("keep"))).to.equal(false);
  });

  it("names no dwelling of another landlord, nor lets it be declared", async () => {
    const owner = await site.as("landlord-owner");
    const sent = await owner.upload(
      "/vacancies/import",
      {},
      { name: "file", fileName: "x.csv", content: `${head}D-2;10/12/2026;R-SOCIAL\n` },
    );
    const seen = await owner.follow(sent);
    expect(seen.page.main).to.contain("1 ligne à corriger").and.not.to.contain("A-SOCIAL");
    expect((await owner.get("/vacancies/import/template")).markup).to.contain("Logement");
  });
});
