import { CheckovError } from "./checkov-error";
import { readOutput, type CheckovAnswer } from "./read-output";
import type { CheckovRun } from "./run-checkov";

/** What Checkov logs where it goes on without a policy, and exits as if it had been asked. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/Failed to parse check id/i, "could not make out the id of a check"],
  [/Cannot load external check/i, "could not load a policy"],
  [/Failed to run check/i, "ran into a policy that raises an error"],
  [/Traceback \(most recent call last\)/, "ran into an error of its own"],
];

/** Exit codes of Checkov's own: nothing failed, something failed. */
const exitCodes = { clean: 0, findings: 1 } as const;

/**
 * Turns one run into its answer.
 * @param conceal takes the plan's secrets out of what Checkov said
 * @throws CheckovError for every end of the run that is no answer
 */
export function believeRun(run: CheckovRun, conceal: (text: string) => string): CheckovAnswer {
  const fail = (message: string): never => {
    throw new CheckovError(message, saidBy(run, conceal));
  };
  if (run.end.kind !== "exited") return fail(unfinished(run));
  const fault = faults.find(([pattern]) => pattern.test(run.stderr));
  if (fault !== undefined) return fail(`Checkov ${fault[1]}`);
  const { exitCode } = run.end;
  if (exitCode !== exitCodes.clean && exitCode !== exitCodes.findings)
    return fail(`Checkov ended with exit code ${exitCode}`);
  const answer = answerOf(run, fail);
  const hasFailures = answer.records.some(({ verdict }) => verdict === "fail");
  if (hasFailures !== (exitCode === exitCodes.findings)) {
    return fail(
      `Checkov ended with exit code ${exitCode}, and its report says otherwise: a configuration file of Checkov's may change its answers`,
    );
  }
  return answer;
}

function answerOf(run: CheckovRun, fail: (message: string) => never): CheckovAnswer {
  try {
    return readOutput(run.stdout);
  } catch (error) {
    return error instanceof CheckovError ? fail(error.message) : fail(String(error));
  }
}

function unfinished({ end, timeLimitSec }: CheckovRun): string {
  switch (end.kind) {
    case "unstartable":
      return `Checkov could not be started: ${end.reason}`;
    case "timedOut":
      return `Checkov was stopped after ${timeLimitSec} s: set CHARGEBACK_CHECKOV_SECONDS to give it longer`;
    case "tooMuch":
      return "Checkov was stopped: it wrote more than can be read";
    case "killed":
      return `Checkov was ended by ${end.signal}`;
    default:
      return "Checkov ended";
  }
}

const shownLength = { stderr: 2_000, stdout: 400 };

const controls = /(?![\n\t])\p{Cc}/gu;

/** Its last words, as that is where Python names the error; the beginning of its report where it has none. */
function saidBy({ stdout, stderr }: CheckovRun, conceal: (text: string) => string): string {
  const said = stderr.trim() === "" ? stdout.slice(0, shownLength.stdout) : stderr.trim().slice(-shownLength.stderr);
  return conceal(said).replace(controls, "");
}
