/** What a result was measured on. */
import { cpus, loadavg } from "node:os";

/** One paragraph for the head of a page of results. */
export function machine(command: string): string {
  const day = new Date().toISOString().slice(0, 10);
  const { model } = cpus()[0]!;
  return `Measured on ${day} with \`${command}\` on ${cpus().length} cores of ${model.trim()}, Node ${process.version}. Times are medians over fresh processes, memory is the highest resident set of the process, loading included. Load average when it ended: ${loadavg()[1]!.toFixed(1)}, the benchmark's own work included.`;
}
