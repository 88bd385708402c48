import { expect } from "chai";
import { metresBetween, ringsFor, schematicMap } from "../../src/markup/map.ts";

const at = (eastMetres: number, northMetres: number, grid: "lambert-93" | "utm-20n" = "lambert-93") => ({
  grid,
  eastMetres,
  northMetres,
});

describe("the map of a dwelling", () => {
  it("measures whole metres between two places of one grid, and nothing between two grids", () => {
    expect(metresBetween(at(0, 0), at(3_000, 4_000))).to.equal(5_000);
    expect(metresBetween(at(0, 0), at(1, 1))).to.equal(1);
    expect(metresBetween(at(0, 0), at(3_000, 4_000, "utm-20n"))).to.equal(undefined);
    expect(metresBetween(undefined, at(0, 0))).to.equal(undefined);
  });

  it("takes the smallest rings that hold every workplace", () => {
    expect(ringsFor([])).to.deep.equal([2, 5]);
    expect(ringsFor([5_500])).to.deep.equal([2, 5]);
    expect(ringsFor([5_501])).to.deep.equal([5, 10]);
    expect(ringsFor([900_000])).to.deep.equal([100, 200]);
  });

  it("moves pins apart so that none hides another, and says in words what it shows", () => {
    const pins = ["1", "2", "R1"].map((label) => ({ label, isSpare: label === "R1", position: at(10, 10) }));
    const { markup } = schematicMap(at(0, 0), pins, [{ title: "<b>", position: at(-4_000, 0) }], "trois <lieux>");
    const centres = [...markup.matchAll(/<g class="pin[^"]*"><circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(
      ([, x, y]) => ({
        x: Number(x),
        y: Number(y),
      }),
    );
    expect(centres).to.have.length(3);
    for (const [i, a] of centres.entries()) {
      for (const b of centres.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).to.be.at.least(20);
    }
    expect(markup).to.contain('aria-label="trois &lt;lieux&gt;"').and.to.contain("&lt;b&gt;").and.to.not.contain("<b>");
  });

  it("draws wished communes as circles with who wishes them, named below where a pin stands above", () => {
    const home = at(0, 0);
    const pins = [{ label: "1", isSpare: false, position: at(0, 4_000) }];
    const drawn = (northMetres: number) => {
      const wishes = [{ title: "Ville inventée", position: at(0, northMetres), of: "vœu de 1" }];
      const { markup } = schematicMap(home, pins, [], "plan", wishes);
      const circle = Number(/class="wish" cx="[\d.]+" cy="([\d.]+)"/.exec(markup)![1]);
      const name = Number(/class="name" x="[\d.]+" y="([\d.]+)"[^>]*>Ville inventée/.exec(markup)![1]);
      expect(markup).to.contain("vœu de 1");
      return name - circle;
    };
    expect(drawn(-3_000)).to.be.lessThan(0);
    expect(drawn(2_500)).to.be.greaterThan(0);
  });
});
