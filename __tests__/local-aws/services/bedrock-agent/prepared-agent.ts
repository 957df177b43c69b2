import * as sdk from "@aws-sdk/client-bedrock-agent";
import type { LocalAws } from "../../../../local-aws/local-aws";
import { clientOf, runLocalAws } from "../../support/run-local-aws";

export const instruction = "Answer questions about what AWS has announced, shortly and with the source.";

/** A local AWS, and what the tests of agents do in it again and again. */
export async function agentIn(props: Parameters<typeof runLocalAws>[0] = {}) {
  const aws = await runLocalAws(props);
  const client = new sdk.BedrockAgentClient(clientOf(aws));
  const create = async (given: Partial<sdk.CreateAgentRequest> = {}) => {
    const { agent } = await client.send(
      new sdk.CreateAgentCommand({
        agentName: "news",
        foundationModel: "amazon.nova-pro-v1:0",
        agentResourceRoleArn: "arn:aws:iam::111122223333:role/news",
        instruction,
        ...given,
      }),
    );
    return agent?.agentId ?? "";
  };
  const status = async (agentId: string) =>
    (await client.send(new sdk.GetAgentCommand({ agentId }))).agent?.agentStatus;
  /** Prepares the agent and lets the time go by. */
  const prepare = async (agentId: string) => {
    settle(aws);
    await client.send(new sdk.PrepareAgentCommand({ agentId }));
    settle(aws);
  };
  const update = async (agentId: string, given: Partial<sdk.UpdateAgentRequest>) => {
    const { agent } = await client.send(new sdk.GetAgentCommand({ agentId }));
    const { agentName, foundationModel, agentResourceRoleArn } = agent ?? {};
    const kept = { agentName, foundationModel, agentResourceRoleArn, instruction };
    await client.send(new sdk.UpdateAgentCommand({ agentId, ...kept, ...given }));
  };
  const createAlias = async (agentId: string, agentVersion?: string) => {
    const routed = agentVersion === undefined ? {} : { routingConfiguration: [{ agentVersion }] };
    const { agentAlias } = await client.send(
      new sdk.CreateAgentAliasCommand({ agentId, agentAliasName: "live", ...routed }),
    );
    return agentAlias?.agentAliasId ?? "";
  };
  return { aws, client, create, status, prepare, update, createAlias };
}

/** Lets every passing state end. */
export function settle({ clock }: LocalAws): void {
  clock.advance(120_000);
}

/** Sets the clock back, so that passing states last however slow the machine is. */
export function hold({ clock }: LocalAws): void {
  clock.advance(-60_000);
}
