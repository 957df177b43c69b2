import { describe, test } from "@jest/globals";
import { allows, directAccess } from "../../../policies/iam";
import fc from "../../support/fast-check";
import { grant, model, profile, request } from "./support";

describe("properties", () => {
  const texts = (...of: string[]) => fc.oneof(fc.constantFrom(...of), fc.subarray(of, { minLength: 1 }));
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: texts("*", "bedrock:*", "bedrock:InvokeModel", "bedrock:Get*", "s3:*"),
    Resource: texts("*", model, profile, "arn:aws:bedrock:*::foundation-model/*", "arn:aws:s3:::*", "${aws:x}"),
    Condition: fc.constantFrom(
      {},
      { StringEquals: { "bedrock:InferenceProfileArn": profile } },
      { Null: { "bedrock:InferenceProfileArn": "false" } },
      { Bool: { "aws:SecureTransport": "true" } },
    ),
  });
  const statements = fc.array(statement, { maxLength: 4 });
  const order = { no: 0, unknown: 1, yes: 2 } as const;

  test("a Deny more never allows more, and an Allow more never less", () => {
    fc.assert(
      fc.property(statements, statement, (before, more) => {
        const answer = (list: object[]) => order[allows({ grants: [grant(...list)] }, request())];
        const [without, withOne] = [answer(before), answer([...before, more])];
        return more.Effect === "Deny" ? withOne <= without : withOne >= without;
      }),
    );
  });

  test("where no way around a profile is found, no example of one is allowed", () => {
    const direct = ["amazon.nova-lite-v1:0", "anthropic.claude-x", "x"].map(
      (id) => `arn:aws:bedrock:us-east-1::foundation-model/${id}`,
    );
    fc.assert(
      fc.property(statements, fc.constantFrom(model, ...direct), (list, resource) => {
        const permissions = { grants: [grant(...list)] };
        const answer = allows(
          permissions,
          request({ "bedrock:InferenceProfileArn": null }, "bedrock:InvokeModel", resource),
        );
        return directAccess(permissions).length > 0 || answer === "no";
      }),
    );
  });
});
