import { setTimeout as sleep } from "node:timers/promises";

export interface WaitOptions {
  /** How long to go on. */
  readonly forMs: number;
  /** Before the second look; each further pause is twice as long. @default 5 seconds */
  readonly firstPauseMs?: number | undefined;
  /** @default 5 minutes */
  readonly longestPauseMs?: number | undefined;
  /** Told before each pause. */
  readonly onPause?: ((pauseMs: number) => void) | undefined;
}

const usualFirstPauseMs = 5_000;
const usualLongestPauseMs = 300_000;

/** Looks again and again until nothing is waited for, or the time is over. The last look is what counts. */
export async function waitFor<Look>(
  look: () => Promise<Look>,
  isWaiting: (look: Look) => boolean,
  options: WaitOptions,
): Promise<Look> {
  const { forMs, firstPauseMs = usualFirstPauseMs, longestPauseMs = usualLongestPauseMs, onPause } = options;
  const until = performance.now() + forMs;
  let pauseMs = firstPauseMs;
  for (;;) {
    const seen = await look();
    const leftMs = until - performance.now();
    if (!isWaiting(seen) || leftMs <= 0) return seen;
    const nextMs = Math.min(pauseMs, leftMs);
    onPause?.(nextMs);
    await sleep(nextMs);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}
