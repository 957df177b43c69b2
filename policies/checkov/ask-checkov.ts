import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { EngineAnswer, EngineQuestion } from "../second-engine";
import { believeRun } from "./believe-run";
import { canaryPlan, holdCanary } from "./canary-plan";
import { mirroredChecks } from "./checks";
import { environmentFor } from "./environment";
import { startCheckov, type CheckovProcess } from "./run-checkov";

export interface CheckovSetup {
  /** The program. */
  readonly binary: string;
  /** Folder of the Python policies. */
  readonly policies: string;
  /** A folder that nobody else can read; what is put there is removed again. */
  readonly privateFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeLimitSec: number;
  /** Asks Checkov's own checks too. */
  readonly builtin: boolean;
  /** Waits for work, and calls `stop` when the user asks to end. */
  readonly guard: <T>(stop: () => void, work: Promise<T>) => Promise<T>;
}

/**
 * Shows Checkov the redacted plan and, beside it, one whose verdicts are known. Undefined where the plan has nothing to look at.
 * @throws CheckovError when its answer cannot be believed, and what `guard` throws
 */
export async function askCheckov(question: EngineQuestion, setup: CheckovSetup): Promise<EngineAnswer | undefined> {
  // Without a record Checkov does not even count resources: that it looked could not be told.
  if (question.expected.length === 0 && !setup.builtin) return undefined;
  const folder = path.join(setup.privateFolder, "checkov");
  mkdirSync(folder, { mode: 0o700 });
  try {
    const [plan, canary] = await runBoth(question, setup, folder);
    const answer = believeRun(plan, question.conceal);
    holdCanary(believeRun(canary, question.conceal).records, question.tagKey);
    return { engine: `Checkov ${answer.version}`, records: answer.records };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Runs = readonly [Awaited<CheckovProcess["ended"]>, Awaited<CheckovProcess["ended"]>];

/** Side by side: Checkov takes seconds to start. */
async function runBoth(question: EngineQuestion, setup: CheckovSetup, folder: string): Promise<Runs> {
  const own = ["--check", mirroredChecks.map(({ id }) => id).join(",")];
  const planFile = layDown(folder, "plan", question.plan());
  const canaryFile = layDown(folder, "canary", canaryPlan(question.tagKey));
  const start = (file: string, checks: readonly string[]): Promise<CheckovProcess> =>
    startCheckov({
      binary: setup.binary,
      args: ["--file", file, "--framework", "terraform_plan", ...checks, ...argumentsFor(setup.policies)],
      cwd: path.dirname(file),
      env: environmentFor(setup.env, question.tagKey),
      timeLimitSec: setup.timeLimitSec,
    });
  const [plan, canary] = await Promise.all([start(planFile, setup.builtin ? [] : own), start(canaryFile, own)]);
  return setup.guard(
    () => {
      plan.stop();
      canary.stop();
    },
    Promise.all([plan.ended, canary.ended]),
  );
}

/** In a folder of its own: Checkov reads settings and suppressions that it finds beside a plan. */
function layDown(folder: string, name: string, plan: string): string {
  const own = path.join(folder, name);
  mkdirSync(own, { mode: 0o700 });
  const file = path.join(own, "plan.json");
  writeFileSync(file, plan, { mode: 0o600, flag: "wx" });
  return file;
}

/** Nothing of the plan leaves the machine, and nothing from elsewhere decides. */
const argumentsFor = (policies: string): string[] => [
  ...["--external-checks-dir", policies],
  ...["--output", "json"],
  ...["--skip-download", "--skip-results-upload"],
];
