import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { loadScript } from "./code-cache.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** What `npm run build` puts in the place of from-source.mjs: the same modules, compiled into dist/cli. */
export async function runMain(module) {
  compileLess();
  const { exports, keepCompiled } = loadScript(join(here, "programs.cjs"));
  const { main } = await exports.programs[module]();
  const { version } = JSON.parse(readFileSync(join(here, "..", "..", "package.json"), "utf8"));
  const checkovPolicies = join(here, "..", "..", "policies", "checkov");
  await main(process.argv, { version, preload: join(here, "preload.cjs"), checkovPolicies });
  // Other commands compile little of the gate, or take so long that nothing is gained.
  if (process.argv[2] === "check" && process.exitCode <= 1) keepCompiled();
}

/**
 * A run is over before much of what V8 optimizes pays: by its own measure it spends a quarter of all time in that, on a core that
 * the build beside it needs. A version of V8 that is not known here would complain of a flag that it has not.
 */
function compileLess() {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=350000");
}
