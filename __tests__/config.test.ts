import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { App, Testing } from "cdktf";
import { readConfig } from "../config";
import { ChargebackInputError } from "../constructs";

const required = {
  accountId: "111122223333",
  region: "eu-west-2",
  project: "aws-news-agent",
  monthlyLimitUsd: 50,
  notifyEmails: ["finance@example.com"],
  allowedOrigins: ["https://www.example.com"],
};
const read = (context: Record<string, unknown> = {}, variables: NodeJS.ProcessEnv = {}) =>
  readConfig(Testing.app({ context: { ...required, ...context } }), variables);

describe("readConfig", () => {
  test("the context alone, and the defaults", () => {
    const { tags, ...config } = read();
    expect(tags.all).toEqual({ Project: "aws-news-agent" });
    expect(config).toEqual({
      environment: { accountId: "111122223333", region: "eu-west-2", partition: "aws" },
      model: { kind: "foundation-model", id: "amazon.nova-pro-v1:0" },
      pinToVersion: undefined,
      api: { allowedOrigins: ["https://www.example.com"], createLoggingRole: true },
      budget: { monthlyLimitUsd: 50, notifyEmails: ["finance@example.com"] },
      activateCostAllocationTag: false,
      stateBucket: "chargeback-state-111122223333-eu-west-2",
      bootstrap: false,
    });
  });

  test("every optional key of the context", () => {
    const config = read({
      tags: { Team: "news" },
      modelId: "eu.amazon.nova-lite-v1:0",
      acceptModelRisk: "agreed with the vendor",
      pinToVersion: "3",
      createApiLoggingRole: false,
      activateCostAllocationTag: true,
      stateBucket: "my-state",
    });
    expect(config.tags.all).toEqual({ Project: "aws-news-agent", Team: "news" });
    expect(config).toMatchObject({
      model: { kind: "system-profile", id: "eu.amazon.nova-lite-v1:0", acceptRisk: "agreed with the vendor" },
      pinToVersion: "3",
      api: { createLoggingRole: false },
      activateCostAllocationTag: true,
      stateBucket: "my-state",
    });
  });

  test("the environment goes before the context, and an empty variable is none", () => {
    const config = read(
      { stateBucket: "my-state" },
      {
        CHARGEBACK_ACCOUNT_ID: "444455556666",
        CHARGEBACK_REGION: "us-gov-west-1",
        CHARGEBACK_PROJECT: "other",
        CHARGEBACK_TAGS: "Team=a=b, CostCentre=42",
        CHARGEBACK_MONTHLY_LIMIT_USD: "12.5",
        CHARGEBACK_NOTIFY_EMAILS: "a@example.com, b@example.com",
        CHARGEBACK_ALLOWED_ORIGINS: "https://a.example.com,http://localhost:3000",
        CHARGEBACK_CREATE_API_LOGGING_ROLE: "false",
        CHARGEBACK_ACTIVATE_COST_ALLOCATION_TAG: "true",
        CHARGEBACK_STATE_BUCKET: "",
        CHARGEBACK_BOOTSTRAP: "true",
      },
    );
    expect(config).toMatchObject({
      environment: { accountId: "444455556666", region: "us-gov-west-1", partition: "aws-us-gov" },
      api: { allowedOrigins: ["https://a.example.com", "http://localhost:3000"], createLoggingRole: false },
      budget: { monthlyLimitUsd: 12.5, notifyEmails: ["a@example.com", "b@example.com"] },
      activateCostAllocationTag: true,
      stateBucket: "my-state",
      bootstrap: true,
    });
    expect(config.tags.all).toEqual({ Project: "other", Team: "a=b", CostCentre: "42" });
  });

  test.each<[string, unknown]>([
    ["accountId", undefined],
    ["accountId", 111122223333],
    ["accountId", "1111-2222-3333"],
    ["region", "London"],
    ["project", "AWS News"],
    ["project", "a--b"],
    ["project", "x".repeat(49)],
    ["tags", { Team: 1 }],
    ["modelId", ""],
    ["acceptModelRisk", " "],
    ["pinToVersion", "DRAFT"],
    ["pinToVersion", 3],
    ["monthlyLimitUsd", 0],
    ["monthlyLimitUsd", "50"],
    ["notifyEmails", []],
    ["notifyEmails", ["finance"]],
    ["allowedOrigins", ["*"]],
    ["allowedOrigins", "https://www.example.com"],
    ["createApiLoggingRole", "yes"],
    ["stateBucket", "My_Bucket"],
  ])("%s in the context cannot be %p", (key, value) => {
    const run = () => read({ [key]: value });
    const received = value === undefined ? "nothing" : JSON.stringify(value);
    expect(run).toThrow(ChargebackInputError);
    expect(run).toThrow(new RegExp(`^${key}: expected `));
    expect(run).toThrow(
      `received ${received}. Set it under "context" in cdktf.json, or in the environment as CHARGEBACK_`,
    );
  });

  test.each([
    ["CHARGEBACK_ACCOUNT_ID", "accountId", "me"],
    ["CHARGEBACK_MONTHLY_LIMIT_USD", "monthlyLimitUsd", "fifty"],
    ["CHARGEBACK_MONTHLY_LIMIT_USD", "monthlyLimitUsd", " "],
    ["CHARGEBACK_NOTIFY_EMAILS", "notifyEmails", "a@example.com,,"],
    ["CHARGEBACK_ACTIVATE_COST_ALLOCATION_TAG", "activateCostAllocationTag", "yes"],
  ])("%s cannot be set wrongly (%s)", (variable, key, value) => {
    const run = () => read({}, { [variable]: value });
    expect(run).toThrow(`${variable} (key ${key}): expected `);
    expect(run).toThrow(`received "${value}". Change or unset the environment variable ${variable}.`);
  });

  test("a misspelt key is an error, and cdktf's own keys are none", () => {
    expect(() => read({ montlyLimitUsd: 50 })).toThrow(
      /^montlyLimitUsd: expected one of the keys accountId, .*cdktf\.json/,
    );
    expect(() => read({ cdktfRelativeModules: [], bundleDir: "bundles" })).not.toThrow();
  });

  test("the shipped cdktf.json is accepted, and its account is the placeholder", () => {
    const file = readFileSync(path.join(__dirname, "..", "cdktf.json"), "utf8");
    const { context } = JSON.parse(file) as { context: Record<string, unknown> };
    const { environment } = readConfig(new App({ outdir: Testing.app().outdir, context }), {});
    expect(environment.accountId).toBe("000000000000");
  });
});
