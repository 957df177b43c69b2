import type { Ora } from "ora";

/** Tells on stderr what is being done; stdout stays free for the report. */
export interface Progress {
  /** Runs one step under its title and says how long it took. What the work says shows how far it has come. */
  step<T>(title: string, work: (say: Say) => Promise<T>): Promise<T>;
  /** A line of its own, between or during steps. */
  note(line: string): void;
}

/** Replaces what was said before. */
export type Say = (how: string) => void;

/** How often a pipe is told that a long step is still at work. */
const heartbeatMs = 15_000;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A spinner for a person at a terminal, plain lines for a pipe or CI. */
export function createProgress(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Progress {
  // A terminal that does not know its width (0) cannot be redrawn line by line.
  const interactive = stream.isTTY && stream.columns > 0 && env.CI === undefined && env.TERM !== "dumb";
  return interactive ? spinnerProgress(stream) : plainProgress(stream);
}

function plainProgress(stream: NodeJS.WritableStream): Progress {
  return {
    async step(title, work) {
      const start = performance.now();
      stream.write(`${title} ...\n`);
      let said = "";
      const heartbeat = setInterval(
        () => stream.write(`${title}: at work for ${seconds(start)}${said}\n`),
        heartbeatMs,
      );
      let outcome = "failed after";
      try {
        const result = await work((how) => (said = `, ${how}`));
        outcome = "done in";
        return result;
      } finally {
        clearInterval(heartbeat);
        stream.write(`${title}: ${outcome} ${seconds(start)}\n`);
      }
    },
    note(line) {
      stream.write(`${line}\n`);
    },
  };
}

function spinnerProgress(stream: NodeJS.WriteStream): Progress {
  let current: Ora | undefined;
  return {
    async step(title, work) {
      const start = performance.now();
      const { default: ora } = await import("ora");
      // The session owns the signals and stdin belongs to prompts: the spinner must take neither.
      const spinner = ora({ text: title, stream, discardStdin: false }).start();
      current = spinner;
      let said = "";
      const clock = setInterval(() => (spinner.text = `${title}${said} (${seconds(start)})`), 500);
      try {
        const result = await work((how) => (said = ` ${how}`));
        spinner.succeed(`${title} (${seconds(start)})`);
        return result;
      } catch (error) {
        spinner.fail(`${title} (${seconds(start)})`);
        throw error;
      } finally {
        clearInterval(clock);
        current = undefined;
      }
    },
    note(line) {
      const spinner = current;
      spinner?.stop();
      stream.write(`${line}\n`);
      spinner?.start();
    },
  };
}
