import { AgentProject, awsEnvironment, ChargebackStack, ProjectTags, systemProfile } from "bedrock-chargeback";
import { App } from "cdktf";

const app = new App();
const environment = awsEnvironment("000000000000", "eu-west-2");
const tags = new ProjectTags({ project: "contract-reader", tags: { Team: "legal" } });

const stack = new ChargebackStack(app, "ContractReader", { environment, tags, stateBucket: "my-terraform-state" });
new AgentProject(stack, "Contracts", {
  tags,
  environment,
  // A model that AWS serves in this Region only through a system-defined, cross-Region profile. The project's own profile
  // is copied from it: the calls go to the same Regions, and carry the project's tags.
  model: systemProfile("eu.anthropic.claude-sonnet-4-6"),
  agent: { instruction: "You find the clauses that a question is about, and quote them word for word." },
  api: { allowedOrigins: ["https://contracts.example.com"] },
  budget: { monthlyLimitUsd: 200, notifyEmails: ["legal-finance@example.com"] },
});

app.synth();
