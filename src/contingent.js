#!/usr/bin/env node
// Plain JavaScript on purpose: it must be readable by any Node, so that an old one gets a sentence and not a syntax error.
const wantedMajor = 24;
const major = Number(process.versions.node.split(".")[0]);
if (major < wantedMajor) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const isFrench = /^fr/i.test(LC_ALL || LC_MESSAGES || LANG || "");
  process.stderr.write(
    isFrench
      ? `contingent demande Node ${wantedMajor} ou plus récent ; celui-ci est Node ${process.versions.node}.\n` +
          "Lancez-le par npm, qui apporte le sien : npm ci, puis npx contingent --help\n"
      : `contingent needs Node ${wantedMajor} or newer; this is Node ${process.versions.node}.\n` +
          "Run it through npm, which brings its own Node: npm ci, then npx contingent --help\n",
  );
  process.exitCode = 2;
} else {
  // Whoever reads us may stop early (`| head`): that is no error.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
  // What was compiled is kept beside the packages, so that the next command starts in half the time; where nothing may be written it is not.
  const { enableCompileCache } = await import("node:module");
  enableCompileCache(`${import.meta.dirname}/../node_modules/.cache/contingent`);
  const { main } = await import("./cli.ts");
  process.exitCode = await main(process.argv.slice(2));
}
