import { describe, expect, test } from "@jest/globals";
import { nameOfWord } from "../../../policies/model-name";
import { collectSecrets, redactPlan } from "../../../policies/redaction";

/** An unmarked text of a plan in which another one is marked. */
function beside(secret: string, text: string): string {
  const plan = { text, output_changes: { o: { actions: ["create"], after: secret, after_sensitive: true } } };
  const redacted = redactPlan(plan, collectSecrets(plan)) as typeof plan;
  return redacted.text.replaceAll(/redacted\w{6}/g, "R");
}

const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova";
const profile = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abcd1234";

describe("of a secret whose form verdicts hang on, what somebody chose is secret", () => {
  test.each([
    ["an ARN: its id", profile, "the abcd1234", "the R"],
    [
      "an ARN: not what it begins with",
      profile,
      profile.replace("abcd1234", "other"),
      profile.replace("abcd1234", "other"),
    ],
    ["the end of an ARN: its id", "application-inference-profile/abcd1234", profile, profile.replace("abcd1234", "R")],
    ["the end of an ARN from its account: its id", "123456789012:inference-profile/abcd1234", "x abcd1234", "x R"],
    ["the beginning of an ARN: nothing", "arn:aws:bedrock:eu-west-2:", model, model],
    ["the beginning of an ARN without its Region: nothing", "arn:aws:bedrock", model, model],
    [
      "the beginning of an ARN with an account: the account",
      "arn:aws:bedrock:eu-west-2:123456789012:",
      profile,
      profile.replace("123456789012", "900000000001"),
    ],
    ["another service's ARN: all of it", "arn:aws:s3:::the-bucket", "to arn:aws:s3:::the-bucket", "to R"],
    ["a model's id: what follows its provider", "amazon.nova-micro-v1:0", "eu.amazon.nova-micro-v1:0", "eu.amazon.R"],
    ["a system profile's id: what follows its provider", "us.amazon.nova-micro-v1:0", "the nova-micro-v1:0", "the R"],
    [
      "an id that ends in a word: what follows its provider",
      "mistral.mistral-large-3-675b-instruct",
      "mistral.mistral-large-3-675b-instruct",
      "mistral.R",
    ],
    ["an id without a version: what follows its provider", "anthropic.claude-sonnet-4-6", "claude-sonnet-4-6", "R"],
    [
      "an unannounced model's id: what is before its version",
      "amazon.nova-x1-v9:0",
      "amazon.nova-x1-v9:0",
      "amazon.R-v9:0",
    ],
    ["another provider's id: what is before its version", "cohere.command-r-v1:0", "the command-r", "the R"],
    ["what only looks like an id, a host's name: all of it", "amazon.com", "at amazon.com", "at R"],
    ["what only looks like an id, a password: all of it", "my.secret-pass-12", "is my.secret-pass-12", "is R"],
    ["a filter: its value", "user:Project$atlas-news", "the atlas-news", "the R"],
    ["a filter: not its key", "user:CostCentre$atlas-news", "the CostCentre", "the CostCentre"],
    ["a filter of AWS's own: its value", "aws:createdBy$atlas-news", "by atlas-news", "by R"],
    ["a filter of AWS's own: not its key", "aws:createdBy$atlas-news", "createdBy", "createdBy"],
    ["a filter that counts all: nothing", "user:Project$", "user:Project$", "user:Project$"],
    ["a filter's beginning: all of it", "user:no-dollar", "a user:no-dollar", "a R"],
    ["a filter cut before its key: all of it", "ject$atlas-news", "x ject$atlas-news", "x R"],
    ["a filter cut before its key: its value", "ject$atlas-news", "the atlas-news", "the R"],
    ["a filter cut so, with a short value: all of it alone", "ject$q7", "q7", "q7"],
    ["a sentence that ends as a filter: all of it alone", "pay x$atlas-news", "atlas-news", "atlas-news"],
    ["a sentence that begins as a filter: all of it alone", "x$atlas-news more", "atlas-news", "atlas-news"],
    ["an interpolation: all of it alone", "x${atlas-news", "atlas-news", "atlas-news"],
  ])("%s", (_, secret, text, expected) => {
    expect(beside(secret, text)).toBe(expected);
  });
});

test.each([
  ["amazon.nova-micro-v1:0", "model"],
  ["us.amazon.nova-micro-v1:0", "model"],
  ["anthropic.claude-sonnet-4-6", "model"],
  [model, "model"],
  [profile, "profile"],
  ["amazon.nova-unannounced-v9:0", "alike"],
  ["anthropic.claude-opus-9-9", "alike"],
  ["anthropic.claude-opus5-latest", "alike"],
  ["cohere.command-r-v1:0", "alike"],
  ["amazon.com", "none"],
])("%s names what it named before, when it is redacted", (secret, expected) => {
  const plan = { output_changes: { o: { actions: ["create"], after: secret, after_sensitive: true } } };
  const redacted = (redactPlan(plan) as typeof plan).output_changes.o.after;
  expect(redacted).not.toBe(secret);
  expect([nameOfWord(secret), nameOfWord(redacted)]).toEqual([expected, expected]);
  expect(redactPlan({ output_changes: { o: { ...plan.output_changes.o, after: redacted } } })).toEqual(
    redactPlan(plan),
  );
});

describe("a list or JSON that is secret, with models named in it, still names them", () => {
  const listed = (secret: string): string => {
    const plan = { output_changes: { o: { actions: ["create"], after: secret, after_sensitive: true } } };
    const redacted = redactPlan(plan) as typeof plan;
    expect(redactPlan(redacted)).toEqual(redacted);
    return redacted.output_changes.o.after.replaceAll(/redacted\w{6}/g, "R");
  };

  test.each([
    ["JSON", '{"model":"amazon.nova-lite-v1:0","key":"pa55"}', "R amazon.R R"],
    ["a list", "amazon.nova-lite-v1:0,eu.amazon.nova-pro-v1:0", "amazon.R R eu.amazon.R"],
    ["words around a profile", `use ${profile} or pay`, `R ${profile.replace("abcd1234", "R")} R`],
    ["short words", "a amazon.nova-lite-v1:0 b", "R amazon.R R"],
    ["a number", "8080 amazon.nova-lite-v1:0", "R amazon.R"],
    ["a model that the catalogue does not have", "anthropic.claude-opus-9-9 it is", "anthropic.R-9 R"],
    ["what could be a template", "${x} amazon.nova-lite-v1:0", "R${} amazon.R"],
    ["a model with spaces around", " amazon.nova-lite-v1:0\n", "amazon.R"],
  ])("%s", (_, secret, expected) => {
    expect(listed(secret)).toBe(expected);
  });

  test("copies of it within other texts are replaced by the same", () => {
    expect(beside("key pa55 of amazon.nova-lite-v1:0", "the key pa55 of amazon.nova-lite-v1:0!")).toBe(
      "the R amazon.R!",
    );
  });

  test("one without a model is replaced as one", () => {
    expect(listed("key pa55 of amazon.com")).toBe("R");
  });
});

describe("a text whose form verdicts hang on", () => {
  test.each([
    ["has a short secret in its place replaced", "q7", "user:Project$q7", "user:Project$R"],
    ["and in the place that AWS's own tags have", "q7", "aws:createdBy$q7", "aws:createdBy$R"],
    [
      "has a short model's id replaced",
      "m7x",
      "arn:aws:bedrock:eu-west-2::foundation-model/m7x",
      `${model.slice(0, -11)}R`,
    ],
    ["keeps its account's place", "123456789012", profile, profile.replace("123456789012", "900000000001")],
    ["keeps what makes a filter match nothing", "atlas-news", "user:Project$${atlas-news}", "user:Project$${R}"],
  ])("%s", (_, secret, text, expected) => {
    expect(beside(secret, text)).toBe(expected);
  });
});
