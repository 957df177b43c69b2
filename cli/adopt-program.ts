import type { Command } from "commander";
import type { AdoptOptions } from "./commands/adopt";
import { liveTargetOption, severalOption, usDollars } from "./commands/options";
import type { Context } from "./context";
import type { ExitCode } from "./exit-codes";

/** `chargeback adopt`: an agent that was made by hand, as a stack. */
export function addAdoptCommand(program: Command, context: () => Context, done: (code: ExitCode) => void): void {
  program
    .command("adopt")
    .description("write the stack that takes over an agent made by hand, and leads it through a tagged profile")
    .argument("<agent-id>", "the agent's id, ten letters and digits")
    .option("--alias <name>", "the alias to move, by name or id (default: the only one)")
    .option("--model <id>", "model, or system-defined profile, to use instead of the agent's")
    .option("--project <name>", "value of the tag Project (default: the agent's, else its name)")
    .option("--monthly-limit-usd <number>", "make a budget with this limit; needs --notify", usDollars)
    .addOption(severalOption("--notify <email>", "whom the budget tells"))
    .option("--out <file>", "file to write (default: adopted/<agent>.ts)")
    .option("--force", "write over the file")
    .option("--region <region>", "Region of the agent (default: that of your AWS settings)")
    .option("--profile <name>", "profile of the AWS configuration files")
    .addOption(liveTargetOption())
    .action(async (agentId: string, options: AdoptOptions) => {
      const { adoptAgent } = await import("./commands/adopt.js");
      done(await adoptAgent(context(), agentId, options));
    });
}
