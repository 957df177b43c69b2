/** What was wrong with a value that the user gave. */
export interface InputProblem {
  /** Construct path or configuration key. */
  readonly where: string;
  /** What would have been accepted; completes "expected ...". */
  readonly expected: string;
  readonly received: unknown;
  /** A whole sentence: what to change, and where. */
  readonly remedy: string;
}

/** A value that cannot be synthesized. The message is complete by itself: no stack trace is needed to act on it. */
export class ChargebackInputError extends Error {
  override readonly name = "ChargebackInputError";
  readonly where: string;

  constructor(problem: InputProblem) {
    super(`${problem.where}: expected ${problem.expected}, received ${quoted(problem.received)}. ${problem.remedy}`);
    this.where = problem.where;
  }
}

const quoted = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
