/** How much room the database takes, where it is a file on this machine. */
import { statSync } from "node:fs";

/** Bytes of the file and of what is written beside it; undefined for a server. */
export function databaseBytes(place: string): number | undefined {
  const sizes = [place, `${place}-wal`].map((file) => statSync(file, { throwIfNoEntry: false }));
  return sizes[0]?.isFile() === true ? sizes.reduce((sum, one) => sum + (one?.size ?? 0), 0) : undefined;
}
