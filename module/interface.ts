import type { TerraformVariableConfig } from "cdktf";

const matches = (name: string, pattern: string, errorMessage: string) => [
  { condition: `\${can(regex("${pattern}", var.${name}))}`, errorMessage },
];

/** The module's variables. All are required but those with a default. */
export const inputs = {
  account_id: {
    type: "string",
    description: "AWS account that the provider works in; permissions name it.",
    validation: matches("account_id", "^[0-9]{12}$", "account_id has to be the twelve digits of an AWS account."),
  },
  region: {
    type: "string",
    description: "AWS Region that the provider works in.",
    validation: matches("region", "^[a-z]{2}(-[a-z]+)+-[0-9]$", "region has to be an AWS Region such as eu-west-2."),
  },
  project: {
    type: "string",
    description: "Value of the tag Project, which the budget counts; names the resources.",
    validation: [
      {
        condition: '${can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.project)) && length(var.project) <= 48}',
        errorMessage: "project has to be 1 to 48 characters of a-z, 0-9 and single hyphens, starting with a letter.",
      },
    ],
  },
  model_id: {
    type: "string",
    description:
      "Id of a foundation model, or of a system-defined (cross-Region) inference profile. Never an ARN, never an application inference profile: the module makes that.",
    validation: matches(
      "model_id",
      "^([a-z-]+[.])?[a-z0-9]+[.][a-zA-Z0-9-]+[a-zA-Z0-9.:-]*$",
      "model_id has to be an id such as amazon.nova-lite-v1:0 or eu.anthropic.claude-sonnet-4-6, not an ARN or a name.",
    ),
  },
  instruction: {
    type: "string",
    description: "What the agent is told to be and to do. 40 to 8000 characters.",
    validation: [
      {
        condition: "${length(var.instruction) >= 40 && length(var.instruction) <= 8000}",
        errorMessage: "instruction has to have 40 to 8000 characters.",
      },
    ],
  },
  allowed_origin: {
    type: "string",
    description: "Origin of the website that calls the API, without a path, such as https://www.example.com.",
    validation: matches(
      "allowed_origin",
      "^(https://[a-z0-9.-]+|http://localhost)(:[0-9]{1,5})?$",
      "allowed_origin has to be an origin of the form https://host or https://host:port (http for localhost only).",
    ),
  },
  monthly_limit_usd: {
    type: "number",
    description: "What the project may cost in a month, in US dollars. The budget warns; it stops nothing.",
    validation: [
      { condition: "${var.monthly_limit_usd > 0}", errorMessage: "monthly_limit_usd has to be above 0 US dollars." },
    ],
  },
  notify_emails: {
    type: "list(string)",
    description: "Who is told by the budget. 1 to 10 addresses.",
    validation: [
      {
        condition: "${length(var.notify_emails) >= 1 && length(var.notify_emails) <= 10}",
        errorMessage: "notify_emails has to have 1 to 10 addresses.",
      },
    ],
  },
} satisfies Record<string, TerraformVariableConfig>;

/** The module's outputs, and the output of `AgentProject` that each is. */
export const outputs = {
  inference_profile_arn: {
    from: "InferenceProfileArn",
    description: "The tagged application inference profile: what any other caller of this project gives as model id.",
  },
  agent_id: { from: "AgentId", description: "The Bedrock agent." },
  agent_alias_id: { from: "AgentAliasId", description: "The alias that follows the agent." },
  invoke_url: { from: "InvokeUrl", description: "Where the website posts prompts to." },
  api_key_id: { from: "ApiKeyId", description: "Id of the API key; its value stays in AWS and in the state." },
};
