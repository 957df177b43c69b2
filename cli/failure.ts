import { CommanderError } from "commander";
import { exitCodes, type ExitCode } from "./exit-codes";

/** The input, a setting or the way the command was called cannot be used. */
export class UsageFailure extends Error {
  override name = "UsageFailure";
}

/** A program that was run failed, is absent or too old. `output` is what that program said itself. */
export class ProgramFailure extends Error {
  override name = "ProgramFailure";

  constructor(
    message: string,
    readonly output = "",
  ) {
    super(message);
  }
}

/** The user asked to stop, by a signal or by not saying yes. */
export class Interrupted extends Error {
  override name = "Interrupted";

  constructor(message = "Interrupted.") {
    super(message);
  }
}

/** A rule that throws, or a gate that fails its own canary, gives no verdict: the input could not be used. */
const unusable = new Set([
  "UsageFailure",
  "UnusableInputError",
  "ChargebackInputError",
  "RuleFaultError",
  "CanaryError",
]);

/** What AWS answered, or what stands there, is in the way: the message says all. */
const told = new Set(["LiveFailure", "NotAdoptable"]);

/**
 * The exit code an error ends the process with. Errors of other rooms are told by name: a class may exist twice when
 * the app of a user brings its own copy of this package.
 */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.unusableInput;
  if (error instanceof Interrupted) return exitCodes.interrupted;
  const name = error instanceof Error ? error.name : "";
  return unusable.has(name) ? exitCodes.unusableInput : exitCodes.programFailed;
}

/** What stands on stderr for an error: its message, below it what a failed program said, never a stack trace. */
export function describeFailure(error: unknown, debug: boolean): string {
  if (error instanceof ProgramFailure) {
    return error.output.trim() === "" ? error.message : `${error.message}\n\n${error.output.trim()}`;
  }
  if (!(error instanceof Error)) return `Unexpected failure: ${String(error)}`;
  if (error instanceof Interrupted || told.has(error.name)) return error.message;
  if (exitCodeOf(error) === exitCodes.unusableInput) return error.message;
  const hint = "This is a fault of chargeback itself. CHARGEBACK_DEBUG=1 shows where it happened.";
  return debug ? (error.stack ?? error.message) : `Unexpected failure: ${error.message}\n${hint}`;
}
