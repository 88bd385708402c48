/**
 * Seeded random numbers of the benchmark's pool: the same seed gives the same pool on every machine.
 */

/** A stream of whole numbers (sfc32). */
export interface Random {
  /** Next 32 bits as a number from 0 to 2^32 - 1. */
  next(): number;
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  /** True so many times in ten thousand. */
  chance(basisPoints: number): boolean;
  /** Around 0 with standard deviation `deviation`, within three deviations. */
  gaussian(deviation: number): number;
  /** Waiting time with mean `mean`. */
  exponential(mean: number): number;
}

/** A stream that depends on the seed alone. */
export function randomOf(seed: number): Random {
  let a = 0x9e37_79b9 ^ seed;
  let b = 0x243f_6a88 ^ Math.imul(seed, 0x85eb_ca6b);
  let c = 0xb7e1_5162;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i++) next();
  const below = (bound: number): number => Math.floor((next() * bound) / 4_294_967_296);
  return {
    next,
    below,
    chance: (basisPoints) => below(10_000) < basisPoints,
    gaussian: (deviation) => {
      // Nine uniform numbers of variance 1/12 each: a sum of variance 3/4.
      let sum = 0;
      for (let i = 0; i < 9; i++) sum += next();
      const centred = sum / 4_294_967_296 - 4.5;
      return Math.max(-3, Math.min(3, centred / Math.sqrt(0.75))) * deviation;
    },
    exponential: (mean) => -Math.log((next() + 1) / 4_294_967_297) * mean,
  };
}
