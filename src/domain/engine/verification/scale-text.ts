/**
 * The points of a scale as generated source: bands and curves become comparisons of one number. An unknown number gives 0.
 */
import type { Scale } from "../../rules/rule-set.ts";
import * as runTime from "./run-time.ts";
import { joined, literal, type SourceWriter } from "./source-writer.ts";

type CurvePoints = Extract<Scale, { kind: "curve" }>["at"];
type Bands = Extract<Scale, { kind: "bands" }>["bands"];

function bandSteps(bands: Bands): string {
  const steps = bands.map(({ from, to, points }) => {
    const bounds = [
      ...(from === undefined ? [] : [`x>=${literal(from)}`]),
      ...(to === undefined ? [] : [`x<${literal(to)}`]),
    ];
    return `${joined(bounds, "&&")}?${literal(points)}:`;
  });
  return `${steps.join("")}0`;
}

/** Text of the points for the text of a number. */
export function scaleText(writer: SourceWriter, scale: Scale, number: string): string {
  if (scale.kind === "per-month") return writer.runTime(runTime.perMonth, number, writer.bind(scale));
  if (scale.kind === "when") throw new Error("a condition is no scale of a number");
  const steps = scale.kind === "bands" ? bandSteps(scale.bands) : curveSteps(writer, scale.at);
  return `${writer.ofNumber("x", `return x!==x?0:${steps};`)}(${number})`;
}

/** Linear between the points of a curve, flat outside. */
function curveSteps(writer: SourceWriter, at: CurvePoints): string {
  const pieces = at.map(({ value, points }, i) => {
    const before = at[i - 1];
    if (!before) return `x<=${literal(value)}?${literal(points)}:`;
    const [rise, width] = [literal(points - before.points), literal(value - before.value)];
    const share = writer.runTime(runTime.shareOf, rise, `x-${literal(before.value)}`, width);
    return `x<=${literal(value)}?${literal(before.points)}+${share}:`;
  });
  return `${pieces.join("")}${literal(at[at.length - 1]!.points)}`;
}
