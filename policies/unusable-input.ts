/** Input that the gate cannot judge: the caller's mistake, not a verdict. The message is one complete line. */
export class UnusableInputError extends Error {
  /** What tells it from other errors, also across two copies of this package. */
  override readonly name = "UnusableInputError";
}
