/** What was wrong with a value that the user gave. */
export interface InputProblem {
  /** Construct path or configuration key. */
  readonly where: string;
  /** What would have been accepted; completes "expected ...". */
  readonly expected: string;
  /** The value that was refused. */
  readonly received: unknown;
  /** A whole sentence: what to change, and where. */
  readonly remedy: string;
}

/** A value that cannot be synthesized. The message is complete by itself: no stack trace is needed to act on it. */
export class ChargebackInputError extends Error {
  /** What tells it from other errors, also across two copies of this package. */
  override readonly name = "ChargebackInputError";
  /** Name of the setting, or path of the construct. */
  readonly where: string;

  constructor(problem: InputProblem) {
    super(`${problem.where}: expected ${problem.expected}, received ${quoted(problem.received)}. ${problem.remedy}`);
    this.where = problem.where;
  }
}

const quoted = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
