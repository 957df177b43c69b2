import { InvalidArgumentError, Option, type Command } from "commander";
import type { BeliefsOptions } from "./commands/local/beliefs";
import type { EnvOptions } from "./commands/local/env";
import type { FaultListOptions, StruckRequests } from "./commands/local/fault";
import type { StartOptions } from "./commands/local/start";
import type { StatusOptions } from "./commands/local/status";
import type { Context } from "./context";
import type { ExitCode } from "./exit-codes";

const jsonOption = (): Option => new Option("--json", "as JSON, on one line");
const accountOption = (): Option => new Option("--account <id>", "account that it is, 12 digits");

/** `chargeback local ...`: AWS on this machine, of the target `local`. */
export function addLocalCommands(program: Command, context: () => Context, done: (code: ExitCode) => void): void {
  const local = program
    .command("local")
    .description("AWS on this machine: start, stop, look into and disturb what the target local deploys to");
  local
    .command("start")
    .description("start it in the background, with the state that its folder has")
    .addOption(accountOption())
    .action(async (options: StartOptions) => {
      const { start } = await import("./commands/local/start.js");
      done(await start(context(), options));
    });
  local
    .command("stop")
    .description("stop it; its state stays")
    .action(async () => {
      const { stop } = await import("./commands/local/stop.js");
      done(await stop(context()));
    });
  local
    .command("status")
    .description("show where it is, what it has, how its APIs are called and what was spent")
    .addOption(jsonOption())
    .action(async (options: StatusOptions) => {
      const { status } = await import("./commands/local/status.js");
      done(await status(context(), options));
    });
  local
    .command("reset")
    .description("forget everything, Terraform's state included, and run anew")
    .addOption(accountOption())
    .action(async (options: StartOptions) => {
      const { reset } = await import("./commands/local/reset.js");
      done(await reset(context(), options));
    });
  local
    .command("env")
    .description('print what AWS\'s tools need to speak to it: eval "$(chargeback local env)"')
    .addOption(jsonOption())
    .action(async (options: EnvOptions) => {
      const { env } = await import("./commands/local/env.js");
      done(await env(context(), options));
    });
  local
    .command("key")
    .description("print the value of the key that opens a deployed API")
    .argument("[api]", "name of the API; the first one when none is named")
    .action(async (api: string | undefined) => {
      const { key } = await import("./commands/local/key.js");
      done(await key(context(), api));
    });
  local
    .command("beliefs")
    .description("list what it takes AWS to do, each sourced or assumed")
    .addOption(jsonOption())
    .action(async (options: BeliefsOptions) => {
      const { beliefs } = await import("./commands/local/beliefs.js");
      done(await beliefs(context(), options));
    });
  addClockCommands(local, context, done);
  addFaultCommands(local, context, done);
}

function addClockCommands(local: Command, context: () => Context, done: (code: ExitCode) => void): void {
  const clock = local
    .command("clock")
    .description("print its time")
    .action(async () => {
      const { showClock } = await import("./commands/local/clock.js");
      done(await showClock(context()));
    });
  clock
    .command("advance")
    .description("move its time on")
    .argument("<duration>", "such as 90s, 30m, 48h or 3d")
    .action(async (duration: string) => {
      const { advanceClock } = await import("./commands/local/clock.js");
      done(await advanceClock(context(), duration));
    });
}

function addFaultCommands(local: Command, context: () => Context, done: (code: ExitCode) => void): void {
  const fault = local.command("fault").description("have requests go wrong on purpose; faults end with the process");
  const kind = (name: string, description: string): Command =>
    fault
      .command(name)
      .description(description)
      .option("--service <name>", "the SDK's serviceId, such as Lambda or Bedrock Agent; every service unless given")
      .option("--operation <name>", "such as CreateFunction; every operation unless given")
      .option("--times <number>", "how many requests; until cleared unless given", wholeNumber);
  const inject = async (struck: StruckRequests, effect: object): Promise<void> => {
    const { injectFault } = await import("./commands/local/fault.js");
    done(await injectFault(context(), struck, effect));
  };
  kind("throttle", "answer that there are too many requests").action((struck: StruckRequests) =>
    inject(struck, { kind: "throttle" }),
  );
  kind("error", "answer an error")
    .option("--status <number>", "its HTTP status", wholeNumber, 500)
    .option("--code <code>", "its code, InternalFailure unless given")
    .action(({ status, code, ...struck }: StruckRequests & { status: number; code?: string }) =>
      inject(struck, { kind: "error", status, code }),
    );
  kind("latency", "answer late")
    .requiredOption("--milliseconds <number>", "how late", wholeNumber)
    .action(({ milliseconds, ...struck }: StruckRequests & { milliseconds: number }) =>
      inject(struck, { kind: "latency", milliseconds }),
    );
  kind("cut", "end the connection without an answer").action((struck: StruckRequests) =>
    inject(struck, { kind: "cut" }),
  );
  kind("propagation", "have a service that a role is handed to answer as if IAM had not spread that role yet")
    .option("--seconds <number>", "of roles that are younger; of every role unless given", wholeNumber)
    .action(({ seconds, ...struck }: StruckRequests & { seconds?: number }) =>
      inject(struck, { kind: "propagation", seconds }),
    );
  fault
    .command("list")
    .description("list what waits to go wrong")
    .addOption(jsonOption())
    .action(async (options: FaultListOptions) => {
      const { listFaults } = await import("./commands/local/fault.js");
      done(await listFaults(context(), options));
    });
  fault
    .command("clear")
    .description("take all faults away")
    .action(async () => {
      const { clearFaults } = await import("./commands/local/fault.js");
      done(await clearFaults(context()));
    });
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It has to be a whole number from 1 up.");
}
