import { Command, Option } from "commander";
import { addAuditCommand } from "./audit-program";
import type { CheckOptions } from "./commands/check";
import {
  appOption,
  autoApproveOption,
  checkovOptions,
  gateOptions,
  parallelOption,
  preflightOption,
  targetOption,
} from "./commands/options";
import type { PlanOptions } from "./commands/plan";
import type { RulesOptions } from "./commands/rules";
import type { StacksOptions } from "./commands/stacks";
import type { Context } from "./context";
import { exitCodesHelp, type ExitCode } from "./exit-codes";
import { addLocalCommands } from "./local-program";
import type { ChangeOptions } from "./prepare-run";
import { addAdoptCommand } from "./adopt-program";
import { addVerifyCommand } from "./verify-program";
import { settingsHelp } from "./settings-help";

/** Commands whose plan Checkov can judge; of one that only deletes it sees nothing. */
const askCheckov = new Set(["plan", "apply", "check"]);

/** The command line. `done` gets the exit code of the command that was run. A command's code is loaded when it is called. */
export function createProgram(context: () => Context, version: string, done: (code: ExitCode) => void): Command {
  const program = new Command("chargeback")
    .description("Plans, checks and deploys Bedrock agents whose model costs land on their project's bill.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(chargeback --help shows what there is)")
    .addHelpText("afterAll", exitCodesHelp);

  const command = (name: string): Command => {
    const made = program.command(name);
    const options = [...gateOptions(), ...(askCheckov.has(name) ? checkovOptions() : [])];
    for (const option of options) made.addOption(option);
    return made;
  };

  command("plan")
    .description("synthesize, plan with Terraform, and check the plan")
    .argument("[stacks...]", "stacks of the app; all of them when none is named")
    .addOption(targetOption())
    .addOption(parallelOption())
    .addOption(preflightOption())
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (stacks: string[], options: PlanOptions) => {
      const { plan } = await import("./commands/plan.js");
      done(await plan(context(), stacks, options));
    });
  command("apply")
    .description("plan and check, then apply exactly that plan")
    .argument("[stacks...]", "stacks of the app; all of them when none is named")
    .addOption(targetOption())
    .addOption(autoApproveOption())
    .addOption(preflightOption())
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (stacks: string[], options: ChangeOptions) => {
      const { apply } = await import("./commands/apply.js");
      done(await apply(context(), stacks, options));
    });
  command("destroy")
    .description("delete what was deployed, after saying which cost attribution goes with it")
    .argument("[stacks...]", "stacks of the app; all of them when none is named")
    .addOption(targetOption())
    .addOption(autoApproveOption())
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (stacks: string[], options: ChangeOptions) => {
      const { destroy } = await import("./commands/destroy.js");
      done(await destroy(context(), stacks, options));
    });
  program
    .command("unlock")
    .description("release the lock that a dead run has left on a stack's state")
    .argument("<stack>", "the stack")
    .argument("<lock-id>", "the lock's id, as the refusal of a command shows it")
    .addOption(targetOption())
    .addOption(autoApproveOption())
    .addOption(appOption())
    .action(async (stack: string, lockId: string, options: ChangeOptions) => {
      const { unlock } = await import("./commands/unlock.js");
      done(await unlock(context(), stack, lockId, options));
    });
  command("bootstrap")
    .description("make the bucket for Terraform's state, once per account; safe to run again")
    .addOption(targetOption())
    .addOption(autoApproveOption())
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (options: ChangeOptions) => {
      const { bootstrap } = await import("./commands/bootstrap.js");
      done(await bootstrap(context(), options));
    });
  command("check")
    .description("check any plans: the output of terraform show -json")
    .argument("<plan.json...>", "the plan, or several")
    .option(
      "--config <dir>",
      "folder of the plan's configuration (default: the plan's own, when Terraform files are there)",
    )
    .action(async (files: string[], options: CheckOptions) => {
      const { check } = await import("./commands/check.js");
      done(await check(context(), files, options));
    });
  addAuditCommand(program, context, done);
  addVerifyCommand(program, context, done);
  addAdoptCommand(program, context, done);
  program
    .command("stacks")
    .description("list the app's stacks, in the order in which they can be applied")
    .option("--json", "a list of names and dependencies, on one line, for the matrix of a CI")
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (options: StacksOptions) => {
      const { listStacks } = await import("./commands/stacks.js");
      done(await listStacks(context(), options));
    });
  program
    .command("rules")
    .description("list the rules of the gate")
    .addOption(new Option("--format <format>", "form of the list").choices(["text", "json"]).default("text"))
    .action(async (options: RulesOptions) => {
      const { listRules } = await import("./commands/rules.js");
      done(await listRules(context(), options));
    });
  program
    .command("explain")
    .description("say what a rule asks, why, what its answers mean and how to get a pass")
    .argument("<rule>", "id of the rule")
    .action(async (rule: string) => {
      const { explain } = await import("./commands/explain.js");
      done(await explain(context(), rule));
    });
  addLocalCommands(program, context, done);
  return program;
}
