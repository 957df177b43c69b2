const { projects } = require("./jest.config.cjs");

/** Fresh projects that install the packed package with npm and pnpm: they need the registry of npm, and some minutes. */
const [{ transform, moduleNameMapper, setupFilesAfterEnv, modulePathIgnorePatterns }] = projects;

module.exports = {
  transform,
  moduleNameMapper,
  setupFilesAfterEnv,
  modulePathIgnorePatterns,
  testMatch: ["<rootDir>/__tests__/**/*.consumer.test.ts"],
};
