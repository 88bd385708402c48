import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Runs a step in a new folder holding some files, and takes the folder away after it. */
export async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  step: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "contingent-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await step(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
