/** Input that the gate cannot judge: the caller's mistake, not a verdict. The message is one complete line. */
export class UnusableInputError extends Error {
  override readonly name = "UnusableInputError";
}
