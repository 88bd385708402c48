/** Random ids: 130 bits as 26 letters and digits that are hard to confuse when read aloud. */
import { randomFillSync } from "node:crypto";
import type { IdGenerator } from "../../app/ports.ts";

/** 32 signs without i, l, o and u, so that five bits of a byte choose one without bias. */
const signs = "0123456789abcdefghjkmnpqrstvwxyz";
const length = 26;

/** Random bytes are drawn for many ids at a time; each is used once. */
const drawn = new Uint8Array(length * 256);
let used = drawn.length;

/** Ids that nobody can guess. */
export const randomIds: IdGenerator = {
  newId: () => {
    if (used === drawn.length) {
      randomFillSync(drawn);
      used = 0;
    }
    let id = "";
    for (const end = used + length; used < end; used++) id += signs[drawn[used]! & 31];
    return id;
  },
};
