import { describe, expect, test } from "@jest/globals";
import { proxyEvent } from "./proxy-event";
import { answering, chunk, environment, namedError, run } from "./run-request";

describe("CORS", () => {
  const from = (origin: string | undefined, httpMethod = "POST") =>
    proxyEvent({ prompt: "Hi" }, { httpMethod, headers: origin === undefined ? {} : { origin } });
  const allowOrigin = "Access-Control-Allow-Origin";

  test.each([
    ["the first origin", "https://news.example.org", environment, "https://news.example.org"],
    ["the second origin, after a blank", "https://www.example.org", environment, "https://www.example.org"],
    ["another origin", "https://evil.example.net", environment, undefined],
    ["an origin that begins alike", "https://news.example.org.evil.net", environment, undefined],
    ["an origin that differs in its scheme", "http://news.example.org", environment, undefined],
    ["no origin", undefined, environment, undefined],
    ["no origins configured", "https://news.example.org", { ...environment, ALLOWED_ORIGINS: "" }, undefined],
  ])("%s", async (_name, origin, env, allowed) => {
    const { headers, statusCode } = await run(answering(chunk("x")), { event: from(origin), env });
    expect(statusCode).toBe(200);
    expect(headers?.[allowOrigin]).toBe(allowed);
    expect(headers?.["Vary"]).toBe("Origin");
  });

  test("errors are readable for the website too", async () => {
    const { statusCode, headers } = await run(answering(namedError("ThrottlingException")), {
      event: from("https://news.example.org"),
    });
    expect(statusCode).toBe(429);
    expect(headers?.[allowOrigin]).toBe("https://news.example.org");
  });

  test("a preflight is answered without asking the agent", async () => {
    const { statusCode, headers, body } = await run(() => Promise.reject(new Error("called")), {
      event: from("https://news.example.org", "OPTIONS"),
    });
    expect({ statusCode, body }).toEqual({ statusCode: 204, body: undefined });
    expect(headers).toMatchObject({
      [allowOrigin]: "https://news.example.org",
      "Access-Control-Allow-Methods": "POST,OPTIONS",
      "Access-Control-Allow-Headers": "Content-Type,X-Api-Key",
      Vary: "Origin",
    });
  });

  test("a preflight from elsewhere gets no permission", async () => {
    const { headers } = await run(answering(), { event: from("https://evil.example.net", "OPTIONS") });
    expect(headers).not.toHaveProperty(allowOrigin);
  });
});
