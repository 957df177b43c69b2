const common = {
  testEnvironment: "<rootDir>/__tests__/support/environment-of-one-file.cjs",
  transform: { "^.+\\.[mc]?[jt]s$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" } }] },
  // A module loaded on demand is named as Node will find it, with .js; here it is still TypeScript.
  moduleNameMapper: { "^(\\.{1,2}/.+)\\.js$": ["$1.js", "$1.ts"] },
  setupFiles: ["<rootDir>/__tests__/support/environment.cjs"],
  setupFilesAfterEnv: ["<rootDir>/__tests__/support/patience.cjs"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/cdktf.out", "<rootDir>/chargeback.out", "<rootDir>/coverage"],
};

/** For tests that run the command line. */
const withCommands = {
  globalSetup: "<rootDir>/__tests__/cli/support/bundle-commands.ts",
  globalTeardown: "<rootDir>/__tests__/cli/support/remove-commands.ts",
};

/** What takes long without Terraform: processes that are started, random input, everything that speaks to local AWS. It runs apart. */
const long = [
  "/__tests__/(cli|demo)/.+\\.test\\.ts$",
  "/__tests__/policies/checkov/engines\\.test\\.ts$",
  "/__tests__/policies/properties/.+\\.test\\.ts$",
  "/__tests__/(live|local-aws)/.+\\.test\\.ts$",
];

module.exports = {
  // Two cores are the floor. A third of the time that Terraform takes its provider waits, for which a third worker makes up.
  maxWorkers: 3,
  testSequencer: "<rootDir>/__tests__/support/terraform-first.cjs",
  projects: [
    {
      ...common,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["\\.(terraform|consumer)\\.test\\.ts$", ...long],
    },
    {
      ...common,
      ...withCommands,
      displayName: "long",
      testRegex: long,
      testPathIgnorePatterns: ["\\.terraform\\.test\\.ts$"],
    },
    { ...common, ...withCommands, displayName: "terraform", testMatch: ["<rootDir>/__tests__/**/*.terraform.test.ts"] },
  ],
};
