import * as os from "node:os";
import type { SecondEngine } from "../policies";
import { askCheckov } from "../policies/checkov/ask-checkov";
import { CheckovError } from "../policies/checkov/checkov-error";
import { testedVersions } from "../policies/checkov/version";
import type { Context } from "./context";
import { ProgramFailure, UsageFailure } from "./failure";
import { findProgram } from "./find-program";
import type { Session } from "./session";

export interface CheckovRequest {
  readonly mode: "auto" | "required";
  readonly strict: boolean;
  readonly builtin: boolean;
}

const install = `Install it (${testedVersions}) with: pipx install checkov, or: uv tool install checkov. CHECKOV_BIN names another one.`;

/** Finds Checkov. Undefined where it is absent and need not be there: what it would have said is then not in the report. */
export function checkovEngine(context: Context, { mode, strict, builtin }: CheckovRequest): SecondEngine | undefined {
  const timeLimitSec = timeLimitOf(context.env);
  const binary = findCheckov(context.env);
  if (binary === undefined) {
    if (mode === "required") throw new ProgramFailure(`Checkov was not found on PATH. ${install}`);
    context.progress.note("Checkov was not found, and did not judge the plan (--checkov auto).");
    return undefined;
  }
  return {
    strict,
    ask: async (question) => {
      // Not hidden: Checkov passes over hidden folders that it comes upon.
      const privateFolder = context.session.temporaryFolder(os.tmpdir(), "chargeback-checkov-");
      try {
        const answer = await askCheckov(question, {
          binary,
          policies: context.checkovPolicies,
          privateFolder,
          env: context.env,
          timeLimitSec,
          builtin,
          guard: guardOf(context.session),
        });
        context.progress.note(
          answer === undefined
            ? "Checkov was not asked: the plan has nothing that its policies are about."
            : `${answer.engine} gave ${answer.records.length} records.`,
        );
        return answer;
      } catch (error) {
        throw error instanceof CheckovError ? failureOf(error, binary) : error;
      }
    },
  };
}

function findCheckov(env: NodeJS.ProcessEnv): string | undefined {
  const named = env.CHECKOV_BIN ?? "";
  const found = findProgram(named === "" ? "checkov" : named, env);
  if (found === undefined && named !== "") {
    throw new ProgramFailure(`CHECKOV_BIN names "${named}", which is not a program. ${install}`);
  }
  return found;
}

const guardOf =
  (session: Session) =>
  <T>(stop: () => void, work: Promise<T>): Promise<T> =>
    session.guard({ kill: stop }, work);

const failureOf = ({ message, output }: CheckovError, binary: string): ProgramFailure =>
  new ProgramFailure(
    `${message} (${binary}). Without its answer there is no verdict; --checkov off does without it.`,
    output,
  );

/** Checkov needs about 100 s for 10,000 resources. */
const usualLimitSec = 600;

function timeLimitOf(env: NodeJS.ProcessEnv): number {
  const text = env.CHARGEBACK_CHECKOV_SECONDS ?? "";
  if (text === "") return usualLimitSec;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new UsageFailure(`CHARGEBACK_CHECKOV_SECONDS is "${text}"; give whole seconds, from 1 to 99999.`);
}
