import { describe, expect, test } from "@jest/globals";
import { ActionGroup, type ActionGroupDefinition } from "../../constructs";
import { environment, testStack } from "./support/stack";
import { synth, the } from "./support/synthesized";

const arn = "arn:aws:lambda:eu-west-2:111122223333:function:orders";

/** An action group of a function that stands elsewhere. */
function group(definition: Partial<ActionGroupDefinition>) {
  const stack = testStack();
  new ActionGroup(stack, "Orders", {
    definition: { name: "orders", handler: { name: "orders", arn }, ...definition },
    agentId: "ABCDEFGHIJ",
    agentArn: "arn:aws:bedrock:eu-west-2:111122223333:agent/ABCDEFGHIJ",
    environment,
  });
  return the(synth(stack), "aws_bedrockagent_agent_action_group");
}

describe("ActionGroup", () => {
  test.each([
    ["as text", "openapi: 3.0.0", { payload: "openapi: 3.0.0" }],
    [
      "as an object in S3",
      { bucket: "schemas", key: "orders.json" },
      { s3: [{ s3_bucket_name: "schemas", s3_object_key: "orders.json" }] },
    ],
  ])("takes an OpenAPI schema %s", (_, apiSchema, expected) => {
    const made = group({ apiSchema });
    expect(made["api_schema"]).toEqual([expected]);
    expect(made).not.toHaveProperty("function_schema");
  });

  test("leaves out the descriptions that are not given", () => {
    const made = group({ functions: [{ name: "find", parameters: { number: { type: "integer" } } }] });
    expect(made).not.toHaveProperty("description");
    expect(made["function_schema"]).toEqual([
      {
        member_functions: [
          {
            functions: [{ name: "find", parameters: [{ map_block_key: "number", type: "integer", required: false }] }],
          },
        ],
      },
    ]);
  });

  test("takes one schema, and tells which were given", () => {
    expect(() => group({})).toThrow(/either functions or apiSchema, received "neither"/);
    expect(() => group({ functions: [], apiSchema: "openapi: 3.0.0" })).toThrow(/received "both"/);
  });
});
