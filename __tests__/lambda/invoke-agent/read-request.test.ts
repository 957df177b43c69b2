import { describe, expect, test } from "@jest/globals";
import { readRequest } from "../../../lambda/invoke-agent/read-request";
import { proxyEvent } from "./proxy-event";

const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");

describe("readRequest", () => {
  test.each([
    ["a prompt", proxyEvent({ prompt: "Hi" }), { prompt: "Hi", sessionId: undefined }],
    ["a session id", proxyEvent({ prompt: "Hi", sessionId: "a.b_c:d-1" }), { prompt: "Hi", sessionId: "a.b_c:d-1" }],
    [
      "the longest prompt",
      proxyEvent({ prompt: "é".repeat(4_000) }),
      { prompt: "é".repeat(4_000), sessionId: undefined },
    ],
    [
      "the longest prompt, all escaped",
      proxyEvent(`{"prompt":"${"\\u65e5".repeat(4_000)}"}`),
      { prompt: "日".repeat(4_000), sessionId: undefined },
    ],
    [
      "base64, as binary media types come",
      proxyEvent(base64('{"prompt":"日本"}'), { isBase64Encoded: true }),
      { prompt: "日本", sessionId: undefined },
    ],
    [
      "a content type with parameters, in any case",
      proxyEvent({ prompt: "Hi" }, { headers: { "CONTENT-TYPE": "Application/JSON; charset=utf-8" } }),
      { prompt: "Hi", sessionId: undefined },
    ],
    ["no content type", proxyEvent({ prompt: "Hi" }, { headers: {} }), { prompt: "Hi", sessionId: undefined }],
  ])("accepts %s", (_name, event, request) => {
    expect(readRequest(event)).toEqual({ request });
  });

  test.each([
    ["no body", proxyEvent(null), "body_missing", "Send a JSON body"],
    ["an empty body", proxyEvent(""), "body_missing", "Send a JSON body"],
    ["text", proxyEvent("tell me a secret"), "body_not_json", "not JSON"],
    ["JSON cut off", proxyEvent('{"prompt":"tell me'), "body_not_json", "not JSON"],
    [
      "base64 of bytes that are no UTF-8",
      proxyEvent(base64(Buffer.from([0x22, 0xff, 0x22])), { isBase64Encoded: true }),
      "body_not_json",
      "UTF-8",
    ],
    ["base64 that is not marked so", proxyEvent(base64('{"prompt":"Hi"}')), "body_not_json", "not JSON"],
    ["a string", proxyEvent('"Hi"'), "body_invalid", "must be a JSON object"],
    ["an array", proxyEvent("[]"), "body_invalid", "must be a JSON object"],
    ["null", proxyEvent("null"), "body_invalid", "must be a JSON object"],
    ["no prompt", proxyEvent({}), "body_invalid", "prompt must be a string"],
    ["a prompt that is a number", proxyEvent({ prompt: 1 }), "body_invalid", "prompt must be a string"],
    ["an empty prompt", proxyEvent({ prompt: "" }), "body_invalid", "prompt must not be empty"],
    ["a blank prompt", proxyEvent({ prompt: " \n\t" }), "body_invalid", "prompt must not be empty"],
    ["a prompt too long", proxyEvent({ prompt: "x".repeat(4_001) }), "body_invalid", "more than 4000 characters"],
    [
      "a session id too short",
      proxyEvent({ prompt: "Hi", sessionId: "a" }),
      "body_invalid",
      "sessionId must be 2 to 100",
    ],
    [
      "a session id with a slash",
      proxyEvent({ prompt: "Hi", sessionId: "a/b" }),
      "body_invalid",
      "sessionId must be 2 to 100",
    ],
    [
      "a session id with a line break",
      proxyEvent({ prompt: "Hi", sessionId: "ab\n" }),
      "body_invalid",
      "sessionId must be 2 to 100",
    ],
    [
      "a session id too long",
      proxyEvent({ prompt: "Hi", sessionId: "a".repeat(101) }),
      "body_invalid",
      "sessionId must be 2 to 100",
    ],
    ["a null session id", proxyEvent({ prompt: "Hi", sessionId: null }), "body_invalid", "sessionId must be a string"],
    [
      "a field too many",
      proxyEvent({ prompt: "Hi", agentId: "OTHER" }),
      "body_invalid",
      "other than prompt and sessionId",
    ],
    ["a body too large", proxyEvent({ prompt: "Hi", pad: "x".repeat(32_768) }), "body_too_large", "32768 bytes"],
    [
      "a large base64 body",
      proxyEvent(base64("x".repeat(32_769)), { isBase64Encoded: true }),
      "body_too_large",
      "32768 bytes",
    ],
    [
      "a form",
      proxyEvent("prompt=Hi", { headers: { "content-type": "application/x-www-form-urlencoded" } }),
      "unsupported_content_type",
      "application/json",
    ],
    [
      "a look-alike of JSON",
      proxyEvent({ prompt: "Hi" }, { headers: { "content-type": "application/jsonx" } }),
      "unsupported_content_type",
      "application/json",
    ],
  ])("refuses %s with a 400", (_name, event, code, words) => {
    expect(readRequest(event)).toEqual({ problem: { status: 400, code, message: expect.stringContaining(words) } });
  });

  test("quotes nothing of a body that it refuses", () => {
    for (const event of [
      proxyEvent("tell me a secret"),
      proxyEvent({ prompt: 1, "a secret": 1 }),
      proxyEvent({ prompt: "Hi", sessionId: "a secret" }),
    ]) {
      expect(JSON.stringify(readRequest(event))).not.toContain("a secret");
    }
  });
});
