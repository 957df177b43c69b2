import { Command, Option } from "commander";
import { apply } from "./commands/apply";
import { bootstrap } from "./commands/bootstrap";
import { check, type CheckOptions } from "./commands/check";
import { destroy } from "./commands/destroy";
import { appOption, autoApproveOption, gateOptions, targetOption } from "./commands/options";
import { explain } from "./commands/explain";
import { plan, type PlanOptions } from "./commands/plan";
import { listRules, type RulesOptions } from "./commands/rules";
import type { Context } from "./context";
import { exitCodesHelp, type ExitCode } from "./exit-codes";
import type { ChangeOptions } from "./prepare-run";
import { settingsHelp } from "./settings-help";

/** The command line. `done` gets the exit code of the command that was run. */
export function createProgram(context: () => Context, version: string, done: (code: ExitCode) => void): Command {
  const program = new Command("chargeback")
    .description("Plans, checks and deploys Bedrock agents whose model costs land on their project's bill.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(chargeback --help shows what there is)")
    .addHelpText("afterAll", exitCodesHelp);

  const command = (name: string): Command => {
    const made = program.command(name);
    for (const option of gateOptions()) made.addOption(option);
    return made;
  };

  command("plan")
    .description("synthesize, plan with Terraform, and check the plan")
    .argument("[stacks...]", "stacks of the app; all of them when none is named")
    .addOption(targetOption())
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (stacks: string[], options: PlanOptions) => {
      done(await plan(context(), stacks, options));
    });
  command("apply")
    .description("plan and check, then apply exactly that plan")
    .argument("[stacks...]", "stacks of the app; all of them when none is named")
    .addOption(targetOption())
    .addOption(autoApproveOption())
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (stacks: string[], options: ChangeOptions) => {
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
      done(await destroy(context(), stacks, options));
    });
  command("bootstrap")
    .description("make the bucket for Terraform's state, once per account; safe to run again")
    .addOption(targetOption())
    .addOption(autoApproveOption())
    .addOption(appOption())
    .addHelpText("after", settingsHelp)
    .action(async (options: ChangeOptions) => {
      done(await bootstrap(context(), options));
    });
  command("check")
    .description("check any plan: the output of terraform show -json")
    .argument("<plan.json>", "the plan")
    .option(
      "--config <dir>",
      "folder of the plan's configuration (default: the plan's own, when Terraform files are there)",
    )
    .action(async (file: string, options: CheckOptions) => {
      done(await check(context(), file, options));
    });
  program
    .command("rules")
    .description("list the rules of the gate")
    .addOption(new Option("--format <format>", "form of the list").choices(["text", "json"]).default("text"))
    .action(async (options: RulesOptions) => {
      done(await listRules(context(), options));
    });
  program
    .command("explain")
    .description("say what a rule asks, why, what its answers mean and how to get a pass")
    .argument("<rule>", "id of the rule")
    .action(async (rule: string) => {
      done(await explain(context(), rule));
    });
  return program;
}
