import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { loadScript } from "./code-cache.mjs";
import { readAhead } from "./read-ahead.mjs";

const here = import.meta.dirname;

/** What `npm run build` puts in the place of from-source.mjs: the same modules, compiled into dist/cli. */
export async function runMain(module) {
  spare();
  const ahead = readAhead(process.argv);
  const { exports, keepCompiled } = loadScript(join(here, "programs.cjs"));
  const { main } = await exports.programs[module]();
  const { version } = JSON.parse(readFileSync(join(here, "..", "..", "package.json"), "utf8"));
  const checkovPolicies = join(here, "..", "..", "policies", "checkov");
  await main(process.argv, { version, preload: join(here, "preload.cjs"), checkovPolicies, ahead });
  // Other commands compile little of the gate, or take so long that nothing is gained.
  if (process.argv[2] === "check" && process.exitCode <= 1) keepCompiled();
}

/**
 * A run is over before much of what V8 optimizes pays: by its own measure it spends a quarter of all time in that, on a core that
 * the build beside it needs. Nor does it pay to let the space for new objects grow: what the gate makes is gone at once, and
 * memory that is touched for the first time is slow. A version of V8 that is not known here would complain of a flag that it has not.
 */
function spare() {
  if (!process.versions.v8.startsWith("11.")) return;
  setFlagsFromString("--interrupt-budget=350000");
  setFlagsFromString("--semi-space-growth-factor=1");
}
