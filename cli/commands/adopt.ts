import * as path from "node:path";
import type { AdoptRequest } from "../../live";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { UsageFailure } from "../failure";
import { liveEnvironment } from "../live-environment";
import { requireFree, writeNewFile } from "../write-new-file";

export interface AdoptOptions {
  alias?: string;
  model?: string;
  project?: string;
  monthlyLimitUsd?: number;
  notify?: string[];
  out?: string;
  force?: boolean;
  region?: string;
  profile?: string;
  target: string;
}

/** `chargeback adopt`: reads an agent that was made by hand, and writes the stack that takes it over. */
export async function adoptAgent(context: Context, agentId: string, options: AdoptOptions): Promise<ExitCode> {
  const { force = false, alias, model, project, region, profile } = options;
  if (!/^[0-9A-Z]{10}$/.test(agentId))
    throw new UsageFailure(`"${agentId}" is no agent's id, which has ten capital letters and digits.`);
  const budget = budgetOf(options);
  if (options.out !== undefined) requireFree(path.resolve(context.cwd, options.out), force);
  const env = await liveEnvironment(context, options.target);
  const { adopt, openClients } = await import("../../live/index.js");
  const clients = await openClients({ env, region, profile, version: context.version });
  try {
    const request: AdoptRequest = { agentId, alias, model, project, budget, today: new Date() };
    const adoption = await context.progress.step(`Reading the agent ${agentId}`, () => adopt(clients, request));
    const file = options.out ?? path.join("adopted", adoption.fileName);
    writeNewFile(path.resolve(context.cwd, file), adoption.source, force);
    for (const sentence of adoption.leftOut) context.progress.note(`- ${sentence}`);
    context.progress.note(nextSteps(file, adoption.functionName));
    context.report(`${file}\n`);
  } finally {
    clients.destroy();
  }
  return exitCodes.clean;
}

function budgetOf({ monthlyLimitUsd, notify = [] }: AdoptOptions): AdoptRequest["budget"] {
  if (monthlyLimitUsd === undefined && notify.length === 0) return undefined;
  if (monthlyLimitUsd !== undefined && notify.length > 0 && notify.length <= 10)
    return { monthlyLimitUsd, notifyEmails: notify };
  throw new UsageFailure("A budget needs both --monthly-limit-usd and --notify, the latter for 1 to 10 addresses.");
}

function nextSteps(file: string, functionName: string): string {
  const module = `./${file.replaceAll(path.sep, "/").replace(/\.ts$/, "")}`;
  return [
    "",
    "Put it into your app, before app.synth():",
    `  import { ${functionName} } from "${module}";`,
    `  ${functionName}(app, "<bucket of the state>");`,
    "Then look at what `chargeback plan` imports and changes, and run `chargeback apply`.",
  ].join("\n");
}
