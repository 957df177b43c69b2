import { describe, expect, test } from "@jest/globals";
import type { Agent } from "../../../../policies/estate";
import { agentType, estate, type Resources } from "./agent-of";
import { shown } from "./shown";
import { written, type Small } from "./small-plan";

describe("a link to another resource", () => {
  const leadsTo = (expression: string, more: Resources = {}) => {
    const { actionGroups } = estate({
      "aws_bedrockagent_agent_action_group.g": {
        unknown: { agent_id: true },
        block: { agent_id: written(`\${${expression}}`) },
      },
      [`${agentType}.a`]: { unknown: { agent_id: true } },
      ...more,
    });
    return shown(actionGroups[0]?.agentId as Agent["id"]);
  };
  const through = (expression: string): Small => ({
    unknown: { agent_id: true },
    block: { agent_id: written(`\${${expression}}`) },
  });
  const own = `${agentType}.a.agent_id`;

  test("goes through other resources' arguments", () => {
    expect(leadsTo(own)).toEqual([own]);
    expect(leadsTo("aws_x.b.agent_id", { "aws_x.b": through(own) })).toEqual([own]);
    expect(leadsTo("aws_x.b.agent_id", { "aws_x.b": through("aws_x.c.agent_id"), "aws_x.c": through(own) })).toEqual([
      own,
    ]);
  });

  test("stops where an argument is no reference, or none is told", () => {
    expect(leadsTo("aws_x.b.agent_id", { "aws_x.b": through("var.never") })).toEqual(["aws_x.b.agent_id"]);
    expect(leadsTo("aws_x.b.other", { "aws_x.b": { ...through(own), unknown: { other: true } } })).toEqual([
      "aws_x.b.other",
    ]);
    expect(leadsTo("aws_x.b.agent_id[0]", { "aws_x.b": through(own) })).toEqual(["aws_x.b.agent_id[0]"]);
  });

  test("may go either of two ways, and stops where one of them is no reference", () => {
    const either = (other: string) => ({ "aws_x.b": through(`var.x ? ${own} : ${other}`), "aws_x.c": through(own) });
    expect(leadsTo("aws_x.b.agent_id", either("aws_x.c.agent_id"))).toEqual([own, own]);
    expect(leadsTo("aws_x.b.agent_id", either("var.never"))).toEqual(["aws_x.b.agent_id"]);
  });

  test("stops at what is within an argument", () => {
    const within = { "aws_x.b": { ...through(own), unknown: { agent_id: [{ agent_id: true }] } } };
    expect(leadsTo("aws_x.b.agent_id[0].agent_id", within)).toEqual(["aws_x.b.agent_id[0].agent_id"]);
  });

  test("that goes round in a circle ends", () => {
    const circle = { "aws_x.b": through("aws_x.c.agent_id"), "aws_x.c": through("aws_x.b.agent_id") };
    expect(leadsTo("aws_x.b.agent_id", circle)).toEqual(["aws_x.b.agent_id"]);
  });

  test("is the reference though its value is known, and the value where nothing else is told", () => {
    const more: Resources = { [`${agentType}.a`]: { after: { agent_id: "A1" } } };
    const known: Small = { after: { agent_id: "A1" }, block: { agent_id: written(`\${${own}}`) } };
    const group = "aws_bedrockagent_agent_action_group.g";
    expect(shown(estate({ ...more, [group]: known }).actionGroups[0]?.agentId as Agent["id"])).toEqual([own]);
    expect(
      shown(estate({ ...more, [group]: { after: { agent_id: "A1" } } }).actionGroups[0]?.agentId as Agent["id"]),
    ).toEqual(["A1"]);
  });
});
