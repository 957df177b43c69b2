import { describe, expect, test } from "@jest/globals";
import { findModel, lifecycle, type ModelEntry } from "../../catalogue";

const row: ModelEntry = {
  modelId: "amazon.example-v1:0",
  provider: "Amazon",
  name: "Example",
  onDemandRegions: [],
  systemProfiles: [],
  sources: [{ url: "https://example.com/", shows: ["lifecycle"], readOn: "2026-01-01" }],
};
const announced: ModelEntry = { ...row, legacySince: "2026-03-10", endOfLife: "2026-09-10" };
const legacyAlone: ModelEntry = { ...row, legacySince: "2026-03-10" };
const endAlone: ModelEntry = { ...row, endOfLife: "2026-09-10" };

describe("lifecycle", () => {
  test.each([
    ["no date", row, "2099-01-01T00:00:00Z", "active"],
    ["the last moment before Legacy", announced, "2026-03-09T23:59:59.999Z", "active"],
    ["the first moment of Legacy", announced, "2026-03-10T00:00:00Z", "legacy"],
    ["the last moment before the end", announced, "2026-09-09T23:59:59.999Z", "legacy"],
    ["the first moment of the end", announced, "2026-09-10T00:00:00Z", "retired"],
    ["long after the end", announced, "2036-01-01T00:00:00Z", "retired"],
    ["Legacy without an end, before", legacyAlone, "2026-03-09T12:00:00Z", "active"],
    ["Legacy without an end, after", legacyAlone, "2030-01-01T00:00:00Z", "legacy"],
    ["an end without a Legacy date, before", endAlone, "2026-01-01T00:00:00Z", "legacy"],
    ["an end without a Legacy date, on the day", endAlone, "2026-09-10T00:00:00Z", "retired"],
    // 01:00 in Karachi is still the day before in UTC.
    ["a time of another zone", announced, "2026-09-10T01:00:00+05:00", "legacy"],
  ] as const)("%s", (_, entry, on, expected) => {
    expect(lifecycle(entry, new Date(on))).toBe(expected);
  });

  test.each([
    ["anthropic.claude-3-7-sonnet-20250219-v1:0", "2026-04-27", "legacy"],
    ["anthropic.claude-3-7-sonnet-20250219-v1:0", "2026-04-28", "retired"],
    ["anthropic.claude-sonnet-4-20250514-v1:0", "2026-10-13", "legacy"],
    ["anthropic.claude-sonnet-4-20250514-v1:0", "2026-10-14", "retired"],
    ["anthropic.claude-sonnet-4-5-20250929-v1:0", "2026-11-22", "legacy"],
    ["anthropic.claude-sonnet-4-6", "2026-11-22", "active"],
    ["amazon.nova-pro-v1:0", "2026-11-22", "active"],
    ["amazon.nova-premier-v1:0", "2026-11-22", "retired"],
    ["meta.llama3-3-70b-instruct-v1:0", "2026-11-22", "legacy"],
  ] as const)("%s on %s is %s", (modelId, on, expected) => {
    const entry = findModel(modelId);
    expect(entry && lifecycle(entry, new Date(on))).toBe(expected);
  });

  test("refuses a date that is none", () => {
    expect(() => lifecycle(announced, new Date("no date"))).toThrow(RangeError);
  });
});
