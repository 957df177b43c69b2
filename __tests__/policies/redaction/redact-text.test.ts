import { describe, expect, test } from "@jest/globals";
import { collectSecrets, mayHoldPlaceholder, redactPlan, redactText } from "../../../policies/redaction";

const marked = (...values: unknown[]) => ({
  output_changes: { o: { actions: ["create"], after: values, after_sensitive: true } },
});
const redact = (text: string, ...values: unknown[]): string =>
  redactText(text, collectSecrets(marked(...values))).replace(/redacted\w{6}/g, "R");

describe("a message", () => {
  test.each([
    ["the longest secret first", "x abcdefgh y abcd", ["abcd", "abcdefgh"], "x R y R"],
    ["a secret in another's beginning", "abcdabcdefgh", ["abcd", "abcdefgh"], "RR"],
    ["a short secret that is shown quoted", 'Project = "q7" and x-q7', ["q7"], 'Project = "R" and x-q7'],
    ["a short secret in a filter", "it is user:Project$q7, billed", ["q7"], "it is user:Project$R, billed"],
    ["a short secret that stands alone", "it counts q7, x7: no q7x", ["q7", "x7"], "it counts R, R: no q7x"],
    ["a common word that is shown quoted", 'Project = "dev" in dev', ["dev"], 'Project = "R" in R'],
    ["a common word within a sentence", 'Project = "prod" in prod', ["prod"], 'Project = "R" in prod'],
    ["an instance's key that is a short secret", 'aws_x.y["q7"].arn', ["q7"], 'aws_x.y["q7"].arn'],
    [
      "a profile's ARN",
      "arn:aws:bedrock:x:1:application-inference-profile/abcd1234",
      ["arn:aws:bedrock:x:1:application-inference-profile/abcd1234"],
      "arn:aws:bedrock:x:1:application-inference-profile/R",
    ],
    ["a secret that the message cuts", "it is abcdef…, and more", ["abcdefghijkl"], "it is R…, and more"],
    ["a cut that cuts no secret", "it is zbcdef…", ["abcdefghijkl"], "it is zbcdef…"],
    ["a secret of which a cut leaves four characters", "it is abcd…", ["abcdefghijkl"], "it is R…"],
    ["a secret of which a cut leaves three", "it is abc…", ["abcdefghijkl"], "it is abc…"],
    ["the beginning of a secret that nothing cuts", "see a… it is abcdef", ["abcdefghijkl"], "see a… it is abcdef"],
    [
      "several secrets, each cut",
      "zebra-s…, mango-…, apple-sec…, kiwi-…!",
      ["zebra-secret", "kiwi-secret", "mango-secret", "apple-secret", "lime-secret"],
      "R…, R…, R…, R…!",
    ],
    ["a long secret that is cut", `it is ${"a-b.".repeat(70)}…`, ["a-b.".repeat(100)], "it is R…"],
    ["a cut in a plan without secrets", "it is abcd…, and more", [], "it is abcd…, and more"],
    ["a quoted text beside a secret", 'Project = "other", not "q7"', ["q7"], 'Project = "other", not "R"'],
    [
      "another filter beside a secret",
      "user:Project$x and user:Project$q7",
      ["q7"],
      "user:Project$x and user:Project$R",
    ],
    ["nothing secret", "it is fine", ["abcdefghijkl"], "it is fine"],
  ])("%s", (_, text, values, expected) => {
    expect(redact(text, ...values)).toBe(expected);
  });

  test("has the placeholder that the plan has", () => {
    const plan = marked("the-secret-value");
    const secrets = collectSecrets(plan);
    const { output_changes } = redactPlan(plan, secrets) as ReturnType<typeof marked>;
    expect(redactText("the-secret-value", secrets)).toBe(output_changes.o.after[0]);
  });
});

test.each([
  ["redacted00000a", true],
  ["x-redacted00000a-y", true],
  ["9000001", true],
  ["arn:aws:iam::900000000001:role/x", true],
  ["plain", false],
  ["90", false],
])("%s may hold a placeholder: %s", (text, expected) => {
  expect(mayHoldPlaceholder(text)).toBe(expected);
});
