/** How the process ended. */
export type CheckovEnd =
  | { readonly kind: "exited"; readonly exitCode: number }
  | { readonly kind: "killed"; readonly signal: string }
  | { readonly kind: "timedOut" }
  | { readonly kind: "tooMuch" }
  | { readonly kind: "unstartable"; readonly reason: string };

export interface CheckovRun {
  readonly end: CheckovEnd;
  readonly stdout: string;
  readonly stderr: string;
  readonly timeLimitSec: number;
}

export interface CheckovProcess {
  readonly ended: Promise<CheckovRun>;
  /** Asks it to end, and ends it some seconds later; a second call ends it at once. */
  readonly stop: () => void;
}

export interface CheckovCall {
  readonly binary: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is added to it. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly timeLimitSec: number;
}

/** More characters than a report about ten thousand agents has. */
const maxOutput = 128 * 1024 * 1024;
const patienceMs = 5_000;

/**
 * Starts Checkov without input, in a process group of its own: it starts workers, and none of them may outlive it. Never throws for
 * what Checkov does.
 */
export async function startCheckov(call: CheckovCall): Promise<CheckovProcess> {
  // An ES module, and only for who asks for Checkov.
  const { execa } = await import("execa");
  const grouped = process.platform !== "win32";
  const child = execa(call.binary, call.args, {
    cwd: call.cwd,
    env: call.env,
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    detached: grouped,
    maxBuffer: maxOutput,
    stripFinalNewline: false,
  });
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      if (grouped) process.kill(-child.pid, name);
      else child.kill(name);
    } catch {
      // It has ended in the same moment.
    }
  };
  let last: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (last !== undefined) {
      signal("SIGKILL");
      return;
    }
    signal("SIGTERM");
    last = setTimeout(() => {
      signal("SIGKILL");
    }, patienceMs);
  };
  let timedOut = false;
  const limit = setTimeout(() => {
    timedOut = true;
    stop();
  }, call.timeLimitSec * 1000);
  const run = async (): Promise<CheckovRun> => {
    const result = await child;
    clearTimeout(limit);
    clearTimeout(last);
    const end = endOf(result, timedOut);
    if (end.kind !== "exited") signal("SIGKILL");
    return { end, stdout: result.stdout, stderr: result.stderr, timeLimitSec: call.timeLimitSec };
  };
  return { ended: run(), stop };
}

interface Result {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly isMaxBuffer: boolean;
  readonly originalMessage?: string | undefined;
}

function endOf({ exitCode, signal, isMaxBuffer, originalMessage }: Result, timedOut: boolean): CheckovEnd {
  if (timedOut) return { kind: "timedOut" };
  if (isMaxBuffer) return { kind: "tooMuch" };
  if (exitCode !== undefined) return { kind: "exited", exitCode };
  if (signal !== undefined) return { kind: "killed", signal };
  return { kind: "unstartable", reason: originalMessage ?? "unknown reason" };
}
