/** Stands for a result that did not come in time. */
export const deadlinePassed = Symbol("deadline passed");

/**
 * Runs `work` for at most `ms` milliseconds, then aborts its signal and answers `deadlinePassed`. The race makes the answer
 * certain even where an aborted request lingers; what the work still throws then is of no interest any more.
 */
export async function withDeadline<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof deadlinePassed> {
  if (ms <= 0) return deadlinePassed;
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<typeof deadlinePassed>((resolve) => {
    timer = setTimeout(() => {
      // Resolved first, so that an abort error cannot win the race.
      resolve(deadlinePassed);
      controller.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
