import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadScript } from "./code-cache.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** What `npm run build` puts in the place of from-source.mjs: the same modules, compiled into dist/cli. */
export async function runMain(module) {
  const { exports, keepCompiled } = loadScript(join(here, "programs.cjs"));
  const { main } = await exports.programs[module]();
  const { version } = JSON.parse(readFileSync(join(here, "..", "..", "package.json"), "utf8"));
  const checkovPolicies = join(here, "..", "..", "policies", "checkov");
  await main(process.argv, { version, preload: join(here, "preload.cjs"), checkovPolicies });
  // Other commands compile little of the gate, or take so long that nothing is gained.
  if (process.argv[2] === "check" && process.exitCode <= 1) keepCompiled();
}
