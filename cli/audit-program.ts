import type { Command } from "commander";
import type { AuditOptions } from "./commands/audit";
import { gateOptions, liveTargetOption, regionsOption } from "./commands/options";
import type { Context } from "./context";
import type { ExitCode } from "./exit-codes";

/** `chargeback audit`: whom the model spend of a whole account is billed to. */
export function addAuditCommand(program: Command, context: () => Context, done: (code: ExitCode) => void): void {
  const command = program
    .command("audit")
    .description("check every agent, alias, profile, function and used role of an account; changes nothing")
    .addOption(regionsOption())
    .option("--profile <name>", "profile of the AWS configuration files")
    .option("--iam-policy", "print the least policy that lets it read all that, and ask nothing")
    .addOption(liveTargetOption());
  for (const option of gateOptions()) command.addOption(option);
  command.action(async (options: AuditOptions) => {
    const { auditAccount } = await import("./commands/audit.js");
    done(await auditAccount(context(), options));
  });
}
