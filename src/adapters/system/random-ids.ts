/** Random ids: 130 bits as 26 letters and digits that are hard to confuse when read aloud. */
import { randomBytes } from "node:crypto";
import type { IdGenerator } from "../../app/ports.ts";

/** 32 signs without i, l, o and u, so that five bits of a byte choose one without bias. */
const signs = "0123456789abcdefghjkmnpqrstvwxyz";
const length = 26;

/** Ids that nobody can guess. */
export const randomIds: IdGenerator = {
  newId: () => Array.from(randomBytes(length), (byte) => signs[byte & 31]).join(""),
};
