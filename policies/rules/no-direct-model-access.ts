import type { Estate, PolicyHolder } from "../estate";
import { firstFew } from "../first-few";
import { directAccess, type DirectAccess } from "../iam";
import type { Finding, Rule } from "../rule";
import { scopeOf } from "../scope-of";

export const noDirectModelAccess: Rule = {
  id: "no-direct-model-access",
  level: "mandatory",
  question: "Is there no role or policy in the plan that may call a model around an application inference profile?",
  rationale:
    "Whoever may call a model directly can spend without a tag. Permission on models belongs under the condition that the call comes through the project's profile.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html",
  examine: (estate: Estate) => [...estate.roles, ...estate.otherPolicies].map((holder) => judge(holder, estate)),
};

function judge(holder: PolicyHolder, estate: Estate): Finding {
  const { address } = holder;
  const ways = directAccess(holder);
  if (ways.length === 0)
    return {
      verdict: "pass",
      address,
      message: "it may call no model but through an application inference profile",
      evidence: [holder.grants.length === 0 ? `no policy in ${scopeOf(estate)} is given to it` : policiesRead(holder)],
    };
  const certain = ways.filter(({ answer }) => answer === "yes");
  const evidence = [...new Set(ways.map(({ address: where }) => `the policy of ${where} was read`))];
  if (certain.length > 0)
    return {
      verdict: "fail",
      address,
      message: `it may call a model around every profile: ${told(certain)}`,
      evidence,
      remedy: remedy(holder),
    };
  return {
    verdict: "undetermined",
    address,
    message: `nothing proves that it calls no model around a profile: ${told(ways)}`,
    evidence,
    remedy: [...new Set([...ways.flatMap(({ settledBy }) => settledBy ?? []), remedy(holder)])].join("; else "),
  };
}

const policiesRead = ({ grants }: PolicyHolder): string =>
  `read: ${[...new Set(grants.map((grant) => grant.address))].join(", ")}`;

const told = (ways: readonly DirectAccess[]): string => firstFew([...new Set(ways.map(tell))], "; ");

function tell({ action, called, resource, address, because }: DirectAccess): string {
  const why = because === undefined ? "" : `, since ${because}`;
  if (resource === undefined) return `what ${address} allows is not known${why}`;
  return `${address} allows ${action} on ${resource}, by which ${called} is called${why}`;
}

function remedy(holder: PolicyHolder): string {
  return holder.constructPath === undefined
    ? "name the profile's arn as the resource, and its models[*].model_arn under StringEquals bedrock:InferenceProfileArn = the profile's arn; take wildcards and AWS's Bedrock policies away"
    : "use AgentRole or TrackedFunction, and give no statement beyond the profile; take wildcards and AWS's Bedrock policies away";
}
