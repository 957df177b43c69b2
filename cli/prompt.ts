import * as readline from "node:readline/promises";
import { Interrupted, UsageFailure } from "./failure";

/** Whether a person is there to answer. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Asks on stderr and returns the trimmed answer. Refuses when nobody is there to give one. */
export async function ask(question: string): Promise<string> {
  if (!canAsk()) {
    throw new UsageFailure(
      "This needs a yes, and there is no terminal to ask on. Nothing was changed. Add --auto-approve to go on unasked.",
    );
  }
  const prompt = readline.createInterface({ input: process.stdin, output: process.stderr });
  const stop = new AbortController();
  prompt.on("SIGINT", () => {
    stop.abort();
  });
  // Ctrl-D closes the input without an answer; the question would otherwise wait for ever.
  prompt.on("close", () => {
    stop.abort();
  });
  try {
    return (await prompt.question(question, { signal: stop.signal })).trim();
  } catch (error) {
    if (stop.signal.aborted) throw new Interrupted();
    throw error;
  } finally {
    prompt.close();
  }
}
