import { writeFileSync } from "node:fs";
import { Aspects, type IAspect, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { agentsNamingAModel, type OffendingAgent } from "./offending-agents";
import { requireOneCdktf } from "./single-cdktf";

const AGENT_TYPE = "aws_bedrockagent_agent";
const PROFILE_ARN = "^arn:aws[a-z-]*:bedrock:[a-z0-9-]+:[0-9]{12}:application-inference-profile/[a-zA-Z0-9:.-]+$";

const guardedStacks = new WeakSet<TerraformStack>();
const guardedApps = new WeakSet<IConstruct>();

/**
 * Puts two guards on a stack and on its app; calling it again changes nothing.
 *
 * - Every `aws_bedrockagent_agent` of the stack, whoever wrote it, gets a postcondition, so that Terraform alone fails a
 *   plan in which it names a model.
 * - Synthesis fails with every agent of every stack whose rendered model is a literal other than an application
 *   inference profile's ARN. Expressions that are no plain reference are left to the plan gate.
 */
export function guardAgents(stack: TerraformStack): void {
  requireOneCdktf(stack);
  if (!guardedStacks.has(stack)) {
    guardedStacks.add(stack);
    Aspects.of(stack).add(new RequireProfileAtPlan());
  }
  const { root } = stack.node;
  if (guardedApps.has(root)) return;
  guardedApps.add(root);
  // On the app: a stack's own validation would stop at the first stack that fails.
  root.node.addValidation({ validate: () => validateAgents(root) });
}

class RequireProfileAtPlan implements IAspect {
  readonly #seen = new WeakSet<IConstruct>();

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || node.terraformResourceType !== AGENT_TYPE) return;
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    const postcondition = {
      condition: `\${can(regex("${PROFILE_ARN}", self.foundation_model))}`,
      errorMessage:
        `${node.node.path} (${AGENT_TYPE}.${node.friendlyUniqueId}) calls \${self.foundation_model}, which is not an ` +
        "application inference profile: its model spend would carry no project tag. Create an " +
        "aws_bedrock_inference_profile with the project's tags and set foundation_model to its arn.",
    };
    node.lifecycle = {
      ...node.lifecycle,
      postcondition: [...(node.lifecycle?.postcondition ?? []), postcondition],
    };
  }
}

function validateAgents(root: IConstruct): string[] {
  const offenders = root.node
    .findAll()
    .filter((node) => TerraformStack.isStack(node))
    .flatMap(agentsNamingAModel);
  reportFindings(offenders);
  return offenders.map(({ message, remedy }) => `${message} ${remedy}`);
}

/** The same findings for a program: `CHARGEBACK_FINDINGS_FILE` names the file to write them to. */
function reportFindings(offenders: readonly OffendingAgent[]): void {
  const file = process.env.CHARGEBACK_FINDINGS_FILE;
  if (file === undefined || file === "" || offenders.length === 0) return;
  const findings = offenders.map((offender) => ({ rule: "agent-uses-inference-profile", ...offender }));
  writeFileSync(file, `${JSON.stringify(findings, null, 2)}\n`);
}
