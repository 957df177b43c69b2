import {
  type AgentActionGroup,
  GetAgentActionGroupCommand,
  paginateListAgentActionGroups,
} from "@aws-sdk/client-bedrock-agent";
import { atATime, collected } from "../../at-a-time";
import type { LiveClients } from "../../clients";
import { answered } from "../../read/answered";
import type { GroupSchema, StandingFunction, StandingGroup } from "../standing-agent";

/** An action group that the constructs cannot say, and why. */
export interface ForeignGroup {
  readonly name: string;
  readonly because: string;
}

export interface ReadGroups {
  readonly groups: readonly StandingGroup[];
  readonly foreign: readonly ForeignGroup[];
}

/** The action groups of an agent's draft. @throws LiveFailure */
export async function readGroups({ agents }: LiveClients, agentArn: string): Promise<ReadGroups> {
  const [, , , region, accountId] = agentArn.split(":");
  const isHere = (arn: string): boolean => arn.includes(`:lambda:${region ?? ""}:${accountId ?? ""}:`);
  const draft = { agentId: agentArn.split("/").at(-1), agentVersion: "DRAFT" };
  const pages = paginateListAgentActionGroups({ client: agents }, draft);
  const summaries = await collected(pages, ({ actionGroupSummaries }) => actionGroupSummaries);
  const all = await atATime(summaries, async ({ actionGroupId }) => {
    const { agentActionGroup } = await agents.send(new GetAgentActionGroupCommand({ ...draft, actionGroupId }));
    return readGroup(answered(agentActionGroup, `action group ${actionGroupId ?? ""}`), isHere);
  });
  return {
    groups: all.flatMap((each) => ("because" in each ? [] : [each])),
    foreign: all.flatMap((each) => ("because" in each ? [each] : [])),
  };
}

function readGroup(group: AgentActionGroup, isHere: (arn: string) => boolean): StandingGroup | ForeignGroup {
  const name = answered(group.actionGroupName, "name of an action group");
  const { lambda } = group.actionGroupExecutor ?? {};
  if (lambda === undefined) {
    const what = group.parentActionSignature ?? "answered by the caller itself";
    return { name, because: `it has no function (${what})` };
  }
  if (lambda.split(":").length > 7)
    return { name, because: `it names a version or an alias of its function, ${lambda}` };
  if (!isHere(lambda)) return { name, because: `its function is of another account or Region, ${lambda}` };
  const schema = schemaOf(group);
  if (schema === undefined)
    return { name, because: "its functions ask for a confirmation, or its schema is of no known kind" };
  return {
    id: answered(group.actionGroupId, `id of the action group ${name}`),
    name,
    description: group.description,
    enabled: group.actionGroupState !== "DISABLED",
    lambda,
    schema,
  };
}

function schemaOf({ functionSchema, apiSchema }: AgentActionGroup): GroupSchema | undefined {
  const functions = functionSchema?.functions;
  if (functions !== undefined) {
    // The provider does not know confirmations, and would take them away.
    if (functions.some(({ requireConfirmation }) => requireConfirmation === "ENABLED")) return undefined;
    return {
      functions: functions.map(({ name, description, parameters = {} }): StandingFunction => ({
        name: answered(name, "name of a function"),
        description,
        parameters: Object.fromEntries(
          Object.entries(parameters).map(([parameter, about]) => [
            parameter,
            { type: about.type ?? "string", description: about.description, required: about.required ?? false },
          ]),
        ),
      })),
    };
  }
  if (apiSchema?.payload !== undefined) return { payload: apiSchema.payload };
  const { s3BucketName: bucket, s3ObjectKey: key } = apiSchema?.s3 ?? {};
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
}
