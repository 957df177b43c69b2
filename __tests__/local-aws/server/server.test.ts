import { connect } from "node:http2";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "@jest/globals";
import { clientOf, runLocalAws } from "../support/run-local-aws";

const signedFor = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIALOCALAWS/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

const callerIdentity = "Action=GetCallerIdentity&Version=2011-06-15";
const form = { authorization: signedFor("sts"), "content-type": "application/x-www-form-urlencoded" };

describe("one port", () => {
  test("answers HTTP/1.1", async () => {
    const { endpoint } = await runLocalAws();
    const response = await fetch(endpoint, { method: "POST", headers: form, body: callerIdentity });
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.text()).toContain("<Account>111122223333</Account>");
  });

  test("answers HTTP/2 without TLS", async () => {
    const { endpoint } = await runLocalAws();
    const session = connect(endpoint);
    const stream = session.request({ ":method": "POST", ":path": "/", ...form });
    stream.end(callerIdentity);
    expect(await text(stream)).toContain("<Account>111122223333</Account>");
    session.close();
  });

  test("is there on loopback alone", async () => {
    const { port } = await runLocalAws();
    const outside = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal);
    for (const { address } of outside) await expect(fetch(`http://${address}:${port}`)).rejects.toThrow("fetch failed");
  });

  test("is free again after the stop, with a connection open", async () => {
    const aws = await runLocalAws();
    const session = connect(aws.endpoint);
    await new Promise((resolve) => session.once("connect", resolve));
    const closed = new Promise((resolve) => session.once("close", resolve));
    await aws.stop();
    await closed;
    const { port } = await runLocalAws({ port: aws.port });
    expect(port).toBe(aws.port);
  });
});

describe("a request", () => {
  test("in aws-chunked coding arrives as its content, its trailer checked", async () => {
    const aws = await runLocalAws();
    const s3 = new S3Client({ ...clientOf(aws), region: "us-east-1", forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "chunked" }));
    const put = (checksum: string) =>
      fetch(`${aws.endpoint}/chunked/key`, {
        method: "PUT",
        headers: {
          authorization: signedFor("s3"),
          "content-encoding": "aws-chunked",
          "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        },
        body: `5;chunk-signature=0\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`,
      });
    expect((await put("DUoRhQ==")).status).toBe(200);
    const got = await s3.send(new GetObjectCommand({ Bucket: "chunked", Key: "key" }));
    expect(await got.Body?.transformToString()).toBe("hello world");
    expect(got.ContentEncoding).toBeUndefined();
    expect((await put("AAAAAA==")).status).toBe(400);
  });

  test.each([
    [
      "sts",
      { "content-type": form["content-type"] },
      "Action=GetSessionToken&Version=2011-06-15",
      "STS.GetSessionToken",
    ],
    ["kms", { "x-amz-target": "TrentService.CreateKey" }, "{}", "kms.CreateKey"],
    ["s3", {}, "", "S3.POST /bucket?restore"],
  ])("for what is not there is 501 and kept by name: %s", async (scope, headers, body, name) => {
    const aws = await runLocalAws();
    const authorization = signedFor(scope);
    const url = `${aws.endpoint}/bucket?restore`;
    const response = await fetch(url, { method: "POST", headers: { ...headers, authorization }, body });
    expect({ status: response.status, missing: aws.requests.missing() }).toEqual({ status: 501, missing: [name] });
    expect(await response.text()).toContain(`Local AWS has no operation ${name}.`);
    aws.requests.clear();
  });

  test("is logged with the id of the key that signed it, and without anything that could be a secret", async () => {
    const told: unknown[] = [];
    const aws = await runLocalAws({ onRequest: (request) => told.push(request) });
    await new STSClient(clientOf(aws, "AKIAWHO")).send(new GetCallerIdentityCommand({}));
    expect(aws.requests.all()).toEqual([
      {
        at: expect.any(String),
        service: "STS",
        operation: "GetCallerIdentity",
        status: 200,
        accessKeyId: "AKIAWHO",
        milliseconds: expect.any(Number),
      },
    ]);
    expect(told).toEqual(aws.requests.all());
  });
});

test("a door answers plain HTTP beside AWS's APIs", async () => {
  const door = {
    name: "REST API",
    opens: ({ path }: { path: string }) => path.startsWith("/prod/"),
    answer: () => Promise.resolve({ status: 418, headers: {}, body: "tea" }),
  };
  const aws = await runLocalAws({ doors: [door] });
  const response = await fetch(`${aws.endpoint}/prod/pot`);
  expect([response.status, await response.text()]).toEqual([418, "tea"]);
  expect(aws.requests.all()).toMatchObject([{ service: "REST API", operation: "GET", status: 418 }]);
});

test("a door that fails says so", async () => {
  const answer = () => Promise.reject(new Error("no function"));
  const aws = await runLocalAws({ doors: [{ name: "REST API", opens: () => true, answer }] });
  const response = await fetch(`${aws.endpoint}/prod/pot`);
  expect([response.status, await response.json()]).toEqual([
    500,
    { message: "Fault of local AWS itself: no function" },
  ]);
});
