import { performance } from "node:perf_hooks";
import process from "node:process";
import { PluginKind, declareClassPlugin } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { bundleTests } from "./bundle-tests.mjs";
import { nearestFirst } from "./nearest-first.mjs";
import { endTests, runTest, testsOfFile } from "./tests-of-file.mjs";

/**
 * Runs the tests that are written for Jest without Jest, which loads the gate anew for each test file and does not stop at the
 * first test that fails: days for all mutants. Here the tests are bundled once, and each mutant gets new modules.
 */
class InProcessTestRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.load = await bundleTests(process.cwd());
  }

  async dryRun({ testFiles }) {
    const instrumented = instrumentation();
    const tests = [];
    const files = this.load();
    const asked = Object.keys(files).filter((name) => testFiles.some((each) => each.endsWith(name)));
    // What is covered while no test runs is covered by loading alone: all is loaded first, since a test may load a module, too.
    instrumented.currentTestId = undefined;
    for (const declared of asked.map((file) => testsOfFile(file, files[file]))) {
      for (const test of declared) {
        instrumented.currentTestId = test.id;
        tests.push(await outcomeOf(test));
      }
      await endTests(declared);
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: instrumented.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, sandboxFileName, hitLimit, disableBail }) {
    const instrumented = Object.assign(instrumentation(), {
      activeMutant: activeMutant.id,
      hitLimit,
      hitCount: hitLimit === undefined ? undefined : 0,
    });
    const tests = [];
    for await (const outcome of this.outcomes(new Set(testFilter), sandboxFileName)) {
      tests.push(outcome);
      if (outcome.status === TestStatus.Failed && !disableBail) break;
    }
    const endless = determineHitLimitReached(instrumented.hitCount, hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests }, disableBail);
  }

  async *outcomes(asked, mutatedFile) {
    const files = this.load();
    const withTests = Object.keys(files).filter((file) => [...asked].some((id) => id.startsWith(`${file} `)));
    for (const file of nearestFirst(withTests, mutatedFile)) {
      const declared = testsOfFile(file, files[file]);
      try {
        for (const test of declared.filter(({ id, unloaded }) => unloaded === true || asked.has(id)))
          yield await outcomeOf(test);
      } finally {
        await endTests(declared);
      }
    }
  }
}

/** What the instrumented code and Stryker tell each other. */
function instrumentation() {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

async function outcomeOf(test) {
  const start = performance.now();
  const failure = await runTest(test);
  const told = { id: test.id, name: test.id, fileName: test.file, timeSpentMs: performance.now() - start };
  return failure === undefined
    ? { ...told, status: TestStatus.Success }
    : { ...told, status: TestStatus.Failed, failureMessage: failure };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessTestRunner)];
