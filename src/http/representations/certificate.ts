import type { Stored } from "../../app/ports.ts";

/** That fewer candidates exist than are asked for. */
export function certificateRepresentation({ id, version, document }: Stored<"certificate">): object {
  return { id, version, ...document };
}
