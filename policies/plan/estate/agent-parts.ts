import { known } from "../../attribute";
import type { AgentPart } from "../../estate";
import { member, textOf } from "../json";
import type { PlannedResource } from "../planned-resources";
import { changesOf } from "./changes";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

const kinds: Readonly<Record<string, AgentPart["kind"]>> = {
  aws_bedrockagent_agent_action_group: "action group",
  aws_bedrockagent_agent_collaborator: "collaborator",
  aws_bedrockagent_agent_knowledge_base_association: "knowledge base",
};

export function readAgentParts(source: PlanSource): AgentPart[] {
  return Object.entries(kinds).flatMap(([type, kind]) => [
    ...source.standing(type).map((part) => readPart(part, kind, source, [source.read(part, "agent_id")])),
    // What Terraform only forgets stays with its agent.
    ...source
      .removed(type)
      .filter(({ change }) => change === "delete")
      .map((part) => readPart(part, kind, source, [])),
  ]);
}

function readPart(
  part: PlannedResource,
  kind: AgentPart["kind"],
  source: PlanSource,
  will: AgentPart["agentIds"],
): AgentPart {
  const did = textOf(member(part.before, "agent_id"));
  const agentIds = did === undefined ? will : [...will, known(did, [`${part.address}.agent_id was "${did}"`])];
  const wasUsed = ["action_group_state", "knowledge_base_state"].every(
    (name) => member(part.before, name) !== "DISABLED",
  );
  return lazily(Object.assign(source.place(part), { kind, wasUsed, agentIds }), {
    changes: () => changesOf(part, source),
  });
}
