import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = {
  "./main.ts": () => import("./main.ts"),
  "./wrapper/main.ts": () => import("./wrapper/main.ts"),
};

/** What `npm run build` puts in the place of from-source.mjs: the same modules, compiled into dist/cli. */
export async function runMain(module) {
  const { main } = await modules[module]();
  const { version } = JSON.parse(readFileSync(join(here, "..", "..", "package.json"), "utf8"));
  const checkovPolicies = join(here, "..", "..", "policies", "checkov");
  await main(process.argv, { version, preload: join(here, "preload.cjs"), checkovPolicies });
}
