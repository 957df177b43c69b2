import { inputs, outputs } from "./interface";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** The module's README, made from its variables and outputs. */
export function moduleReadme(version: string): string {
  return `# A Bedrock agent on its project's bill

A plain Terraform module, made from Chargeback ${version} by \`npm run module\`: a Bedrock agent that calls its model through a tagged
application inference profile, its alias, an API with key and usage plan, the function behind it, their roles, and a monthly budget over
exactly what carries the project's tag. It has no provider and no backend; further tags come from the \`default_tags\` of yours.

\`\`\`hcl
module "support" {
  source            = "./agent-module"
  account_id        = "111122223333"
  region            = "eu-west-2"
  project           = "support-agent"
  model_id          = "amazon.nova-lite-v1:0"
  instruction       = "You answer questions about orders, briefly, and never promise a refund."
  allowed_origin    = "https://support.example.com"
  monthly_limit_usd = 20
  notify_emails     = ["support@example.com"]
}
\`\`\`

Call it once for each project, or with \`for_each\` over them. Your plan fails for a model that is no model's id, for one that has reached
its end of life, and, by a postcondition on the agent, for any agent of the module that is given something else than an application
inference profile. The gate judges the whole root: \`chargeback check plan.json --config .\`

API Gateway writes access logs through one role per account and Region. Have it before you apply: an \`aws_api_gateway_account\` with a
role that \`AmazonAPIGatewayPushToCloudWatchLogs\` is attached to.

## Requirements

Terraform or OpenTofu 1.10 or later, and the AWS provider: version 5 from 5.100, or version 6.

## Inputs

All are required.

${table(
  ["name", "type", "what"],
  Object.entries(inputs).map(([name, { type, description }]) => [`\`${name}\``, `\`${type}\``, description]),
)}

## Outputs

${table(
  ["name", "what"],
  Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]),
)}
`;
}
