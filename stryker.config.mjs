import jest from "./jest.config.cjs";

const [unit] = jest.projects;

/**
 * Mutation testing of the gate: `npm run mutation` for all of policies/, which takes an hour or two on two cores; a part of it
 * with `npm run mutation -- --mutate "policies/rules/*.ts"`.
 */
export default {
  packageManager: "npm",
  testRunner: "jest",
  jest: {
    config: {
      ...unit,
      testMatch: ["<rootDir>/__tests__/policies/**/*.test.ts"],
      // Random input and processes take seconds for each mutant, and what they catch once they need not catch again.
      testPathIgnorePatterns: [
        ...unit.testPathIgnorePatterns,
        "/policies/properties/",
        "/policies/checkov/engines\\.test\\.ts$",
        "/policies/redaction/(hostile|properties)\\.test\\.ts$",
      ],
    },
  },
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
  tempDirName: "coverage/stryker",
  thresholds: { high: 90, low: 85, break: 85 },
};
