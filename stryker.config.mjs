import { readdirSync } from "node:fs";

/** Random input and processes take seconds for each mutant, and what they catch once they need not catch again. */
const slow = /\.terraform\.test|^properties\/|\/(properties|hostile)\.test|^checkov\/(engines|policies)\./;
const testFiles = readdirSync("__tests__/policies", { recursive: true })
  .filter((name) => name.endsWith(".test.ts") && !slow.test(name))
  .map((name) => `__tests__/policies/${name}`);

/**
 * Mutation testing of the gate: `npm run mutation` for all of policies/, which takes hours; a part of it with
 * `npm run mutation -- --mutate "policies/rules/*.ts"`.
 */
export default {
  packageManager: "npm",
  plugins: ["./__tests__/mutation/stryker-runner.mjs"],
  testRunner: "in-process",
  testFiles,
  // Pages of prose are read by people.
  mutate: ["policies/**/*.ts", "!policies/explain/pages/**"],
  ignorePatterns: [".terraform", "cdktf.out", "chargeback.out", "dist", "coverage"],
  coverageAnalysis: "perTest",
  // What is worked out when a module is loaded, messages and tables, would need all tests again for each mutant.
  ignoreStatic: true,
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: 30,
  concurrency: 2,
  reporters: ["progress-append-only", "clear-text", "html"],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: "coverage/mutation.html" },
  jsonReporter: { fileName: "coverage/mutation.json" },
  tempDirName: "coverage/stryker",
  thresholds: { high: 90, low: 85, break: 85 },
};
