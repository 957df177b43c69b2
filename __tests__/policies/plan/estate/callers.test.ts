import { describe, expect, test } from "@jest/globals";
import { estate, profile } from "./agent-of";
import { shown } from "./shown";
import { written, type Small } from "./small-plan";

describe("a function", () => {
  const lambda = "aws_lambda_function.f";
  const functionOf = (own: Small) => {
    const [found] = estate({ [lambda]: own, ...profile }).functions;
    if (found === undefined) throw new Error("there is one");
    return found;
  };

  test("is known by its name, ARN and role", () => {
    const { name, arn, role } = functionOf({ after: { function_name: "f", role: "arn:r" }, unknown: { arn: true } });
    expect([name, arn, role].flatMap(shown)).toEqual(["f", `${lambda}.arn`, "arn:r"]);
  });

  test("tells the variables of its environment", () => {
    const own = functionOf({
      after: { environment: [{ variables: { MODEL: "m" } }] },
      unknown: { environment: [{ variables: { PROFILE: true } }] },
      block: {
        environment: [{ variables: written({ MODEL: "m", PROFILE: "${aws_bedrock_inference_profile.p.arn}" }) }],
      },
    });
    expect(own.variables).toEqual(["MODEL", "PROFILE"]);
    expect(["MODEL", "PROFILE", "NEVER"].map((name) => shown(own.environment(name)))).toEqual([
      ["m"],
      ["aws_bedrock_inference_profile.p.arn"],
      [null],
    ]);
    expect(own.environment("MODEL")).toBe(own.environment("MODEL"));
  });

  test("has none without an environment, and may have any where it is not known", () => {
    expect(functionOf({ after: { environment: [] } }).variables).toEqual([]);
    expect(functionOf({}).variables).toEqual([]);
    expect(functionOf({ unknown: { environment: true } }).variables).toBe("undetermined");
    expect(functionOf({ after: { environment: [{ variables: { A: "x" } }] } }).variables).toEqual(["A"]);
  });
});
