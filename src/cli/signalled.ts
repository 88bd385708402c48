/** Waits until the process is told to stop. */

/** The name of the first signal to stop. A second one ends the process at once, as usual. */
export function signalled(): Promise<string> {
  return new Promise((resolve) => {
    const names = ["SIGTERM", "SIGINT"] as const;
    const end = (name: NodeJS.Signals) => {
      for (const each of names) process.off(each, end);
      resolve(name);
    };
    for (const name of names) process.on(name, end);
  });
}
