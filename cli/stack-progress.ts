import type { Progress } from "./progress";

/** The progress of one stack among several at work: a line when a step has ended, in front of each line the stack. */
export function stackProgress(progress: Progress, stack: string): Progress {
  return {
    async step(title, work) {
      const start = performance.now();
      let outcome = "failed after";
      try {
        const result = await work(() => undefined);
        outcome = "done in";
        return result;
      } finally {
        progress.note(`${stack}: ${title} ${outcome} ${((performance.now() - start) / 1000).toFixed(1)} s`);
      }
    },
    note(line) {
      progress.note(`${stack}: ${line}`);
    },
  };
}
