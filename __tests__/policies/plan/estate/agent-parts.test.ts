import { describe, expect, test } from "@jest/globals";
import type { AgentPart } from "../../../../policies/estate";
import { estate } from "./agent-of";
import { shown } from "./shown";
import { type Small } from "./small-plan";

describe("what shapes an agent beside its own settings", () => {
  const group = "aws_bedrockagent_agent_action_group.g";
  const partOf = (own: Small, address = group): AgentPart | undefined => estate({ [address]: own }).agentParts[0];
  const agents = (part: AgentPart | undefined) => part?.agentIds.flatMap(shown);

  test.each([
    [group, "action group"],
    ["aws_bedrockagent_agent_collaborator.c", "collaborator"],
    ["aws_bedrockagent_agent_knowledge_base_association.k", "knowledge base"],
  ])("%s is told as a %s", (address, kind) => {
    expect(partOf({ after: { agent_id: "A" } }, address)).toMatchObject({ address, kind, wasUsed: true });
  });

  test("belongs to the agent that it will have, and to the one that it had", () => {
    expect(agents(partOf({ after: { agent_id: "A" } }))).toEqual(["A"]);
    const moved = partOf({ actions: ["delete", "create"], before: { agent_id: "B" }, after: { agent_id: "A" } });
    expect(agents(moved)).toEqual(["A", "B"]);
    expect(moved?.agentIds[1]?.trail).toEqual([`${group}.agent_id was "B"`]);
  });

  test("is told with what the plan changes about it", () => {
    const part = partOf({ actions: ["update"], before: { description: "a" }, after: { description: "b" } });
    expect(part?.changes).toEqual([{ name: "description", certain: true }]);
  });

  test("is told when it is deleted, and not when it is only forgotten: it stays with its agent", () => {
    const gone = (action: string) => partOf({ actions: [action], before: { agent_id: "B" }, after: null });
    expect(agents(gone("delete"))).toEqual(["B"]);
    expect(gone("forget")).toBeUndefined();
  });

  test.each(["action_group_state", "knowledge_base_state"])("was not used where its %s said so", (name) => {
    const used = (state: string) => partOf({ actions: ["update"], before: { [name]: state } })?.wasUsed;
    expect([used("DISABLED"), used("ENABLED")]).toEqual([false, true]);
  });
});
