const { AsyncLocalStorage } = require("node:async_hooks");
const { TestEnvironment } = require("jest-environment-node");

const { run } = AsyncLocalStorage.prototype;
const used = new Set();
AsyncLocalStorage.prototype.run = function (...args) {
  used.add(this);
  return run.apply(this, args);
};

/**
 * Node.js, and nothing left of a test file when it has ended. jest-circus keeps each test's context in an AsyncLocalStorage that it
 * makes for every file and never disables; before Node.js 24 each of them is paid for at every promise of all files that follow in
 * the same process: after fifty files a promise takes fifty times as long.
 */
module.exports = class EnvironmentOfOneFile extends TestEnvironment {
  async teardown() {
    await super.teardown();
    for (const each of used) each.disable();
    used.clear();
  }
};
