/** Somebody slow: everything is read, and just before the first commit another does something. */
import type { Change, Context } from "../../src/app/ports.ts";

/** A context on the same store whose first commit waits until `work` is done. */
export function meanwhile<C extends Context>(context: C, work: () => Promise<unknown>): C {
  let isDone = false;
  const store = new Proxy(context.store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (name !== "commit") return member.bind(target);
      return async (change: Change) => {
        if (!isDone) {
          isDone = true;
          await work();
        }
        return target.commit(change);
      };
    },
  });
  return { ...context, store };
}
