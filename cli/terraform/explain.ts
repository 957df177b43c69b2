import { ProgramFailure } from "../failure";
import type { TerraformRun } from "./run-terraform";

type ExplainedRun = Pick<TerraformRun, "output" | "unlock">;

interface Explanation {
  pattern: RegExp;
  hint: (match: RegExpExecArray, run: ExplainedRun) => string;
}

/** What Terraform's or AWS's message does not say: the cause, and the way out. The first that fits is printed. */
const explanations: readonly Explanation[] = [
  {
    pattern: /Maintenance Mode/i,
    hint: () =>
      "Bedrock Agents takes no new customers since 2026-07-30: an account that had no agent before that day gets this " +
      "403. No change to the stack helps. Deploy to an account that already used Bedrock Agents.",
  },
  {
    pattern: /Error acquiring the state lock[\s\S]*?\bID:\s+(\S+)/,
    hint: ([, id = "LOCK_ID"], { unlock }) =>
      "Another run holds the lock on this state: see who and since when above. If that run is dead, release its lock: " +
      unlock(id),
  },
  {
    pattern: /Error acquiring the state lock/,
    hint: () => "The lock on this state could not be taken. Another run may hold it: the message above says who.",
  },
  {
    pattern: /S3 bucket "?([^"\s]*)"? does not exist|NoSuchBucket/,
    hint: ([, bucket = ""]) =>
      `The bucket ${bucket === "" ? "" : `${bucket} `}that keeps the state is not there. Make it once: chargeback bootstrap`,
  },
  {
    pattern: /AWS account ID not allowed/i,
    hint: () =>
      'The credentials belong to another account than the one configured. Sign in to that account, or set "accountId" ' +
      "in the context of cdktf.json.",
  },
  {
    pattern: /No valid credential sources found|failed to refresh cached credentials|ExpiredToken/i,
    hint: () => "There are no usable AWS credentials. Sign in to AWS, or plan without an account: --target offline",
  },
  {
    pattern: /Failed to query available provider packages|Failed to install provider/,
    hint: () =>
      "A provider could not be had. Terraform downloads it; without a network, point CHARGEBACK_PROVIDER_DIR at a folder " +
      "laid out as HOST/NAMESPACE/NAME/VERSION/OS_ARCH.",
  },
];

/** The hint that belongs to what a run said, if there is one. */
export function explain(run: ExplainedRun): string | undefined {
  const { output } = run;
  // Terraform wraps messages in a box of its own; a sentence may run over two lines of it.
  const text = output.replace(/\n[│|]? */g, "\n").replace(/(\S)\n(?=\S)/g, "$1 ");
  for (const { pattern, hint } of explanations) {
    const match = pattern.exec(output) ?? pattern.exec(text);
    if (match !== null) return hint(match, run);
  }
  return undefined;
}

/** The failure to report for a Terraform command: its own message, and the explanation below it. */
export function terraformFailure(run: TerraformRun, stack: string): ProgramFailure {
  const hint = explain(run);
  const failure = `${run.program} ${run.command} failed for ${stack} (exit code ${run.exitCode}).`;
  return new ProgramFailure(failure, hint === undefined ? run.output : `${run.output.trim()}\n\n${hint}`);
}

/**
 * Whether a failed apply met a role that IAM had not spread yet. CreateAgent then answers AccessDenied or
 * ValidationException about the agent's role, and works some seconds later (AWS provider issue 42847).
 */
export function isPropagationFailure(output: string): boolean {
  if (/Maintenance Mode/i.test(output)) return false;
  return output
    .split(/Error: /)
    .slice(1)
    .some(
      (block) =>
        /Bedrock Agent/i.test(block) &&
        /AccessDenied(Exception)?|ValidationException/.test(block) &&
        /\brole\b|not authorized/i.test(block),
    );
}
