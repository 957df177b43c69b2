import * as bedrock from "@aws-sdk/client-bedrock";
import * as bedrockAgent from "@aws-sdk/client-bedrock-agent";
import * as bedrockAgentRuntime from "@aws-sdk/client-bedrock-agent-runtime";
import * as bedrockRuntime from "@aws-sdk/client-bedrock-runtime";
import * as s3 from "@aws-sdk/client-s3";
import { expect, test } from "@jest/globals";
import { isRoute, route } from "../../../local-aws/protocol/router";
import { defineService } from "../../../local-aws/service";
import * as wires from "../../../local-aws/wires";

const services = [
  defineService(bedrockAgentRuntime, wires.bedrockAgentRuntime, {}),
  defineService(bedrockAgent, wires.bedrockAgent, { PrepareAgent: () => ({}) as never, TagResource: () => ({}) }),
  defineService(bedrock, wires.bedrock, {}),
  defineService(bedrockRuntime, wires.bedrockRuntime, {}),
  defineService(s3, wires.s3, {}),
];

/** The operation that a request is for, in words. */
function routed(scope: string, method: string, target: string, headers: Record<string, string> = {}) {
  const [path = "", query] = target.split("?");
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-2/${scope}/aws4_request`;
  const request = { method, path, query: new URLSearchParams(query), headers: { authorization, ...headers } };
  const found = route(services, { ...request, body: Buffer.alloc(0) });
  if (!isRoute(found)) return `nothing: ${found.service}.${found.operation}`;
  const labels = Object.entries(found.match.labels).map(([name, value]) => `${name}=${value}`);
  return [`${found.service.wire.name}.${found.match.operation.name}`, ...labels].join(" ");
}

test.each([
  ["bedrock", "PUT", "/agents/", "Bedrock Agent.CreateAgent"],
  ["bedrock", "GET", "/agents/A1", "Bedrock Agent.GetAgent agentId=A1"],
  ["bedrock", "POST", "/inference-profiles", "Bedrock.CreateInferenceProfile"],
  ["bedrock", "POST", "/model/amazon.nova%3A0/converse", "Bedrock Runtime.Converse modelId=amazon.nova:0"],
  [
    "bedrock",
    "POST",
    "/agents/A1/agentAliases/L1/sessions/s/text",
    "Bedrock Agent Runtime.InvokeAgent agentId=A1 agentAliasId=L1 sessionId=s",
  ],
  // Both services have these paths: the one that is implemented is meant, whichever stands first.
  ["bedrock", "POST", "/agents/A1/", "Bedrock Agent.PrepareAgent agentId=A1"],
  ["bedrock", "POST", "/tags/arn%3Aaws%2Fx", "Bedrock Agent.TagResource resourceArn=arn:aws/x"],
  ["bedrock", "GET", "/nowhere", "nothing: Bedrock Agent Runtime.GET /nowhere"],
  ["s3", "GET", "/", "S3.ListBuckets"],
  ["s3", "GET", "/b?list-type=2&prefix=x", "S3.ListObjectsV2 Bucket=b"],
  ["s3", "GET", "/b/", "S3.ListObjects Bucket=b"],
  ["s3", "GET", "/b?policy", "S3.GetBucketPolicy Bucket=b"],
  ["s3", "GET", "/b/env%3A/one/x%20y?x-id=GetObject", "S3.GetObject Bucket=b Key=env:/one/x y"],
  ["s3", "PUT", "/b/folder/", "S3.PutObject Bucket=b Key=folder/"],
  ["s3", "PUT", "/b/k?partNumber=1&uploadId=u", "S3.UploadPart Bucket=b Key=k"],
  ["s3", "POST", "/b?delete", "S3.DeleteObjects Bucket=b"],
  ["kms", "GET", "/x", "nothing: kms.GET /x"],
])("%s %s %s", (scope, method, target, operation) => {
  expect(routed(scope, method, target)).toBe(operation);
});

test("a header that an operation requires tells it from another of the same path", () => {
  expect(routed("s3", "PUT", "/b/k", { "x-amz-copy-source": "/b/other" })).toBe("S3.CopyObject Bucket=b Key=k");
});
