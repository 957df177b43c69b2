import { GetRestApiCommand, GetStagesCommand } from "@aws-sdk/client-api-gateway";
import { certainText } from "../../../policies/attribute";
import { atATime } from "../../at-a-time";
import type { LiveClients } from "../../clients";
import { ifThere } from "../../live-failure";
import { functionsNaming, readFunction, readPermissions } from "../../read/functions";

/** Something beside the agent that is billed, and is left as it is. */
export interface Neighbour {
  /** As in `function invoke-agent`. */
  readonly what: string;
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A function of an action group. @param arn of the function */
export async function readHandler(clients: LiveClients, arn: string): Promise<Neighbour | undefined> {
  const found = await ifThere(readFunction(clients, arn));
  return found && { what: `function ${nameIn(arn)}`, arn, tags: found.tags };
}

/** The functions whose environment names the agent, and the REST APIs that may call them. */
export async function readCallers(clients: LiveClients, agentId: string): Promise<Neighbour[]> {
  const names = await functionsNaming(clients, [agentId]);
  const functions = await atATime(names, (name) => readFunction(clients, name));
  const apis = await atATime(functions, (each) => apisCalling(clients, each));
  const ids = [...new Set(apis.flat())];
  return [
    ...functions.map(({ address, tags }) => ({ what: `function ${nameIn(address)}`, arn: address, tags })),
    ...(await atATime(ids, (id) => readApi(clients, id))).flat(),
  ];
}

const nameIn = (functionArn: string): string => functionArn.split(":")[6] ?? functionArn;

/** Ids of the REST APIs that the function's own policy lets call it. */
async function apisCalling(clients: LiveClients, each: Parameters<typeof readPermissions>[1]): Promise<string[]> {
  const permissions = await readPermissions(clients, each);
  return permissions.flatMap(({ sourceArn }) => {
    const id = /^arn:aws[a-z-]*:execute-api:[^:]+:[^:]+:([a-z0-9]+)\//.exec(certainText(sourceArn) ?? "")?.[1];
    return id === undefined ? [] : [id];
  });
}

async function readApi({ apiGateway, region }: LiveClients, restApiId: string): Promise<Neighbour[]> {
  const api = await ifThere(apiGateway.send(new GetRestApiCommand({ restApiId })));
  if (api === undefined) return [];
  const { item: stages = [] } = await apiGateway.send(new GetStagesCommand({ restApiId }));
  const arn = `arn:aws:apigateway:${region}::/restapis/${restApiId}`;
  // Cost Explorer sees the stage's own tags, not those of the API.
  return stages.map(({ stageName = "", tags = {} }) => ({
    what: `stage ${stageName} of the API ${api.name ?? restApiId}`,
    arn: `${arn}/stages/${stageName}`,
    tags,
  }));
}
