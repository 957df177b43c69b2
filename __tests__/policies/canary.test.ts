import { describe, expect, test } from "@jest/globals";
import { CanaryError, flyCanary } from "../../policies/canary";
import { agentArn, liveModel, profileArn, retiredModel } from "../../policies/canary/arns";
import { badEstates, goodEstate } from "../../policies/canary/estates";
import { evaluate } from "../../policies/evaluate";
import type { Estate } from "../../policies/estate";
import { rules } from "../../policies/rules";
import type { Rule, Verdict } from "../../policies/rule";

const now = new Date("2026-11-24");

/** A rule that answers so about the good estate, and so about each of the bad ones. */
function lazy(good: readonly Verdict[], ...bad: readonly (readonly Verdict[])[]): Rule {
  const [first] = badEstates("Project");
  const models = ({ agents }: Estate): string => JSON.stringify(agents[0]?.foundationModel);
  const answers = (estate: Estate): readonly Verdict[] => {
    if (estate.faults.length === 0) return good;
    return (first !== undefined && models(estate) === models(first) ? bad[0] : bad[1]) ?? [];
  };
  return {
    id: "lazy",
    level: "mandatory",
    question: "?",
    rationale: "",
    source: "",
    examine: (estate) => answers(estate).map((verdict) => ({ verdict, address: "a", message: "m", evidence: [] })),
  };
}

/** A failure for another reason would not notice that a rule has gone blind to its own. */
const reasons: Readonly<Record<string, readonly [wrong: string, right: string]>> = {
  "agent-uses-inference-profile": [
    `aws_bedrockagent_agent.canary: the agent calls "${retiredModel}", a foundation model's ARN, directly`,
    `aws_bedrockagent_agent.canary: the agent's model is "${profileArn}"`,
  ],
  "model-spend-uses-inference-profile": [
    `aws_bedrockagent_prompt.canary: variant[0].model_id, a prompt's variant, calls "${retiredModel}"`,
    `aws_bedrockagent_prompt.canary: variant[0].model_id, a prompt's variant, is "${profileArn}"`,
  ],
  "alias-follows-agent": [
    "aws_bedrockagent_agent.canary.instruction changes",
    "aws_bedrockagent_agent_alias.canary: nothing that shapes aws_bedrockagent_agent.canary changes",
  ],
  "agent-role-invokes-its-profile": [
    `its role aws_iam_role.canary may not bedrock:GetInferenceProfile and bedrock:InvokeModelWithResponseStream on "${profileArn}"`,
    "its role is aws_iam_role.canary, with the policies of aws_iam_role_policy.canary",
  ],
  "no-direct-model-access": [
    "aws_iam_role.canary: it may call a model around every profile: aws_iam_role_policy.canary allows bedrock:InvokeModel on *",
    "aws_iam_role.canary: it may call no model but through an application inference profile",
  ],
  "invoker-calls-alias": [
    "aws_lambda_function.canary: it invokes the test alias TSTALIASID",
    "aws_lambda_function.canary: it invokes aws_bedrockagent_agent_alias.canary, and its role may invoke nothing else",
  ],
  "inference-profile-has-project-tag": [
    "aws_bedrock_inference_profile.canary: it has no Project tag",
    'aws_bedrock_inference_profile.canary: model calls through it are billed under Project = "canary"',
  ],
  "model-is-live": [
    `aws_bedrock_inference_profile.canary: its model "${retiredModel}" reached its end of life`,
    `aws_bedrock_inference_profile.canary: its model "${liveModel}" is active`,
  ],
  "one-region": [
    "aws_bedrock_inference_profile.canary: the profile stands in us-east-1, and copies a model of eu-west-2",
    "alias aws_bedrockagent_agent_alias.canary stands there too\nfunction aws_lambda_function.canary stands there too",
  ],
  "action-group-permission-is-scoped": [
    "aws_lambda_permission.canary: its source_arn is null, not the ARN of one agent",
    `aws_lambda_permission.canary: only "${agentArn}" may call the function`,
  ],
  "budget-matches-project-tag": [
    "aws_budgets_budget.canary: its filter is TagKeyValue = canary, which has not the form user:Project$VALUE",
    'aws_budgets_budget.canary: it counts the spend of "canary"',
  ],
  "cost-allocation-tag-active": [
    "aws_ce_cost_allocation_tag.canary: Project is made Inactive",
    "aws_ce_cost_allocation_tag.canary: Project is active",
  ],
  "project-tag-on-every-billable": [
    "aws_lambda_function.canary: it has no Project tag",
    'aws_lambda_function.canary: its cost is billed under Project = "canary"',
  ],
  "api-is-guarded": [
    "aws_lambda_function_url.canary: the function URL canary is open to anybody",
    'aws_lambda_function_url.canary: the function URL canary asks who is there: "AWS_IAM"',
  ],
  "state-is-protected": [
    "terraform: the state is a file on the machine",
    "terraform: cloud encrypts and locks the state",
  ],
  "plan-is-whole": ["plan: errored", "plan: it is complete"],
};

const fly = (rule: Rule) => () => {
  flyCanary([rule], { tagKey: "Project" });
};

describe("the canary", () => {
  test.each(["Project", "cost-centre"])("lives with the gate's own rules and the tag %s", (tagKey) => {
    expect(() => {
      flyCanary(rules, { tagKey });
    }).not.toThrow();
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))(
    "is wrong, and right, in what %s is there for",
    (id, rule) => {
      const said = (estate: Estate, verdict: Verdict): string =>
        evaluate(estate, [rule], { tagKey: "Project", now })
          .flatMap(({ findings }) => findings)
          .filter((finding) => finding.verdict === verdict)
          .map(({ address, message, evidence }) => [`${address}: ${message}`, ...evidence].join("\n"))
          .join("\n");
      const [wrong, right] = reasons[id] ?? ["no reason is told for this rule", ""];
      expect(badEstates("Project").map((estate) => said(estate, "fail"))).toContainEqual(
        expect.stringContaining(wrong),
      );
      expect(said(goodEstate("Project"), "pass")).toContain(right);
    },
  );

  test("lives with a rule that fails one of the two estates in which everything is wrong", () => {
    expect(fly(lazy(["pass"], ["fail"], ["fail"]))).not.toThrow();
    expect(fly(lazy(["pass"], ["fail"], ["notApplicable"]))).not.toThrow();
    expect(fly(lazy(["pass", "pass"], [], ["fail", "fail"]))).not.toThrow();
  });

  test.each<[string, Rule]>([
    ["is not sure that anything is wrong", lazy(["pass"], ["undetermined"], ["undetermined"])],
    ["passes some of what is wrong", lazy(["pass"], ["fail", "pass"], ["pass"])],
    ["looks at nothing that is wrong", lazy(["pass"], [], [])],
  ])("dies of a rule that %s", (_, rule) => {
    expect(fly(rule)).toThrow(CanaryError);
    expect(fly(rule)).toThrow("rule lazy did not fail an estate in which everything is wrong");
  });

  test.each<[string, Rule]>([
    ["is not sure that all is right", lazy(["undetermined"], ["fail"])],
    ["fails some of what is right", lazy(["pass", "fail"], ["fail"])],
    ["looks at nothing that is right", lazy([], ["fail"])],
  ])("dies of a rule that %s", (_, rule) => {
    expect(fly(rule)).toThrow(expect.objectContaining({ name: "CanaryError" }));
    expect(fly(rule)).toThrow("rule lazy did not pass an estate in which everything is right");
  });

  test("asks on a day of its own, with the tag and the projects that the settings name", () => {
    const asked: unknown[] = [];
    const rule = lazy(["pass"], ["fail"]);
    flyCanary([{ ...rule, examine: (estate, context) => (asked.push(context), rule.examine(estate, context)) }], {
      tagKey: "Project",
      allowedProjects: ["news"],
    });
    const context = { tagKey: "Project", allowedProjects: ["news"], now, required: false };
    expect(asked).toEqual([context, context, context]);
  });
});
