import {
  type Agent as AgentAnswer,
  GetAgentActionGroupCommand,
  GetAgentCommand,
  GetAgentVersionCommand,
  paginateListAgentActionGroups,
  type PromptOverrideConfiguration,
} from "@aws-sdk/client-bedrock-agent";
import { known } from "../../policies/attribute";
import type { ActionGroup, Agent, ServedVersion, StepModel } from "../../policies/estate";
import { atATime, collected } from "../at-a-time";
import type { LiveClients } from "../clients";
import { answered } from "./answered";

/** An agent of the account, and what AWS told of it. */
export interface LiveAgent extends Agent {
  readonly answer: AgentAnswer;
}

/** The draft of an agent: what its next version will be. @throws LiveFailure, also where there is none */
export async function readAgent(clients: LiveClients, agentId: string): Promise<LiveAgent> {
  const { agent } = await clients.agents.send(new GetAgentCommand({ agentId }));
  const answer = answered(agent, `agent ${agentId}`);
  return { answer, ...agentOf(answer, agentId, clients) };
}

/** What the estate keeps of it: a few texts of an answer that may have hundreds of kilobytes of prompts. */
export function agentOf(answer: AgentAnswer, agentId: string, { region }: Pick<LiveClients, "region">): Agent {
  const address = answered(answer.agentArn, "ARN of the agent");
  const seen = [`AWS answers GetAgent of ${agentId}`];
  return {
    address,
    type: "aws_bedrockagent_agent",
    region: known(region),
    name: known(answer.agentName),
    id: known(agentId),
    arn: known(address),
    foundationModel: known(answer.foundationModel ?? null, seen),
    stepModels: stepModelsOf(answer.promptOverrideConfiguration, seen),
    role: known(answer.agentResourceRoleArn ?? null, seen),
    changes: [],
  };
}

/** What an alias answers with while it is routed to that version. @throws LiveFailure, also where there is none */
export async function readVersion({ agents }: LiveClients, agentId: string, version: string): Promise<ServedVersion> {
  const { agentVersion } = await agents.send(new GetAgentVersionCommand({ agentId, agentVersion: version }));
  const seen = [`AWS answers GetAgentVersion of version ${version} of ${agentId}`];
  return {
    version,
    foundationModel: known(agentVersion?.foundationModel ?? null, seen),
    stepModels: stepModelsOf(agentVersion?.promptOverrideConfiguration, seen),
  };
}

function stepModelsOf(override: PromptOverrideConfiguration | undefined, trail: readonly string[]): StepModel[] {
  return (override?.promptConfigurations ?? []).flatMap(({ promptType, foundationModel }, index) =>
    foundationModel === undefined || foundationModel === ""
      ? []
      : [
          {
            attribute: `prompt_override_configuration[0].prompt_configurations[${index}].foundation_model (${promptType ?? ""})`,
            model: known(foundationModel, trail),
          },
        ],
  );
}

/** The action groups of an agent's draft. */
export async function readActionGroups({ agents, region }: LiveClients, agent: LiveAgent): Promise<ActionGroup[]> {
  const { agentId = "" } = agent.answer;
  const draft = { agentId, agentVersion: "DRAFT" };
  const pages = paginateListAgentActionGroups({ client: agents }, draft);
  const summaries = await collected(pages, ({ actionGroupSummaries }) => actionGroupSummaries);
  return atATime(summaries, async ({ actionGroupId }) => {
    const { agentActionGroup } = await agents.send(new GetAgentActionGroupCommand({ ...draft, actionGroupId }));
    return {
      address: `${agent.address}/action-group/${actionGroupId ?? ""}`,
      type: "aws_bedrockagent_agent_action_group",
      region: known(region),
      agentId: known(agentId),
      executor: known(agentActionGroup?.actionGroupExecutor?.lambda ?? null, [
        `AWS answers GetAgentActionGroup of ${actionGroupId ?? ""}`,
      ]),
    };
  });
}
