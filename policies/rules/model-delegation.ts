import { agentBehindAlias } from "../joins/alias-reference";
import { certainty, describe } from "../attribute";
import type { Estate, ModelDelegation } from "../estate";
import { namesApplicationProfile } from "../inference-profile";
import type { Finding, RuleContext } from "../rule";
import { levelOfAbsence } from "./level-of-absence";
import { settling, wrongModel } from "./wrong-model";

/** Whoever leaves the model to an agent or a prompt is as good as that one. */
export function judgeDelegation(delegation: ModelDelegation, estate: Estate, context: RuleContext): Finding {
  return delegation.to === "agent" ? judgeAgent(delegation, estate, context) : judgePrompt(delegation, estate, context);
}

export function judgeAgent(
  { address, attribute, named }: ModelDelegation,
  estate: Estate,
  context: RuleContext,
): Finding {
  const agent = agentBehindAlias(named, estate);
  const told = { address, evidence: named.trail };
  if (agent === "elsewhere") return elsewhere({ address, attribute, named }, "agent", context);
  if (agent === "unknown")
    return {
      ...told,
      verdict: "undetermined",
      message: `nothing proves which agent ${attribute} leads to: it may be ${describe(named)}`,
      remedy: [...settling(named.possible), `set ${attribute} to the agent_alias_arn of an alias of this plan`].join(
        "; else ",
      ),
    };
  const model = agent.foundationModel;
  const evidence = [...named.trail, ...model.trail];
  const fix = { remedy: `mend ${agent.address}: agent-uses-inference-profile says how` };
  switch (certainty(model, namesApplicationProfile)) {
    case "yes":
      return {
        ...told,
        evidence,
        verdict: "pass",
        message: `${attribute} leads to ${agent.address}, whose model is ${describe(model)}`,
      };
    case "no":
      return {
        ...told,
        evidence,
        ...fix,
        verdict: "fail",
        message: `${attribute} leads to ${agent.address}, which calls ${wrongModel(model)} directly`,
      };
    case "unknown":
      return {
        ...told,
        evidence,
        ...fix,
        verdict: "undetermined",
        message: `${attribute} leads to ${agent.address}, and nothing proves that its model is an application inference profile`,
      };
  }
}

type Named = Pick<ModelDelegation, "address" | "attribute" | "named">;

function elsewhere({ address, attribute, named }: Named, what: string, context: RuleContext): Finding {
  return {
    verdict: "undetermined",
    ...levelOfAbsence(context),
    address,
    message: `${attribute} leads to ${describe(named)}: the ${what} stands in another stack, and its model cannot be seen`,
    evidence: named.trail,
    remedy: `see that the stack with that ${what} passes this rule and agent-uses-inference-profile`,
  };
}

const prompts = /^aws_bedrockagent_prompt$|^awscc_bedrock_prompt$/;

/** A prompt of this plan is judged where it stands. */
function judgePrompt({ address, attribute, named }: ModelDelegation, estate: Estate, context: RuleContext): Finding {
  const here = named.possible.every(
    (value) => value.kind === "resolved" && prompts.test(value.type) && estate.at(value.of) !== undefined,
  );
  if (here)
    return {
      verdict: "notApplicable",
      address,
      message: `${attribute} leads to ${describe(named)}, which is judged by itself`,
      evidence: named.trail,
    };
  if (named.possible.every((value) => value.kind !== "undetermined"))
    return elsewhere({ address, attribute, named }, "prompt", context);
  return {
    verdict: "undetermined",
    address,
    message: `nothing proves which prompt ${attribute} leads to: it may be ${describe(named)}`,
    evidence: named.trail,
    remedy: [...settling(named.possible), `set ${attribute} to the arn of a prompt of this plan`].join("; else "),
  };
}
