import { expect, test } from "@jest/globals";
import { atLeast, parseTerraformVersion } from "../../../cli/terraform/version";

test.each([
  ["1.11.0", true],
  ["1.11.4", true],
  ["1.12.0", true],
  ["2.0.0", true],
  ["1.10.9", false],
  ["1.9.12", false],
  ["0.15.5", false],
  ["1.11.0-rc1", false],
  ["1.12.0-beta1", true],
])("%s is at least 1.11.0: %s", (version, expected) => {
  expect(atLeast(version, "1.11.0")).toBe(expected);
});

test("reads version and platform", () => {
  const text =
    '{"terraform_version":"1.11.4","platform":"darwin_arm64","provider_selections":{},"terraform_outdated":false}';
  expect(parseTerraformVersion(text)).toEqual({ version: "1.11.4", platform: "darwin_arm64", saysOutdated: true });
});

test("tells an answer in which nothing is said of a newer version, as OpenTofu gives it", () => {
  const text = '{"terraform_version":"1.10.6","platform":"linux_amd64","provider_selections":{}}';
  expect(parseTerraformVersion(text)).toMatchObject({ version: "1.10.6", saysOutdated: false });
});

test.each(["", "Terraform v1.11.4", "{}", '{"terraform_version":"next"}', "null"])("%j is no version", (text) => {
  expect(parseTerraformVersion(text)).toBeUndefined();
});
