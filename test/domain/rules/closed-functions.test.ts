import { expect } from "chai";
import fc from "fast-check";
import {
  arithmetic,
  distanceMetres,
  effortRate,
  halfUp,
  percent,
  proportion,
  rank,
} from "../../../src/domain/rules/closed-functions.ts";

const whole = fc.maxSafeInteger();
const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

/** The quotient half up, by the definition: the largest whole number not above quotient + 1/2. */
function exact(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor;
  const floor = doubled / (2n * divisor);
  return doubled < 0n && floor * 2n * divisor !== doubled ? floor - 1n : floor;
}

describe("the arithmetic of the closed functions", () => {
  it("divides half up, exactly, for every pair of whole numbers", () => {
    fc.assert(fc.property(whole, positive, (a, b) => halfUp(a, b) === Number(exact(BigInt(a), BigInt(b)))));
  });

  it("takes a proportion exactly, also where the product is larger than the exact whole numbers", () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 20_000 }), (amount, points) => {
        const wanted = exact(BigInt(amount) * BigInt(points), 10_000n);
        return percent(amount, points) === Number(wanted);
      }),
    );
    expect(proportion(3, 1, 2)).to.equal(2);
    expect(proportion(-3, 1, 2)).to.equal(-1);
  });

  it("gives an effort rate between none and the highest", () => {
    const cents = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(cents, cents, cents, (cost, aid, resources) => {
        const rate = effortRate(cost, aid, resources);
        if (aid >= cost) return rate === 0;
        if (resources === 0) return rate === 100_000;
        const wanted = exact(BigInt(cost - aid) * 10_000n, BigInt(resources));
        return rate === Math.min(Number(wanted), 100_000);
      }),
    );
  });

  it("measures the straight line, rounded down, for every two places of a grid", () => {
    const metres = fc.integer({ min: -9_999_999, max: 19_999_999 });
    fc.assert(
      fc.property(metres, metres, metres, metres, (ax, ay, bx, by) => {
        const distance = BigInt(
          distanceMetres(
            { grid: "g", eastMetres: ax, northMetres: ay },
            { grid: "g", eastMetres: bx, northMetres: by },
          )!,
        );
        const square = BigInt(ax - bx) ** 2n + BigInt(ay - by) ** 2n;
        return distance ** 2n <= square && square < (distance + 1n) ** 2n;
      }),
    );
    expect(
      distanceMetres({ grid: "a", eastMetres: 0, northMetres: 0 }, { grid: "b", eastMetres: 0, northMetres: 0 }),
    ).to.equal(undefined);
  });

  it("never gives a negative zero", () => {
    const small = fc.integer({ min: -5, max: 5 });
    const operators = fc.constantFrom("+", "-", "*", "/", "%" as const);
    fc.assert(fc.property(operators, small, small, (operator, a, b) => !Object.is(arithmetic(operator, a, b), -0)));
    fc.assert(fc.property(small, (a) => !Object.is(halfUp(a, 100), -0)));
  });

  it("divides toward zero and knows no division by zero", () => {
    fc.assert(
      fc.property(
        whole,
        fc.maxSafeInteger().filter((b) => b !== 0),
        (a, b) => {
          return (
            arithmetic("/", a, b) === Number(BigInt(a) / BigInt(b)) &&
            arithmetic("%", a, b) === Number(BigInt(a) % BigInt(b))
          );
        },
      ),
    );
    expect([arithmetic("/", 1, 0), arithmetic("%", 1, 0)]).to.deep.equal([undefined, undefined]);
  });

  it("ranks what is not in the list behind everything in it", () => {
    expect(["a", "b", "c"].map((item) => rank(item, ["b", "a"]))).to.deep.equal([2, 1, 3]);
  });
});
