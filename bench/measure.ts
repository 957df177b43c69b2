import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

export interface Program {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Exit codes of a run that did its work. */
  readonly exits: readonly number[];
}

export interface Figures {
  readonly milliseconds: number;
  /** Most memory that the process held; undefined where nothing here can tell it. */
  readonly megabytes: number | undefined;
}

const gnuTime = "/usr/bin/time";

/** Runs whole processes in rounds, so that what else the machine does meets all of them alike, and takes the middle of each. */
export function measure(programs: readonly Program[], rounds: number, memoryFile: string): Figures[] {
  const runs = programs.map((): Figures[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, program] of programs.entries()) runs[index]?.push(runOnce(program, memoryFile));
  }
  return runs.map(middle);
}

function middle(runs: readonly Figures[]): Figures {
  const memory = runs.flatMap(({ megabytes }) => megabytes ?? []);
  return {
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    megabytes: memory.length === 0 ? undefined : median(memory),
  };
}

function runOnce({ name, command, exits }: Program, memoryFile: string): Figures {
  const timed = existsSync(gnuTime) && process.platform === "linux";
  const [file, ...args] = timed ? [gnuTime, "-q", "-o", memoryFile, "-f", "%M", ...command] : command;
  const started = performance.now();
  const { status, stderr, error } = spawnSync(file, args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  const milliseconds = performance.now() - started;
  if (error !== undefined) throw error;
  if (status === null || !exits.includes(status)) {
    throw new Error(`${name} ended with exit code ${String(status)}: ${stderr.trim().slice(-500)}`);
  }
  return { milliseconds, megabytes: timed ? Number(readFileSync(memoryFile, "utf8").trim()) / 1024 : undefined };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
