/** Checkov, or what it answers, cannot be believed: there is no verdict of two engines then. */
export class CheckovError extends Error {
  override readonly name = "CheckovError";

  constructor(
    message: string,
    /** What Checkov said itself, without the plan's secrets. */
    readonly output = "",
  ) {
    super(message);
  }
}
