import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { describeFault } from "../../local/fault";
import { localFolder } from "../../local/folder";
import { howToCall } from "../../local/how-to-call";
import { runningIn } from "../../local/instance";
import { readStatus, type Status } from "../../local/status";

export interface StatusOptions {
  json?: boolean;
}

/** `chargeback local status`: where it is, what it has, what was spent and what was injected. */
export async function status(context: Context, { json = false }: StatusOptions): Promise<ExitCode> {
  const folder = localFolder(context);
  const running = await runningIn(folder);
  const read = running === undefined ? undefined : await readStatus(running);
  if (json) context.report(`${JSON.stringify({ running: read !== undefined, folder, ...read })}\n`);
  else if (read === undefined) context.report(`No local AWS runs for ${folder}.\n`);
  else context.report(`${describe(read, folder, context.invocation).join("\n")}\n`);
  return exitCodes.clean;
}

function describe(read: Status, folder: string, invocation: string): readonly string[] {
  const { endpoint, accountId, now, resources, apis, spend, faults, missing } = read;
  const made = Object.entries(resources).filter(([, count]) => count > 0);
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
  return [
    `Local AWS runs at ${endpoint}, account ${accountId}`,
    `Its time is ${now}; its folder ${folder}`,
    ...part("Resources", made.length === 0 ? ["none"] : made.map(([what, count]) => `${what}: ${count}`)),
    ...part("To call the API", apis.length === 0 ? [] : howToCall(read, invocation)),
    ...part("Spend", spend.map(describeSpend)),
    ...part("Injected faults", faults.map(describeFault)),
    ...part("Asked for and not there", missing),
  ];
}

const describeSpend = ({ project, tokens, amountUsd }: Status["spend"][number]): string =>
  `${project === "" ? "without a Project tag" : `Project = ${project}`}: ${tokens} tokens, ${amountUsd.toFixed(6)} USD`;
