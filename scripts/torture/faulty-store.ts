/** Stores that break their promises, by which the checks are shown to notice. */
import type { Change, Committed, Put, Store } from "../../src/app/ports.ts";

/** `drop`: the first record of each change is left out. `early`: a change is said to be done before it is. */
export type Fault = "drop" | "early";

/** The store with a fault. */
export function faulty(store: Store, fault: Fault): Store {
  let promised = 0;
  let last: Promise<unknown> = Promise.resolve();
  const early = async (change: Change): Promise<Committed> => {
    promised = Math.max(promised, (await store.head()).sequence) + 1;
    last = last.then(() => new Promise((resolve) => setTimeout(resolve, 20))).then(() => store.commit(change));
    last.catch(() => {});
    return { sequence: promised } as Committed;
  };
  const dropping = async (change: Change): Promise<Committed> => {
    const puts: Put[] = [];
    if (Symbol.iterator in change.puts) puts.push(...change.puts);
    else for await (const some of change.puts) puts.push(...some);
    return store.commit({ ...change, puts: puts.slice(1) });
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === "commit") return fault === "early" ? early : dropping;
      const value = Reflect.get(target, name, target) as unknown;
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
