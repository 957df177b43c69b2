import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pages, stalePages } from "./pages";

/** Writes the pages of this folder from the rules; with --check it only says which are stale, and exits 1. */
const stale = stalePages(__dirname);

if (process.argv.includes("--check")) {
  if (stale.length > 0) {
    process.stderr.write(
      `stale in docs/rules: ${stale.join(", ")}; run node --import tsx docs/rules/generate.ts and commit what it writes\n`,
    );
    process.exitCode = 1;
  }
} else {
  const wanted = pages();
  for (const name of stale) {
    const text = wanted.get(name);
    if (text === undefined) rmSync(path.join(__dirname, name));
    else writeFileSync(path.join(__dirname, name), text);
  }
}
