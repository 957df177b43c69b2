import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { BedrockagentAgent } from "@cdktf/provider-aws/lib/bedrockagent-agent";
import { App, type TerraformStack, Testing } from "cdktf";
import { AwsNewsAgent, StateBucketStack, systemProfile } from "../../constructs";
import { bundleFolder, environment, model, tags, testStack } from "./support/stack";
import { planOffline } from "./support/terraform";

/** Synthesizes an app with one stack, unchecked where the check is not what is tested, and plans it. */
function planned(build: (app: App) => TerraformStack, skipValidation = false) {
  const app = new App({ outdir: Testing.app().outdir, context: { bundleDir: bundleFolder() }, skipValidation });
  const stack = build(app);
  app.synth();
  return planOffline(path.join(app.outdir, "stacks", stack.node.id));
}

const news = (source: typeof model, pinToVersion?: string) => (app: App) => {
  const stack = testStack(app, "News");
  const api = { allowedOrigins: ["https://www.example.com"] };
  const budget = { monthlyLimitUsd: 50, notifyEmails: ["finance@example.com"] };
  new AwsNewsAgent(stack, "Agent", { tags, environment, model: source, api, budget, pinToVersion });
  return stack;
};

describe("Terraform", () => {
  test("plans the whole project without a warning, every taggable resource tagged", () => {
    const { exitCode, output, plan } = planned(news(model));
    expect(output).not.toContain("Warning:");
    expect(exitCode).toBe(0);
    expect(plan.resource_changes).toHaveLength(40);
    for (const { address, change } of plan.resource_changes) {
      expect(change.actions).toEqual(["create"]);
      if (change.after && "tags_all" in change.after)
        expect({ address, tags: change.after["tags"] }).toEqual({ address, tags: tags.all });
    }
  });

  test("plans a system-defined source and a pinned alias", () => {
    const { exitCode, output, plan } = planned(news(systemProfile("eu.anthropic.claude-sonnet-4-6"), "3"));
    expect({ exitCode, warned: output.includes("Warning:") }).toEqual({ exitCode: 0, warned: false });
    const alias = plan.resource_changes.find(({ type }) => type === "aws_bedrockagent_agent_alias");
    expect(alias?.change.after).toMatchObject({
      description: "Pinned to version 3",
      routing_configuration: [{ agent_version: "3", provisioned_throughput: null }],
    });
  });

  test("plans the state bucket", () => {
    const build = (app: App) => new StateBucketStack(app, "StateBucket", { environment, tags, stateBucket: "state" });
    expect(planned(build)).toMatchObject({ exitCode: 0, plan: { resource_changes: { length: 5 } } });
  });

  test("alone refuses a plan in which agents name models, and says so for each", () => {
    const named = {
      ModelId: "amazon.nova-pro-v1:0",
      ModelArn: "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0",
      SystemProfile: "eu.anthropic.claude-sonnet-4-6",
    };
    const { exitCode, output, plan } = planned((app) => {
      const stack = testStack(app, "Raw");
      const agentResourceRoleArn = "arn:aws:iam::111122223333:role/agent";
      for (const [id, foundationModel] of Object.entries(named))
        new BedrockagentAgent(stack, id, { agentName: "raw", agentResourceRoleArn, foundationModel });
      return stack;
    }, true);
    expect(exitCode).toBe(1);
    for (const [id, foundationModel] of Object.entries(named))
      expect(output).toContain(`Raw/${id} (aws_bedrockagent_agent.${id}) calls ${foundationModel}, which is not an`);
    expect(output).toContain("set foundation_model to its arn");
    expect(plan.errored).toBe(true);
  });
});
