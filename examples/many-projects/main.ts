import { AgentProject, awsEnvironment, ChargebackStack, ProjectTags } from "bedrock-chargeback";
import { App } from "cdktf";
import { projects } from "./projects";

const app = new App();
const environment = awsEnvironment("000000000000", "eu-west-2");
let first: ChargebackStack | undefined;

for (const [id, { project, team, model, instruction, origin, monthlyLimitUsd }] of Object.entries(projects)) {
  const tags = new ProjectTags({ project, tags: { Team: team } });
  const stack = new ChargebackStack(app, id, { environment, tags, stateBucket: "my-terraform-state" });
  new AgentProject(stack, "Agent", {
    tags,
    environment,
    model,
    agent: { instruction },
    // API Gateway has one logging role per account and Region: the first stack makes it, and is applied first.
    api: { allowedOrigins: [origin], createLoggingRole: first === undefined },
    budget: { monthlyLimitUsd, notifyEmails: [`${team}-finance@example.com`] },
  });
  if (first !== undefined) stack.addDependency(first);
  first ??= stack;
}

app.synth();
