import * as z from "zod/mini";
import type { Subject } from "../live";
import type { Context } from "./context";
import { ProgramFailure, UsageFailure } from "./failure";
import { initialize, openWorkspace } from "./open-workspace";
import { selectStacks } from "./synth/select-stacks";
import { synthesize } from "./synth/synthesize";
import type { SynthesizedStack } from "./synth/synthesized-stack";
import { targetNamed, type Target } from "./targets";
import { terraformFailure } from "./terraform/explain";
import { requireTerraform, type Terraform } from "./terraform/find-terraform";
import { runTerraform } from "./terraform/run-terraform";

/** An agent to look at, and what its stack says of where it stands. */
export interface StackSubject {
  readonly subject: Subject;
  /** Null for an agent that is named by its id. */
  readonly stack: string | null;
  /** The environment of the stack's target. @default that of the target alone */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly region?: string | undefined;
  /** Accounts that the stack may stand in. @default any */
  readonly accountIds: readonly string[];
  /** Command that puts back what the stack made. */
  readonly apply?: string | undefined;
}

export interface SubjectOptions {
  target: string;
  app?: string;
  agentId?: string;
  aliasId?: string;
}

/** The agents that were asked for: one by its id, or those that the outputs of stacks tell of. */
export async function findSubjects(
  context: Context,
  names: readonly string[],
  options: SubjectOptions,
): Promise<readonly StackSubject[]> {
  const { agentId, aliasId } = options;
  if (agentId !== undefined) {
    if (names.length > 0) throw new UsageFailure("Name stacks, or an agent by --agent-id: not both.");
    return [{ subject: { agentId, aliasId }, stack: null, accountIds: [] }];
  }
  if (aliasId !== undefined) throw new UsageFailure("--alias-id needs the --agent-id that the alias is of.");
  const target = targetNamed(options.target);
  const terraform = await requireTerraform(context.session, context.env);
  const synthesis = await synthesize(context, { app: options.app });
  const found: StackSubject[] = [];
  for (const stack of selectStacks(synthesis.stacks, names)) {
    target.preflight(stack);
    found.push(...(await subjectsOf(context, terraform, target, stack)));
  }
  if (found.length > 0) return found;
  throw new UsageFailure(
    `No output of ${names.length === 0 ? "any stack" : names.join(", ")} tells of an agent: it is not applied yet, or has ` +
      "no AgentProject. Apply it, or name the agent: --agent-id ID.",
  );
}

const outputsJson = z.record(z.string(), z.object({ value: z.unknown() }));

async function subjectsOf(
  context: Context,
  terraform: Terraform,
  target: Target,
  stack: SynthesizedStack,
): Promise<StackSubject[]> {
  const workspace = await openWorkspace(context, terraform, target, stack);
  await initialize(context, workspace, stack);
  const run = await runTerraform(workspace, ["output", "-json", "-no-color"]);
  if (run.exitCode !== 0) throw terraformFailure(run, stack.name);
  const parsed = outputsJson.safeParse(readJson(run.stdout));
  if (!parsed.success) throw new ProgramFailure(`terraform output -json of ${stack.name} cannot be read.`, run.output);
  const { subjectsIn } = await import("../live/index.js");
  const outputs = Object.fromEntries(Object.entries(parsed.data).map(([name, { value }]) => [name, value]));
  const [provider] = stack.awsProviders;
  const suffix = target.name === "aws" ? "" : ` --target ${target.name}`;
  return subjectsIn(outputs).map((subject) => ({
    subject,
    stack: stack.name,
    env: workspace.env,
    region: provider?.region,
    accountIds: provider?.allowedAccountIds ?? [],
    apply: `${context.invocation} apply ${stack.name}${suffix}`,
  }));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
