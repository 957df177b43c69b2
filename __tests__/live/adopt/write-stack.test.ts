import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { type AdoptionChoices, writeStack } from "../../../live/adopt/write-stack";
import { standing } from "./standing";
import { typeErrors } from "./type-errors";

const choices: AdoptionChoices = {
  model: { kind: "named", id: "amazon.nova-pro-v1:0" },
  project: "aws-news-agent",
  budget: { monthlyLimitUsd: 50, notifyEmails: ["finance@example.com"] },
  leftOut: ["Alias old goes on serving version 1.", "An end */ of a comment."],
};

describe("writeStack", () => {
  const text = writeStack(standing, choices);

  test("what it writes compiles against the constructs", () => {
    expect(typeErrors(text)).toEqual([]);
    expect(typeErrors(text.replace("existing: {", "existed: {"))).not.toEqual([]);
  });

  test("an agent without action groups, policies and tags compiles too, and is given no budget", () => {
    const role = { ...standing.role, path: "/", tags: {}, inline: [], attached: [], description: "By hand" };
    const alias = { ...standing.alias, tags: {} };
    const bare = { ...standing, groups: [], kept: [], tags: {}, alias, role, description: undefined };
    const written = writeStack(bare, { ...choices, budget: undefined, leftOut: [] });
    expect(typeErrors(written)).toEqual([]);
    for (const absent of ["ProjectBudget", "IamPolicy", "moved", "NoDirectModelAccess", "actionGroups", "Not told"])
      expect(written).not.toContain(absent);
  });

  test("it is formatted as the house formats", () => {
    const prettier = require.resolve("prettier/bin/prettier.cjs");
    const formatted = execFileSync(process.execPath, [prettier, "--stdin-filepath", "adopted.ts"], { input: text });
    expect(text).toBe(formatted.toString());
  });

  test("imports everything that stands by the id that the provider knows it by", () => {
    for (const id of [
      "ABCDEFGHIJ",
      "GROUPAAAAA",
      "GROUPBBBBB",
      "ALIASAAAAA,ABCDEFGHIJ",
      "AmazonBedrockExecutionRoleForAgents_8UQW1ZLDQ2F",
      "AmazonBedrockExecutionRoleForAgents_8UQW1ZLDQ2F:ModelAndPrompts",
      "arn:aws:iam::111122223333:policy/service-role/FoundationModelPolicy",
      "AmazonBedrockExecutionRoleForAgents_8UQW1ZLDQ2F/arn:aws:iam::111122223333:policy/service-role/FoundationModelPolicy",
    ])
      expect(text).toContain(`d: "${id}"`);
  });

  test("names no model but to copy the profile from, and allows no call of it", () => {
    expect(text.match(/amazon\.nova-pro-v1:0/g)).toEqual(["amazon.nova-pro-v1:0"]);
    expect(text).not.toContain("bedrock:InvokeModel");
  });

  test("denies what policies of others would go on allowing", () => {
    expect(text).toContain("new NoDirectModelAccess(stack");
    const attached = standing.role.attached.filter(({ own }) => own !== undefined);
    const own = writeStack({ ...standing, role: { ...standing.role, attached } }, choices);
    expect(own).not.toContain("NoDirectModelAccess");
  });

  test("tells at its head what it leaves out, within the comment", () => {
    expect(text).toMatch(/^\/\*\n \* The agent SearchAWSNews, ABCDEFGHIJ in eu-west-2/);
    expect(text).toContain(" * - Alias old goes on serving version 1.\n * - An end * / of a comment.\n */\n");
  });

  test("takes a model by the kind that its ARN told", () => {
    const source = (kind: "foundation-model" | "system-profile", id: string) =>
      /source: (.*),/.exec(writeStack(standing, { ...choices, model: { kind, id } }))?.[1];
    expect(source("foundation-model", "amazon.nova-pro-v1:0")).toBe('foundationModel("amazon.nova-pro-v1:0")');
    expect(source("system-profile", "eu.amazon.nova-pro-v1:0")).toBe('systemProfile("eu.amazon.nova-pro-v1:0")');
  });
});
