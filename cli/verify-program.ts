import { Option, type Command } from "commander";
import { appOption, duration, liveTargetOption, severalOption } from "./commands/options";
import type { VerifyOptions } from "./commands/verify";
import type { Context } from "./context";
import type { ExitCode } from "./exit-codes";
import { settingsHelp } from "./settings-help";

/** `chargeback verify`: what was deployed, as it stands. */
export function addVerifyCommand(program: Command, context: () => Context, done: (code: ExitCode) => void): void {
  program
    .command("verify")
    .description("check what was deployed as it stands in the account, its log and its bill; changes nothing")
    .argument("[stacks...]", "stacks of the app; every one with an agent when none is named")
    .option("--agent-id <id>", "look at this agent instead of a stack's")
    .option("--alias-id <id>", "the alias of that agent (default: all but the one for tests)")
    .option("--invoke", "send one test call through the API first: a model call, which is paid for")
    .option(
      "--cost-explorer",
      "ask Cost Explorer too, which AWS charges with 0.01 USD a request: two requests an agent",
    )
    .option("--strict", "end with 1 while something is still waited for")
    .addOption(
      new Option("--wait [duration]", "look again while something is waited for: 90s, 15m, 48h")
        .argParser(duration)
        .preset("15m"),
    )
    .option("--region <region>", "Region to look in (default: the stack's, else that of your AWS settings)")
    .option("--profile <name>", "profile of the AWS configuration files")
    .addOption(liveTargetOption())
    .addOption(
      severalOption("--format <format>", "form of the report: text, json; FORMAT=PATH writes a file (default: text)"),
    )
    .option("--settings <file>", "levels and tag key (default: chargeback.yaml, where there is one)")
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (stacks: string[], options: VerifyOptions) => {
      const { verifyStacks } = await import("./commands/verify.js");
      done(await verifyStacks(context(), stacks, options));
    });
}
