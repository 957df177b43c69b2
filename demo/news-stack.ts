import path from "node:path";
import { App } from "cdktf";
import { AwsNewsAgent, awsEnvironment, ChargebackStack, foundationModel, ProjectTags } from "../constructs";
import { defaultAccountId } from "../local-aws/local-aws";

export const project = "aws-news-agent";
export const region = "eu-west-2";
export const modelId = "amazon.nova-pro-v1:0";
export const stateBucket = "chargeback-demo-state";
/** What the project's budget is called: `ProjectBudget` names it. */
export const budgetName = `${project}-monthly`;

/** Synthesizes the shipped project. @returns the folder of its stack */
export function synthesizeNews(outdir: string, bundleDir: string): string {
  const app = new App({ outdir, context: { bundleDir } });
  const environment = awsEnvironment(defaultAccountId, region);
  const tags = new ProjectTags({ project, tags: { Team: "news" } });
  const stack = new ChargebackStack(app, "AwsNewsAgent", { environment, tags, stateBucket });
  new AwsNewsAgent(stack, "News", {
    tags,
    environment,
    model: foundationModel(modelId),
    api: { allowedOrigins: ["https://www.example.com"] },
    budget: { monthlyLimitUsd: 50, notifyEmails: ["finance@example.com"] },
  });
  app.synth();
  return path.join(outdir, "stacks", stack.node.id);
}
