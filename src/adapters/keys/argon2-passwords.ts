/** Passwords by argon2id with 19 MiB and two passes, which OWASP's password storage sheet names as the least; the numbers stand in each hash. */
import { hash, verify } from "@node-rs/argon2";
import type { Passwords } from "../../app/ports.ts";

const ARGON2ID = 2;

/** How hashes are made. Source: OWASP Password Storage Cheat Sheet, argon2id. */
const cost = { algorithm: ARGON2ID, memoryCost: 19 * 1_024, timeCost: 2, parallelism: 1 } as const;

/** Passwords as the product keeps them. */
export function argon2Passwords(): Passwords {
  let ofNobody: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, cost),
    verify: async (stored, password) => {
      ofNobody ??= hash("the password of nobody", cost);
      const isRight = await verify(stored ?? (await ofNobody), password);
      return isRight && stored !== undefined;
    },
  };
}
