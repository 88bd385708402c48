/** The version of the product. */
import { readFileSync } from "node:fs";

/** Reads the version from package.json, so that it stands in one place. */
export function productVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
