import { describe, expect, test } from "@jest/globals";
import { ChargebackInputError, foundationModel, modelSource, systemProfile } from "../../constructs";
import { checkModelSource, legacyNotice } from "../../constructs/model-source";

const day = (iso: string) => new Date(`${iso}T12:00:00Z`);
const RETIRED = "anthropic.claude-3-7-sonnet-20250219-v1:0";
const PROFILE_ONLY = "anthropic.claude-haiku-4-5-20251001-v1:0";
const check = (source: ReturnType<typeof modelSource>, region: string, on: string) => {
  checkModelSource("Stack/Profile", source, region, day(on));
};

describe("modelSource", () => {
  test.each([
    ["amazon.nova-pro-v1:0", "foundation-model"],
    ["deepseek.v3-v1:0", "foundation-model"],
    ["eu.amazon.nova-lite-v1:0", "system-profile"],
    ["us-gov.anthropic.claude-3-haiku-20240307-v1:0", "system-profile"],
    ["global.anthropic.claude-sonnet-4-6", "system-profile"],
  ])("%s is a %s", (id, kind) => {
    expect(modelSource(id).kind).toBe(kind);
  });
});

describe("checkModelSource", () => {
  test.each([
    ["a live model", foundationModel("amazon.nova-pro-v1:0"), "eu-west-2"],
    ["a live profile", systemProfile("eu.amazon.nova-lite-v1:0"), "eu-central-1"],
    ["a model that the catalogue does not know", foundationModel("newcomer.model-v1:0"), "eu-west-2"],
    ["a Region that no page names", foundationModel("amazon.nova-pro-v1:0"), "xx-nowhere-1"],
    ["a retired model, for a reason", foundationModel(RETIRED, { acceptRisk: "extended access" }), "us-east-1"],
  ])("%s passes", (_, source, region) => {
    expect(() => {
      check(source, region, "2026-06-01");
    }).not.toThrow();
  });

  test.each([
    ["a retired model", foundationModel(RETIRED), "us-east-1", "reached its end of life on 2026-04-28"],
    ["a retired model through a profile", systemProfile(`us.${RETIRED}`), "us-east-1", "end of life on 2026-04-28"],
    [
      "a profile-only model by its id",
      foundationModel(PROFILE_ONLY),
      "eu-west-2",
      "through a system-defined profile only",
    ],
    [
      "a profile called from elsewhere",
      systemProfile("eu.amazon.nova-lite-v1:0"),
      "us-east-1",
      "called from us-east-1",
    ],
    [
      "an ARN",
      foundationModel("arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0"),
      "eu-west-2",
      "id alone",
    ],
    ["a profile's id as a model", foundationModel("eu.amazon.nova-lite-v1:0"), "eu-central-1", "use systemProfile(id)"],
    ["a model's id as a profile", systemProfile("amazon.nova-lite-v1:0"), "eu-central-1", "use foundationModel(id)"],
    ["a blank reason", foundationModel(RETIRED, { acceptRisk: " " }), "us-east-1", "acceptRisk is blank"],
    ["an empty id", foundationModel(""), "us-east-1", 'received ""'],
    ["a token", foundationModel("${TfToken[TOKEN.7]}"), "us-east-1", "give a literal id"],
  ])("%s is refused, with the construct path", (_, source, region, message) => {
    const run = () => {
      check(source, region, "2026-06-01");
    };
    expect(run).toThrow(ChargebackInputError);
    expect(run).toThrow(/^Stack\/Profile: expected /);
    expect(run).toThrow(message);
  });

  test("the refusal names live alternatives, ready to paste, and the way round it", () => {
    const run = () => {
      check(foundationModel(PROFILE_ONLY), "eu-west-2", "2026-06-01");
    };
    expect(run).toThrow(`systemProfile("eu.${PROFILE_ONLY}")`);
    expect(run).toThrow('foundationModel("');
    expect(run).toThrow("give acceptRisk with your reason");
  });

  test("the day decides: the model passes until the day before its end of life", () => {
    expect(() => {
      check(foundationModel(RETIRED), "us-east-1", "2026-04-28");
    }).toThrow("end of life");
    expect(() => {
      check(systemProfile(`us.${RETIRED}`), "us-east-1", "2026-04-27");
    }).not.toThrow();
  });

  test("a legacy model is announced, a live one is not", () => {
    const legacy = systemProfile("eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
    expect(legacyNotice(legacy, "eu-west-2", day("2026-11-22"))).toMatch(/is a legacy model.*Live in eu-west-2: /);
    expect(legacyNotice(legacy, "eu-west-2", day("2025-12-01"))).toBeUndefined();
    expect(legacyNotice(foundationModel("newcomer.model-v1:0"), "eu-west-2", day("2026-11-22"))).toBeUndefined();
  });
});
