import { createRequire } from "node:module";
import { join } from "node:path";

const here = import.meta.dirname;

/** Runs `main` of a TypeScript module beside this file. */
export async function runMain(module) {
  const [forRequire, forImport] = await Promise.all([import("tsx/cjs/api"), import("tsx/esm/api")]);
  forRequire.register();
  // What is loaded on demand is imported, which Node.js resolves by other hooks.
  forImport.register();
  const require = createRequire(import.meta.url);
  const { version } = require("../package.json");
  const checkovPolicies = join(here, "..", "policies", "checkov");
  const localAws = join(here, "..", "local-aws", "process", "start.mjs");
  await require(module).main(process.argv, { version, preload: join(here, "preload.cjs"), checkovPolicies, localAws });
}
