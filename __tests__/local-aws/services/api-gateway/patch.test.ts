import { describe, expect, test } from "@jest/globals";
import { patchMethodSettings } from "../../../../local-aws/services/api-gateway/method-settings";
import { patch, type PatchOperation } from "../../../../local-aws/services/api-gateway/patch";

const paths = {
  name: "text",
  "quota/limit": "number",
  quota: "part",
  enabled: "boolean",
  "requestTemplates/*": "text",
  "binaryMediaTypes/*": "member",
  "endpointConfiguration/types/*": "slot",
} as const;

describe("a patch", () => {
  test.each<[string, object, PatchOperation, object]>([
    ["replaces text", { name: "a" }, { op: "replace", path: "/name", value: "b" }, { name: "b" }],
    ["reads booleans", {}, { op: "replace", path: "/enabled", value: "true" }, { enabled: true }],
    ["makes what a number is in", {}, { op: "add", path: "/quota/limit", value: "5" }, { quota: { limit: 5 } }],
    ["removes a part", { quota: { limit: 5 } }, { op: "remove", path: "/quota" }, {}],
    [
      "takes ~1 for /",
      {},
      { op: "add", path: "/requestTemplates/application~1json", value: "{}" },
      { requestTemplates: { "application/json": "{}" } },
    ],
    [
      "adds a member once",
      { binaryMediaTypes: ["a/b"] },
      { op: "add", path: "/binaryMediaTypes/a~1b" },
      { binaryMediaTypes: ["a/b"] },
    ],
    [
      "removes a member",
      { binaryMediaTypes: ["a/b", "c/d"] },
      { op: "remove", path: "/binaryMediaTypes/a~1b" },
      { binaryMediaTypes: ["c/d"] },
    ],
    [
      "replaces the one of a list",
      { endpointConfiguration: { types: ["EDGE"] } },
      { op: "replace", path: "/endpointConfiguration/types/0", value: "REGIONAL" },
      { endpointConfiguration: { types: ["REGIONAL"] } },
    ],
  ])("%s", (_title, before, operation, after) => {
    patch(before, [operation], paths);
    expect(before).toEqual(after);
  });

  test.each<[string, PatchOperation, string]>([
    ["of another path", { op: "replace", path: "/other", value: "a" }, "Invalid patch path /other"],
    ["that sets a part", { op: "replace", path: "/quota", value: "a" }, "Invalid patch path /quota"],
    ["that moves", { op: "move", path: "/name" }, "Invalid patch path /name"],
    ["of a number that is none", { op: "replace", path: "/quota/limit", value: "many" }, "Invalid number many"],
  ])("is refused: one %s", (_title, operation, message) => {
    expect(() => {
      patch({}, [operation], paths);
    }).toThrow(message);
  });
});

describe("settings of a stage's methods", () => {
  test("are kept by resource and method, and go as a whole", () => {
    const stage: Parameters<typeof patchMethodSettings>[0] = {};
    const others = patchMethodSettings(stage, [
      { op: "replace", path: "/*/*/logging/loglevel", value: "INFO" },
      { op: "replace", path: "/a~1b/GET/throttling/rateLimit", value: "2.5" },
      { op: "replace", path: "/a/b/GET/metrics/enabled", value: "true" },
      { op: "replace", path: "/description", value: "kept" },
    ]);
    expect(others).toEqual([{ op: "replace", path: "/description", value: "kept" }]);
    expect(stage.methodSettings).toMatchObject({
      "*/*": { loggingLevel: "INFO", throttlingRateLimit: -1 },
      "a/b/GET": { loggingLevel: "OFF", throttlingRateLimit: 2.5, metricsEnabled: true },
    });
    patchMethodSettings(stage, [{ op: "remove", path: "/*/*" }]);
    expect(Object.keys(stage.methodSettings ?? {})).toEqual(["a/b/GET"]);
  });
});
