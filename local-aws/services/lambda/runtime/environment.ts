import { fork } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { assumed, belief } from "../../../belief";
import { unpack } from "./unpack";

belief(
  "Lambda",
  "A function of any Node.js runtime runs on the Node.js that is here, its heap bounded by the function's memory.",
  assumed("a process is no sandbox: the rest of a function's memory is not bounded"),
);
belief(
  "Lambda",
  "Loading a handler has a time of its own and does not count towards the function's timeout.",
  assumed("AWS gives it 10 seconds; here it is a minute, since a loaded machine is slower"),
);

const initSeconds = 60;

export interface EnvironmentProps {
  readonly zip: Uint8Array;
  readonly memoryMb: number;
  /** Each process has a log stream of its own. */
  readonly logStream: string;
  readonly variables: (folder: string) => Record<string, string>;
  /** When the process is gone. */
  readonly onEnd: () => void;
}

export interface Event {
  readonly requestId: string;
  readonly arn: string;
  /** JSON. */
  readonly event: string;
  readonly timeoutSec: number;
}

/** What became of an event. `payload` is JSON. */
export interface Outcome {
  readonly payload: string;
  readonly failed: boolean;
  /** What the function printed. */
  readonly output: string;
}

/** A process of Node with a function's code loaded. It takes one event at a time. */
export interface Environment {
  readonly logStream: string;
  readonly alive: () => boolean;
  readonly handle: (event: Event) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
}

interface Message {
  readonly ready?: boolean;
  readonly payload?: string;
  readonly error?: object;
}

/** Starts a process; its code is unpacked in a folder that goes with it. */
export function startEnvironment({ zip, memoryMb, logStream, variables, onEnd }: EnvironmentProps): Environment {
  const folder = unpack(zip);
  const child = fork(path.join(__dirname, "bootstrap.cjs"), [], {
    cwd: folder,
    env: variables(folder),
    execArgv: [`--max-old-space-size=${memoryMb}`],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      rmSync(folder, { recursive: true, force: true });
      onEnd();
      resolve();
    });
  });
  const isAlive = () => child.exitCode === null && child.signalCode === null && child.connected;

  /** The child's next message, how it ended, or nothing when the time is over. */
  const next = async (seconds: number): Promise<Message | "exit" | "timeout"> => {
    if (!isAlive()) return "exit";
    const over = new AbortController();
    const { signal } = over;
    const timer = setTimeout(() => {
      over.abort();
    }, seconds * 1000);
    try {
      const message = once(child, "message", { signal }).then(([said]) => said as Message);
      return await Promise.race([message, once(child, "exit", { signal }).then(() => "exit" as const)]);
    } catch (error) {
      if (signal.aborted) return "timeout";
      throw error;
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  };
  const ready = next(initSeconds);

  const stop = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  const outcome = async (result: object | string): Promise<Outcome> => {
    // What was printed before the end is in the pipes by now: the next turns of the loop read it.
    await nextTurn();
    await nextTurn();
    const output = printed;
    printed = "";
    return typeof result === "string"
      ? { payload: result, failed: false, output }
      : { payload: JSON.stringify(result), failed: true, output };
  };
  const ended = async (ending: "exit" | "timeout", requestId: string, seconds: number): Promise<Outcome> => {
    await stop();
    const reason = child.exitCode === null ? "signal: killed" : `exit status ${child.exitCode}`;
    const [errorType, text] =
      ending === "timeout"
        ? ["Sandbox.Timedout", `Task timed out after ${seconds.toFixed(2)} seconds`]
        : ["Runtime.ExitError", `Runtime exited with error: ${reason}`];
    return outcome({ errorType, errorMessage: `RequestId: ${requestId} Error: ${text}` });
  };

  return {
    logStream,
    alive: isAlive,
    stop,
    handle: async ({ requestId, arn, event, timeoutSec }) => {
      const started = await ready;
      if (typeof started === "string") return ended(started, requestId, initSeconds);
      if (started.error) {
        await stop();
        return outcome(started.error);
      }
      const answer = next(timeoutSec);
      if (isAlive()) child.send({ requestId, arn, event, deadline: Date.now() + timeoutSec * 1000 });
      const said = await answer;
      if (typeof said === "string") return ended(said, requestId, timeoutSec);
      return outcome(said.error ?? said.payload ?? "null");
    },
  };
}
