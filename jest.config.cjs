const common = {
  testEnvironment: "node",
  transform: { "^.+\\.[mc]?[jt]s$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" } }] },
  // A module loaded on demand is named as Node will find it, with .js; here it is still TypeScript.
  moduleNameMapper: { "^(\\.{1,2}/.+)\\.js$": ["$1.js", "$1.ts"] },
  setupFiles: ["<rootDir>/__tests__/support/quiet-sdk.cjs"],
  setupFilesAfterEnv: ["<rootDir>/__tests__/support/patience.cjs"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/cdktf.out", "<rootDir>/chargeback.out"],
};

/** Tests that start the command line, or what stands in for Terraform and Checkov: seconds each, so that they run apart. */
const startPrograms = ["/__tests__/(cli|demo)/.+\\.test\\.ts$", "/__tests__/policies/checkov/engines\\.test\\.ts$"];

module.exports = {
  // Two cores are the floor: one Terraform at a time keeps the runs honest and the machine usable.
  maxWorkers: 2,
  projects: [
    {
      ...common,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["\\.(terraform|consumer)\\.test\\.ts$", ...startPrograms],
    },
    {
      ...common,
      displayName: "programs",
      testRegex: startPrograms,
      testPathIgnorePatterns: ["\\.terraform\\.test\\.ts$"],
    },
    { ...common, displayName: "terraform", testMatch: ["<rootDir>/__tests__/**/*.terraform.test.ts"] },
  ],
};
