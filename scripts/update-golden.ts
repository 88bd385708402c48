/**
 * Computes the golden runs again and writes what is expected of them, after showing what changes.
 * Refuses where the result changed although engine version, snapshot and rules are the same: that is a regression, or a change of the
 * engine that its version must tell.
 *
 *   npm run golden               write
 *   npm run golden -- --check    only show
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { goldenFolder, goldenNames, openGolden, updateOf } from "./golden/golden-case.ts";

const isCheck = process.argv.includes("--check");

for (const name of await goldenNames()) {
  const { expected, actual } = await openGolden(name);
  const { kind, lines } = updateOf(expected, actual);
  console.log(`${name}: ${lines.length === 0 ? "the same result" : `${lines.length} differences`}`);
  for (const line of lines) console.log(`  ${line}`);
  if (kind === "refused") {
    process.exitCode = 1;
    console.log(
      "  Refused: the result changed, but neither the engine version nor the rules nor the snapshot did.\n" +
        "  Find out why. If the engine is meant to decide otherwise, raise ENGINE_VERSION first.",
    );
  }
  if (kind === "write" && !isCheck) {
    await writeFile(join(goldenFolder, name, "expected.json"), `${JSON.stringify(actual, undefined, 1)}\n`);
  }
}
