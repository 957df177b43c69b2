import { request } from "node:http";
import { text } from "node:stream/consumers";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "@jest/globals";
import { controlDoor } from "../../../local-aws/control/door";
import { append } from "../../../local-aws/ledger/ledger";
import type { LocalAws } from "../../../local-aws/local-aws";
import { doors } from "../../../local-aws/services";
import { clientOf, runLocalAws } from "../support/run-local-aws";

/** A local AWS with its control, and how many times it was asked to stop. */
async function controlled() {
  let stops = 0;
  const control = {
    id: "this-run",
    started: "2026-01-01T00:00:00Z",
    aws: (): LocalAws => aws,
    stop: () => (stops += 1),
  };
  const aws = await runLocalAws({ doors: [...doors, controlDoor(control)] });
  const ask = async (method: string, what: string, body?: unknown, headers: Record<string, string> = asked) => {
    const answer = await send(aws.port, method, `/_chargeback/${what}`, headers, body);
    return { status: answer.status, content: JSON.parse(answer.body) as unknown };
  };
  return { aws, ask, stops: () => stops };
}

const asked = { "x-chargeback-control": "1" };

/** By Node's own client, which sends any header that it is told: fetch does not, just as a page cannot. */
const send = (port: number, method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      text(answer).then((read) => {
        resolve({ status: answer.statusCode, body: read });
      }, reject);
    });
    sent.once("error", reject);
    sent.end(typeof body === "string" ? body : body === undefined ? undefined : JSON.stringify(body));
  });

describe("a request that may come from a page in a browser is refused", () => {
  test.each([
    ["without the control's own header", {}, "The header x-chargeback-control is missing."],
    ["with another site's name for this address", { ...asked, host: "evil.example:80" }, "only loopback is answered"],
    [
      "from a page of another site",
      { ...asked, origin: "https://evil.example" },
      "Pages in a browser are not answered.",
    ],
    ["from an image in one", { ...asked, "sec-fetch-site": "cross-site" }, "Pages in a browser are not answered."],
  ])("%s", async (_, headers, message) => {
    const { ask, stops } = await controlled();
    const answer = await ask("POST", "stop", undefined, headers);
    expect(answer).toMatchObject({ status: 403, content: { message: expect.stringContaining(message) } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stops()).toBe(0);
  });

  test("its preflight too, so that the browser sends nothing after it", async () => {
    const { ask } = await controlled();
    const preflight = { origin: "https://evil.example", "access-control-request-headers": "x-chargeback-control" };
    expect(await ask("OPTIONS", "stop", undefined, preflight)).toMatchObject({ status: 403 });
  });
});

test("the status tells who runs, what there is, what was spent and what was asked for in vain", async () => {
  const { aws, ask } = await controlled();
  expect(await ask("GET", "status")).toMatchObject({
    status: 200,
    content: { id: "this-run", endpoint: aws.endpoint, accountId: "111122223333", empty: true, apis: [], spend: [] },
  });
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
  await new IAMClient(clientOf(aws)).send(new CreateRoleCommand({ RoleName: "one", AssumeRolePolicyDocument }));
  const line = { service: "Amazon Bedrock", usageType: "t", operation: "o", region: "eu-west-2", resourceArn: "arn" };
  for (const tags of [{}, { Project: "news" }, { Project: "news" }] as Record<string, string>[])
    append({ ...line, tags, quantity: 0.01, unit: "1K tokens", amountUsd: 0.5 }, aws);
  const { content } = await ask("GET", "status");
  expect(content).toMatchObject({
    empty: false,
    resources: { roles: 1, agents: 0 },
    spend: [
      { project: "news", tokens: 20, amountUsd: 1 },
      { project: "", tokens: 10, amountUsd: 0.5 },
    ],
  });
});

test("the clock is read and moved on, and never back", async () => {
  const { aws, ask } = await controlled();
  const before = aws.clock.now().getTime();
  const { content } = await ask("POST", "clock", { milliseconds: 172_800_000 });
  expect(Date.parse((content as { now: string }).now) - before).toBeGreaterThanOrEqual(172_800_000);
  for (const body of [{ milliseconds: -1 }, { milliseconds: "1h" }, {}, "{"])
    expect(await ask("POST", "clock", body)).toMatchObject({ status: 400 });
  expect(aws.clock.now().getTime() - before).toBeLessThan(172_900_000);
});

test("faults are injected, listed with the times that are left, and cleared", async () => {
  const { aws, ask } = await controlled();
  const fault = { service: "STS", effect: { kind: "throttle" }, times: 2 };
  expect(await ask("POST", "faults", fault)).toEqual({ status: 200, content: [fault] });
  const sts = new STSClient(clientOf(aws));
  await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: "Throttling" });
  expect(await ask("GET", "faults")).toEqual({ status: 200, content: [{ ...fault, times: 1 }] });
  expect(await ask("DELETE", "faults")).toEqual({ status: 200, content: [] });
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe("111122223333");
});

test.each([
  [{ effect: { kind: "flood" } }, "kind"],
  [{ effect: { kind: "error", status: 200 } }, "status"],
  [{ effect: { kind: "latency" } }, "milliseconds"],
  [{ effect: { kind: "cut" }, times: 0 }, "times"],
  [{ effect: { kind: "cut" }, every: 2 }, "every"],
])("the fault %j is refused", async (fault, named) => {
  const { aws, ask } = await controlled();
  const answer = await ask("POST", "faults", fault);
  expect(answer).toMatchObject({ status: 400, content: { message: expect.stringContaining(named) } });
  expect(aws.faults.list()).toEqual([]);
});

test("beliefs, requests and the stop are there; what is not says so", async () => {
  const { ask, stops } = await controlled();
  expect((await ask("GET", "beliefs")).content).toContainEqual(expect.objectContaining({ service: "S3" }));
  expect((await ask("GET", "requests")).content).toMatchObject({ all: [{ service: "Control", status: 200 }] });
  expect((await ask("DELETE", "requests")).content).toEqual({ all: [], missing: [] });
  expect(await ask("POST", "stop")).toMatchObject({ status: 200 });
  await new Promise((resolve) => setImmediate(resolve));
  expect(stops()).toBe(1);
  expect(await ask("GET", "secrets")).toMatchObject({ status: 404 });
});
