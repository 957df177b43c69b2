import type { Agent } from "@aws-sdk/client-bedrock-agent";

/** What an agent can have beside what the constructs say: Terraform's attribute, and whether it is set. */
const settings: Readonly<Record<string, (agent: Agent) => boolean>> = {
  agent_collaboration: ({ agentCollaboration = "DISABLED" }) => agentCollaboration !== "DISABLED",
  customer_encryption_key_arn: ({ customerEncryptionKeyArn }) => customerEncryptionKeyArn !== undefined,
  guardrail_configuration: ({ guardrailConfiguration }) => guardrailConfiguration?.guardrailIdentifier !== undefined,
  memory_configuration: ({ memoryConfiguration }) => (memoryConfiguration?.enabledMemoryTypes ?? []).length > 0,
  prompt_override_configuration: ({ promptOverrideConfiguration: prompts }) =>
    prompts?.overrideLambda !== undefined ||
    (prompts?.promptConfigurations ?? []).some(({ promptCreationMode }) => promptCreationMode === "OVERRIDDEN"),
};

/** Attributes that Terraform is to leave as they are. */
export const keptSettings = (agent: Agent): string[] =>
  Object.entries(settings).flatMap(([attribute, isSet]) => (isSet(agent) ? [attribute] : []));
