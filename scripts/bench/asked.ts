/** What a benchmark is asked for: sizes and parts by their names. */
import { type PoolSize, poolSizes } from "./pool.ts";

/** The sizes and parts asked for; undefined after saying which names are not known, and the process then ends with 2. */
export function askedOf(
  size: string,
  only: string,
  parts: Readonly<Record<string, unknown>>,
): { readonly sizes: readonly PoolSize[]; readonly wanted: readonly string[] } | undefined {
  const sizes = size.split(",");
  const wanted = only.split(",");
  const unknown = [...sizes.filter((one) => !(one in poolSizes)), ...wanted.filter((part) => !(part in parts))];
  if (unknown.length === 0) return { sizes: sizes as PoolSize[], wanted };
  process.stderr.write(
    `${unknown.join(", ")}: sizes are ${Object.keys(poolSizes).join(", ")}; parts are ${Object.keys(parts).join(", ")}.\n`,
  );
  process.exitCode = 2;
  return undefined;
}
