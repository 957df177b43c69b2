import { mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";
import { ChargebackInputError, TrackedFunction, type TrackedFunctionProps } from "../../constructs";
import { shippedBundle } from "../../constructs/shipped-bundle";
import { allTags, bundleFolder, tags, testStack } from "./support/stack";
import { address, policyOf, synth, the } from "./support/synthesized";

const functionWith = (given: Partial<TrackedFunctionProps> = {}) => {
  const stack = testStack();
  const bundle = path.join(bundleFolder("code"), "invoke-agent.zip");
  new TrackedFunction(stack, "Fn", { name: "news-fn", description: "Does it", bundle, tags, ...given });
  return synth(stack);
};

describe("TrackedFunction", () => {
  test("runs the bundle, is tagged and writes JSON to its own log group", () => {
    const synthesized = functionWith();
    expect(the(synthesized, "aws_lambda_function")).toMatchObject({
      function_name: "news-fn",
      role: `\${${address(synthesized, "aws_iam_role")}.arn}`,
      runtime: "nodejs22.x",
      handler: "index.handler",
      filename: expect.stringMatching(/^assets\/.*\/invoke-agent\.zip$/) as unknown,
      // SHA-256 of "code", base64: what AWS reports for the deployed code.
      source_code_hash: "VpTQii5T/8rgwxA+Wtb2B2q9lg6x+KVldwQLwQKPcCs=",
      timeout: 15,
      memory_size: 256,
      logging_config: { log_format: "JSON", log_group: `\${${address(synthesized, "aws_cloudwatch_log_group")}.name}` },
      tags: allTags,
      depends_on: [address(synthesized, "aws_iam_role_policy")],
    });
    expect(the(synthesized, "aws_lambda_function")).not.toHaveProperty("environment");
    expect(the(synthesized, "aws_cloudwatch_log_group")).toEqual({
      name: "/aws/lambda/news-fn",
      retention_in_days: 30,
      tags: allTags,
    });
  });

  test("may write its own log and what it was given, nothing else", () => {
    const statement = { Effect: "Allow", Action: "bedrock:InvokeAgent", Resource: "arn:one" } as const;
    const synthesized = functionWith({ statements: [statement] });
    expect(policyOf(the(synthesized, "aws_iam_role_policy")["policy"]).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `\${${address(synthesized, "aws_cloudwatch_log_group")}.arn}:*`,
      },
      statement,
    ]);
    expect(policyOf(the(synthesized, "aws_iam_role")["assume_role_policy"]).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  test("takes variables and limits", () => {
    const limits = { timeoutSec: 29, memoryMb: 512, logRetentionDays: 7 };
    const synthesized = functionWith({ variables: { A: "1" }, limits });
    expect(the(synthesized, "aws_lambda_function")).toMatchObject({
      environment: { variables: { A: "1" } },
      timeout: 29,
      memory_size: 512,
    });
    expect(the(synthesized, "aws_cloudwatch_log_group")["retention_in_days"]).toBe(7);
  });

  test("the age of the zip leaves no trace", () => {
    const hashed = (mtime: Date) => {
      const bundle = path.join(mkdtempSync(path.join(tmpdir(), "zip-")), "fn.zip");
      writeFileSync(bundle, "code");
      utimesSync(bundle, mtime, mtime);
      const { filename, source_code_hash } = the(functionWith({ bundle }), "aws_lambda_function");
      return { filename, source_code_hash };
    };
    expect(hashed(new Date("2001-01-01"))).toEqual(hashed(new Date("2026-01-01")));
  });

  test.each([["x".repeat(65)], ["a b"], [""]])("the name %p is refused", (name) => {
    expect(() => functionWith({ name })).toThrow(/^Test\/Fn: expected a role or function name of 1 to 64/);
  });
});

describe("shippedBundle", () => {
  test("a bundle that was not built is an error that tells how", () => {
    const bundleDir = mkdtempSync(path.join(tmpdir(), "empty-"));
    const stack = testStack(Testing.app({ context: { bundleDir } }));
    expect(() => shippedBundle(stack, "invoke-agent")).toThrow(ChargebackInputError);
    expect(() => shippedBundle(stack, "invoke-agent")).toThrow(
      "Test: expected the Lambda bundle invoke-agent.zip, received nothing. Build the bundles with `npm run bundle`",
    );
  });

  test("bundles are looked for in lambda/bundles unless the context says otherwise", () => {
    const bundleDir = bundleFolder();
    const stack = testStack(Testing.app({ context: { bundleDir } }));
    expect(shippedBundle(stack, "search-aws-news")).toBe(path.join(bundleDir, "search-aws-news.zip"));
  });
});
