import path from "node:path";
import {
  awsEnvironment,
  ChargebackStack,
  foundationModel,
  ProjectTags,
  TrackedFunction,
  TrackedModel,
} from "bedrock-chargeback";
import { App } from "cdktf";

const app = new App();
const environment = awsEnvironment("000000000000", "eu-west-2");
const tags = new ProjectTags({ project: "ticket-summaries", tags: { Team: "support" } });

const stack = new ChargebackStack(app, "TicketSummaries", { environment, tags, stateBucket: "my-terraform-state" });
const model = new TrackedModel(stack, "Model", {
  tags,
  environment,
  source: foundationModel("amazon.nova-lite-v1:0"),
  budget: { monthlyLimitUsd: 20, notifyEmails: ["support@example.com"] },
});
new TrackedFunction(stack, "Summarize", {
  name: "ticket-summaries",
  description: "Summarizes a support ticket",
  bundle: path.join(__dirname, "function.zip"),
  tags,
  // The profile's ARN in place of a model id is all that the code has to know. Its role can call no model in another way.
  variables: { MODEL_ID: model.modelId },
  statements: model.statements,
  limits: { timeoutSec: 60 },
});

app.synth();
