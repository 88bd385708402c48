// Asks the server of this container whether it is alive: what a health check of Docker runs. Exit code 0 when it is.
const port = process.env.CONTINGENT_PORT || "8080";
try {
  const { ok } = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(4_000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
