/** The agent cannot be taken over as it is asked for. The message says why, and what to do. */
export class NotAdoptable extends Error {
  override readonly name = "NotAdoptable";
}
