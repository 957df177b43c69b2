import { expect, test } from "@jest/globals";
import { describeLostAttribution } from "../../cli/lost-attribution";
import { plannedChanges } from "../../cli/terraform/plan-changes";

const change = (type: string, actions: string[], before: object, sensitive: unknown = {}): object => ({
  address: `${type}.this`,
  mode: "managed",
  type,
  change: { actions, before, before_sensitive: sensitive },
});
const described = (...changes: object[]): string =>
  describeLostAttribution(plannedChanges(JSON.stringify({ resource_changes: changes })).resources);

test("names profiles with their tags, and budgets", () => {
  const text = described(
    change("aws_bedrock_inference_profile", ["delete"], { name: "news", tags_all: { Project: "news", Team: "dev" } }),
    change("aws_budgets_budget", ["delete"], { name: "news-monthly" }),
    change("aws_iam_role", ["delete"], { name: "role" }),
  );
  expect(text).toContain('inference profile "news", tagged Project=news, Team=dev');
  expect(text).toContain('budget "news-monthly"');
  expect(text).not.toContain("role");
});

test("never shows what Terraform marks as sensitive", () => {
  const profile = { name: "news", tags_all: { Project: "secret-project" } };
  const text = described(change("aws_bedrock_inference_profile", ["delete"], profile, { tags_all: { Project: true } }));
  expect(text).not.toContain("secret-project");
});

test("says so when no attribution is lost", () => {
  expect(described(change("aws_iam_role", ["delete"], { name: "role" }))).toContain("No cost attribution is removed");
});
