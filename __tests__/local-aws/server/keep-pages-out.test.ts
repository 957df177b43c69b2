import { request } from "node:http";
import { expect, test } from "@jest/globals";
import { runLocalAws } from "../support/run-local-aws";

const form = "application/x-www-form-urlencoded";

/** Calls STS without a signature, as a page can: by a form of its own. */
const ask = (port: number, headers: Record<string, string>, path = "/") =>
  new Promise<number | undefined>((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path, method: "POST", headers: { "content-type": form, ...headers } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    sent.once("error", reject);
    sent.end("Action=GetCallerIdentity&Version=2011-06-15");
  });

test.each([
  ["a program's request", {}, 200],
  ["an address that a person typed", { "sec-fetch-site": "none" }, 200],
  ["a name for loopback", { host: "localhost:4566" }, 200],
  ["a page of another site", { origin: "https://evil.example" }, 403],
  ["a page that hides its origin", { origin: "null" }, 403],
  ["a page in a browser that tells no origin", { "sec-fetch-site": "cross-site" }, 403],
  ["a page whose site was made to lead here", { host: "evil.example" }, 403],
  ["a name that only begins as loopback does", { host: "127.0.0.1.evil.example" }, 403],
])("%s: %j is answered with %d by AWS's own APIs", async (_, headers, status) => {
  const { port } = await runLocalAws();
  expect(await ask(port, headers)).toBe(status);
});

test("a deployed REST API is for pages: it answers them by its own rules", async () => {
  const aws = await runLocalAws();
  await ask(aws.port, { origin: "https://site.example" }, "/restapis/none/v1/_user_request_/invoke");
  expect(aws.requests.all()).toMatchObject([{ service: "REST API" }]);
});
