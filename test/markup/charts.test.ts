import { expect } from "chai";
import { clockBar, percentOf, placesRow, pointsBar, stackedBar, thresholdBar } from "../../src/markup/charts.ts";

describe("bars of the report", () => {
  it("draw every value on the scale given, never beyond it", () => {
    expect(percentOf(1, 3)).to.equal("33.3%");
    expect(percentOf(7, 3)).to.equal("100%");
    expect(percentOf(-1, 3)).to.equal("0%");
    expect(percentOf(1, 0)).to.equal("0%");
  });

  it("show the most one can have as a track, and what waits for a proof as a hatch after the points", () => {
    const { markup } = pointsBar(10, 20, 30, 40);
    expect(markup).to.contain('class="track" width="75%"').and.to.contain('class="fill" width="25%"');
    expect(markup).to.contain('class="wait" x="25%" width="50%"');
    expect(pointsBar(0, 0, 30, 40).markup).to.not.match(/fill|wait/);
  });

  it("hold the hatch inside the maximum", () => {
    expect(pointsBar(25, 20, 30, 30).markup).to.contain('x="83.3%" width="16.7%"');
  });

  it("stack the parts of a total, and draw one bar where the parts are not the total", () => {
    const parts = [{ points: 30 }, { points: 0 }, { points: 20 }];
    expect(stackedBar(parts, 50, 0, 100).markup)
      .to.contain('x="0%" width="30%"')
      .and.to.contain('x="30%" width="20%"');
    expect(stackedBar([{ points: 30 }, { points: -5 }], 25, 0, 100).markup).to.contain('x="0%" width="25%"');
  });

  it("mark what lies beyond an upper bound", () => {
    expect(thresholdBar(30, 20, 40, true).markup).to.contain('class="over" x="50%" width="25%"');
    expect(thresholdBar(20, 20, 40, true).markup).to.not.contain("over");
  });

  it("draw a shape for each place, empty or not, and for each who comes next", () => {
    const { markup } = placesRow(2, 1, 2);
    expect(markup.match(/class="in"/g)).to.have.length(2);
    expect(markup.match(/class="none"/g)).to.have.length(1);
    expect(markup.match(/class="spare"/g)).to.have.length(2);
  });

  it("end the clock where the days left end, and go on in dashes for an extension", () => {
    expect(clockBar(7, 7, 28).markup).to.contain('class="second" x1="25%" x2="50%"');
    expect(clockBar(7, 0, 28).markup).to.not.contain("second");
  });
});
