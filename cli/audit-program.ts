import { InvalidArgumentError, Option, type Command } from "commander";
import type { AuditOptions } from "./commands/audit";
import { gateOptions, liveTargetOption, regionsOption } from "./commands/options";
import type { Context } from "./context";
import type { ExitCode } from "./exit-codes";

/** CloudWatch keeps what it counts by the hour for 455 days. */
const maxDays = 455;

function daysOf(text: string): number {
  const days = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : Infinity;
  if (days <= maxDays) return days;
  throw new InvalidArgumentError(`It has to be a number of days from 1 to ${String(maxDays)}.`);
}

/** `chargeback audit`: whom the model spend of a whole account is billed to. */
export function addAuditCommand(program: Command, context: () => Context, done: (code: ExitCode) => void): void {
  const command = program
    .command("audit")
    .description("check every agent, alias, profile, function and used role of an account; changes nothing")
    .addOption(regionsOption())
    .option("--profile <name>", "profile of the AWS configuration files")
    .addOption(
      new Option(
        "--usage [days]",
        "ask CloudWatch for the tokens of the last days, and show what spends most first; AWS charges 0.02 USD for a thousand models and profiles",
      )
        .argParser(daysOf)
        .preset("7"),
    )
    .option("--all-roles", "judge every role of the account, and not those alone that an agent or a function has")
    .option("--iam-policy", "print the least policy that lets it read all that, and ask nothing")
    .addOption(liveTargetOption());
  for (const option of gateOptions()) command.addOption(option);
  command.action(async (options: AuditOptions) => {
    const { auditAccount } = await import("./commands/audit.js");
    done(await auditAccount(context(), options));
  });
}
