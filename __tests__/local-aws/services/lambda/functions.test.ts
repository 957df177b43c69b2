import { createHash } from "node:crypto";
import * as sdk from "@aws-sdk/client-lambda";
import { describe, expect, test } from "@jest/globals";
import { clientOf, runLocalAws } from "../../support/run-local-aws";
import { zipOf } from "./function-zip";
import { makeRole } from "./make-role";

const ZipFile = zipOf({ "index.js": "exports.handler = async () => 1;" });
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64");
const FunctionArn = "arn:aws:lambda:eu-west-2:111122223333:function:news";
const input: sdk.CreateFunctionCommandInput = {
  FunctionName: "news",
  Role: "arn:aws:iam::111122223333:role/news",
  Runtime: "nodejs22.x",
  Handler: "index.handler",
  Code: { ZipFile },
  Tags: { Project: "news" },
};

async function withFunction(more: Partial<sdk.CreateFunctionCommandInput> = {}) {
  const aws = await runLocalAws();
  await makeRole(aws);
  await makeRole(aws, "agent", "bedrock.amazonaws.com");
  const lambda = new sdk.LambdaClient(clientOf(aws));
  await lambda.send(new sdk.CreateFunctionCommand({ ...input, ...more }));
  return lambda;
}

describe("a function", () => {
  test("has AWS's defaults and the digest of its zip", async () => {
    const lambda = await withFunction();
    const { Configuration, Tags } = await lambda.send(new sdk.GetFunctionCommand({ FunctionName: "news" }));
    expect(Configuration).toMatchObject({
      ...{ FunctionArn, Timeout: 3, MemorySize: 128, State: "Active", PackageType: "Zip", Version: "$LATEST" },
      ...{ Architectures: ["x86_64"], EphemeralStorage: { Size: 512 }, TracingConfig: { Mode: "PassThrough" } },
      LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/news" },
      ...{ CodeSha256: sha256(ZipFile), CodeSize: ZipFile.byteLength },
    });
    expect(Tags).toEqual({ Project: "news" });
  });

  test("keeps what an update of its configuration does not give", async () => {
    const lambda = await withFunction({ Environment: { Variables: { A: "1" } }, Timeout: 9 });
    const before = await lambda.send(new sdk.GetFunctionConfigurationCommand({ FunctionName: "news" }));
    const MemorySize = 256;
    const updated = await lambda.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName: "news", MemorySize }));
    expect(updated).toMatchObject({ MemorySize, Timeout: 9, Environment: { Variables: { A: "1" } } });
    expect(updated.RevisionId).not.toBe(before.RevisionId);
    const stale = { FunctionName: "news", RevisionId: before.RevisionId, Timeout: 1 };
    await expect(lambda.send(new sdk.UpdateFunctionConfigurationCommand(stale))).rejects.toThrow(
      sdk.PreconditionFailedException,
    );
  });

  test("takes new code", async () => {
    const lambda = await withFunction();
    const other = zipOf({ "index.js": "exports.handler = async () => 2;" });
    await lambda.send(new sdk.UpdateFunctionCodeCommand({ FunctionName: FunctionArn, ZipFile: other }));
    const { Versions } = await lambda.send(new sdk.ListVersionsByFunctionCommand({ FunctionName: "news" }));
    expect(Versions).toMatchObject([{ Version: "$LATEST", CodeSha256: sha256(other) }]);
  });

  test("is gone when it is deleted", async () => {
    const lambda = await withFunction();
    await lambda.send(new sdk.DeleteFunctionCommand({ FunctionName: "news" }));
    await expect(lambda.send(new sdk.GetFunctionCommand({ FunctionName: "news" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Function not found: ${FunctionArn}`,
    });
  });

  test.each<[string, Partial<sdk.CreateFunctionCommandInput>, string, string]>([
    ["that is there", {}, "ResourceConflictException", "Function already exist: news"],
    ["without a zip", { FunctionName: "b", Code: {} }, "InvalidParameterValueException", "Please provide a source"],
    [
      "whose zip is none",
      { FunctionName: "b", Code: { ZipFile: Buffer.from("no zip") } },
      "InvalidParameterValueException",
      "Could not unzip uploaded file.",
    ],
    ["without a runtime", { FunctionName: "b", Runtime: undefined }, "InvalidParameterValueException", "Runtime and"],
    ["with too long a timeout", { FunctionName: "b", Timeout: 901 }, "ValidationException", "equal to 900"],
    ["of another name", { FunctionName: "a b" }, "InvalidParameterValueException", "function name a b"],
    [
      "with no role",
      { FunctionName: "b", Role: "arn:aws:iam::111122223333:role/none" },
      "InvalidParameterValueException",
      "The role defined for the function cannot be assumed by Lambda.",
    ],
    [
      "with another service's role",
      { FunctionName: "b", Role: "arn:aws:iam::111122223333:role/agent" },
      "InvalidParameterValueException",
      "The role defined for the function cannot be assumed by Lambda.",
    ],
    ["with layers", { FunctionName: "b", Layers: ["arn"] }, "NotImplemented", "no Layers"],
    ["with a version", { FunctionName: "b", Publish: true }, "NotImplemented", "no published versions"],
  ])("is refused: one %s", async (_title, more, name, message) => {
    const lambda = await withFunction();
    const made = lambda.send(new sdk.CreateFunctionCommand({ ...input, ...more }));
    await expect(made).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });

  test("has tags that come and go", async () => {
    const lambda = await withFunction();
    await lambda.send(new sdk.TagResourceCommand({ Resource: FunctionArn, Tags: { Team: "a" } }));
    await lambda.send(new sdk.UntagResourceCommand({ Resource: FunctionArn, TagKeys: ["Project"] }));
    expect((await lambda.send(new sdk.ListTagsCommand({ Resource: FunctionArn }))).Tags).toEqual({ Team: "a" });
  });
});

describe("a permission", () => {
  const permission = {
    FunctionName: "news",
    StatementId: "api",
    Action: "lambda:InvokeFunction",
    Principal: "apigateway.amazonaws.com",
    SourceArn: "arn:aws:execute-api:eu-west-2:111122223333:abc/v1/POST/invoke",
    SourceAccount: "111122223333",
  };

  test("is a statement of the function's policy", async () => {
    const lambda = await withFunction();
    await lambda.send(new sdk.AddPermissionCommand(permission));
    const { Policy = "" } = await lambda.send(new sdk.GetPolicyCommand({ FunctionName: "news" }));
    const { Statement } = JSON.parse(Policy) as { Statement: unknown };
    expect(Statement).toEqual([
      {
        Sid: "api",
        Effect: "Allow",
        Principal: { Service: "apigateway.amazonaws.com" },
        Action: "lambda:InvokeFunction",
        Resource: FunctionArn,
        Condition: {
          ArnLike: { "AWS:SourceArn": permission.SourceArn },
          StringEquals: { "AWS:SourceAccount": "111122223333" },
        },
      },
    ]);
    await expect(lambda.send(new sdk.AddPermissionCommand(permission))).rejects.toThrow(sdk.ResourceConflictException);
  });

  test("can be removed once", async () => {
    const lambda = await withFunction();
    await lambda.send(new sdk.AddPermissionCommand(permission));
    const remove = () => lambda.send(new sdk.RemovePermissionCommand({ FunctionName: "news", StatementId: "api" }));
    await remove();
    await expect(remove()).rejects.toThrow("Statement api is not found in resource policy.");
    await expect(lambda.send(new sdk.GetPolicyCommand({ FunctionName: "news" }))).rejects.toThrow(
      sdk.ResourceNotFoundException,
    );
  });
});
