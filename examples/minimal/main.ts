import { AgentProject, awsEnvironment, ChargebackStack, foundationModel, ProjectTags } from "bedrock-chargeback";
import { App } from "cdktf";

const app = new App();
const environment = awsEnvironment("000000000000", "eu-west-2");
const tags = new ProjectTags({ project: "support-agent" });

const stack = new ChargebackStack(app, "SupportAgent", { environment, tags, stateBucket: "my-terraform-state" });
new AgentProject(stack, "Support", {
  tags,
  environment,
  model: foundationModel("amazon.nova-lite-v1:0"),
  agent: { instruction: "You answer questions about orders, briefly, and never promise a refund." },
  api: { allowedOrigins: ["https://support.example.com"] },
  budget: { monthlyLimitUsd: 20, notifyEmails: ["support@example.com"] },
});

app.synth();
