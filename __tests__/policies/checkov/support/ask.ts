import { mkdtempSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { askCheckov } from "../../../../policies/checkov/ask-checkov";

/**
 * Asks the Checkov that CHECKOV_BIN names about a plan, with the policies of another folder. Run by itself: it loads an ES module,
 * which the test runner does not. Arguments: the plan, the folder, and as JSON what is expected.
 */
const [planFile = "", policies = "", expected = "[]"] = process.argv.slice(2);

askCheckov(
  {
    plan: () => readFileSync(planFile, "utf8"),
    expected: JSON.parse(expected) as { check: string; address: string }[],
    tagKey: "Project",
    conceal: (text) => text,
  },
  {
    binary: process.env.CHECKOV_BIN ?? "checkov",
    policies,
    privateFolder: mkdtempSync(path.join(os.tmpdir(), "chargeback-test-")),
    env: process.env,
    timeLimitSec: 120,
    builtin: false,
    guard: (_, work) => work,
  },
).then(
  (answer) => process.stdout.write(JSON.stringify(answer)),
  (error: unknown) => {
    process.stdout.write(JSON.stringify({ error: error instanceof Error ? `${error.name}: ${error.message}` : error }));
  },
);
