import { expect } from "chai";
import type { SingleBar } from "cli-progress";
import { Progress, type Stage } from "../../src/cli/progress.ts";

/** A bar that writes down what it is told, with a clock that goes on by what each stage takes. */
function watched(millisecondsPerStage: readonly number[]) {
  const told: string[] = [];
  const shown = (value: number, { stage }: { stage: Stage }) => `${value} ${stage}`;
  const bar = {
    start: (_: number, value: number, payload: { stage: Stage }) => told.push(`start ${shown(value, payload)}`),
    update: (value: number, payload: { stage: Stage }) => told.push(shown(value, payload)),
    stop: () => told.push("stop"),
  } as unknown as SingleBar;
  const times = [0];
  for (const milliseconds of millisecondsPerStage) times.push(times.at(-1)! + milliseconds);
  const progress = new Progress(
    (stage) => stage,
    bar,
    () => times.shift()!,
  );
  progress.at("lists");
  progress.at("verification");
  progress.end();
  return told;
}

describe("the progress of a run", () => {
  it("is not shown when the run is done within a second", () => {
    expect(watched([100, 300])).to.deep.equal([]);
  });

  it("is shown from the stage on at which the run is seen to last, and taken away", () => {
    expect(watched([600, 900])).to.deep.equal(["start 35 lists", "75 verification", "stop"]);
    expect(watched([100, 3_000])).to.deep.equal(["start 75 verification", "stop"]);
  });
});
