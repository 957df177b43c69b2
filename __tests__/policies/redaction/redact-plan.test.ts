import { describe, expect, test } from "@jest/globals";
import { collectSecrets, redactPlan } from "../../../policies/redaction";

/** A plan of one resource whose attribute `secret` is marked; `more` are unmarked attributes. */
const planWith = (secret: unknown, more: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) => ({
  resource_changes: [
    {
      address: "aws_x.y",
      type: "aws_x",
      name: "y",
      change: { actions: ["create"], after: { secret, ...more }, after_sensitive: { secret: true } },
    },
  ],
  ...rest,
});

interface Redacted {
  resource_changes: { address: string; change: { after: Record<string, unknown> } }[];
}

function after(plan: unknown): Record<string, unknown> {
  const [row] = (redactPlan(plan) as Redacted).resource_changes;
  return row?.change.after ?? {};
}

const profile = (id: string): string => `arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/${id}`;

describe("a marked value", () => {
  test.each([
    ["a text", "hunter2-hunter2", /^redacted\w{6}$/],
    ["a short text", "a7", /^redacted\w{6}$/],
    ["a common word", "admin", /^redacted\w{6}$/],
    [
      "a profile's ARN",
      profile("abc123xyz"),
      /^arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile\/redacted\w{6}$/,
    ],
    [
      "a model's ARN",
      "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova",
      /^arn:aws:bedrock:eu-west-2::foundation-model\/redacted\w{6}$/,
    ],
    ["a budget's filter", "user:Project$atlas", /^user:Project\$redacted\w{6}$/],
    ["an account id", "123456789012", /^9\d{11}$/],
    ["a small number as text", "42.5", /^9\d{6}$/],
    ["a long number with a fraction as text", "12345678.25", /^9\d{6}$/],
    ["a long negative number as text", "-1234567890", /^-9\d{6}$/],
    ["a negative number as text", "-42", /^-9\d{6}$/],
    ["text that could hold a template", "a${b", /^redacted\w{6}\$\{\}$/],
  ])("%s", (_, secret, expected) => {
    const { secret: redacted } = after(planWith(secret));
    expect(redacted).toMatch(expected);
    expect(redacted).not.toBe(secret);
  });

  test.each([null, "", "  ", true, false, 0, "0", "0.00", "true", "TagKeyValue", "COST"])(
    "%j tells nothing, and stays",
    (secret) => {
      expect(after(planWith(secret)).secret).toBe(secret);
    },
  );

  test("a number, as a number", () => {
    expect(after(planWith(5432)).secret).toBeGreaterThan(9_000_000);
    expect(after(planWith(-5432)).secret).toBeLessThan(-9_000_000);
    expect(after(planWith([1e21, 1e-7, "1e+21"], { copy: 1e21 }))).toEqual({
      secret: [9_000_002, 9_000_001, expect.stringMatching(/^redacted/)],
      copy: 1e21,
    });
  });

  test("the same number twice, as the same number", () => {
    expect(after(planWith([5432, 42.5, 5432]))).toEqual({ secret: [9_000_001, 9_000_002, 9_000_001] });
  });

  test("a list and a map, leaf by leaf", () => {
    const { secret } = after(planWith({ keys: ["first-key", "second-key"], port: 5432, on: true, none: null }));
    expect(secret).toEqual({
      keys: [expect.stringMatching(/^redacted/), expect.stringMatching(/^redacted/)],
      port: 9_000_001,
      on: true,
      none: null,
    });
  });
});

describe("copies of a marked value", () => {
  test.each([
    ["in another text", "hunter2-hunter2", "user=x password=hunter2-hunter2;"],
    ["in JSON within a text", 'pass"wo<rd', JSON.stringify({ p: 'pass"wo<rd' })],
    ["in JSON as Terraform writes it", 'pass"wo<rd', String.raw`{"p":"pass\"wo\u003crd"}`],
    ["without its last line break", "hunter2-hunter2\n", "x hunter2-hunter2"],
    ["escaped in a template", "pass${word", "x pass$${word"],
    ["an account id in an ARN", "123456789012", "arn:aws:iam::123456789012:role/x"],
  ])("%s", (_, secret, copy) => {
    const redacted = after(planWith(secret, { copy })).copy;
    expect(redacted).not.toBe(copy);
    expect(redacted).not.toMatch(/hunter2|wo<|wo.u003c|pass"|pass\$|123456789012/);
  });

  test("stay equal to it: a tag, and the filter that counts it", () => {
    const { secret, all, filter } = after(planWith("atlas", { all: "atlas", filter: "user:Project$atlas" }));
    expect(all).toBe(secret);
    expect(filter).toBe(`user:Project$${String(secret)}`);
  });

  test("in JSON leave it JSON, and equal to it", () => {
    const { secret, copy } = after(
      planWith('pass"wo<rd', { copy: JSON.stringify({ p: 'pass"wo<rd', q: 'a pass"wo<rd' }) }),
    );
    expect(JSON.parse(String(copy))).toEqual({ p: secret, q: `a ${String(secret)}` });
  });

  test("escaped in a template stay escaped there", () => {
    expect(after(planWith("pass${word", { copy: "x pass$${word" }))).toEqual({
      secret: "redacted000001${}",
      copy: "x redacted000001$${}",
    });
  });

  test("different secrets stay different", () => {
    const { secret } = after(planWith(["one-secret", "one-secret1", "a", "b", "1234", "12345"]));
    expect(new Set(secret as string[]).size).toBe(6);
  });

  test("of a short or common value are left within other text, and replaced where they are all of it", () => {
    const { within, whole } = after(planWith("dev", { within: "development", whole: "dev" }));
    expect(within).toBe("development");
    expect(whole).toMatch(/^redacted/);
  });

  test("of a number are left within other text, unless it is long", () => {
    expect(after(planWith(5432, { text: "port 5432" })).text).toBe("port 5432");
    expect(after(planWith(73914862, { text: "pin 73914862" })).text).toBe("pin 90000001");
  });

  test.each([
    [5432, "5432"],
    [1e21, "1e+21"],
    [1e21, "about 1e+21 of them"],
    ["5432", "port 5432"],
    ["-42.5", "at -42.5 now"],
    ["-12345.5", "at -12345.5 now"],
  ])("of the short, or very large, number %j are left in the text %j", (secret, text) => {
    expect(after(planWith(secret, { text })).text).toBe(text);
  });

  test("of a number as a number are replaced from eight digits on", () => {
    expect(after(planWith(73914862, { copy: 73914862, other: 73914863 }))).toMatchObject({
      copy: 90_000_001,
      other: 73914863,
    });
    expect(after(planWith(["10000000", "9999999"], { eight: 10_000_000, seven: 9_999_999 }))).toMatchObject({
      eight: 90_000_001,
      seven: 9_999_999,
    });
  });

  test("of two secrets that overlap leave nothing of either", () => {
    const { text } = after(planWith(["abcdefgh", "efghijkl"], { text: "x abcdefghijkl y" }));
    expect(text).toMatch(/^x redacted\w{6}redacted\w{6} y$/);
  });

  test.each([["cdef"], ["efgh"], ["abcd"]])(
    "of a secret that has another, %s, in it are copies of the longer",
    (other) => {
      const { secret, text } = after(planWith(["abcdefgh", other], { text: "x abcdefgh y" }));
      expect(text).toBe(`x ${String((secret as string[])[0])} y`);
    },
  );

  test("stand beside credentials of a known form, in whatever order", () => {
    const text = "AKIAIOSFODNN7EXAMPLE, hunter2-hunter2 xoxb-1234567890-abcdefghij; AKIAIOSFODNN7EXAMPLE";
    expect(String(after(planWith("hunter2-hunter2", { text })).text).replaceAll(/redacted\w{6}/g, "R")).toBe(
      "R, R R; R",
    );
  });

  test("in a credential of a known form do not make it another one", () => {
    const { copy, ...rest } = after(
      planWith("AKIAIO", { copy: "AKIAIOSFODNN7EXAMPLE", AKIAIOSFODNN7EXAMPLE: 1, plain: 2 }),
    );
    expect(rest).toMatchObject({ [String(copy)]: 1, plain: 2 });
  });

  test("do not break the scaffold that a verdict hangs on", () => {
    const copy = after(planWith("application-inference", { model: profile("abc"), filter: "user:Project$x" }));
    expect(copy.model).toBe(profile("abc"));
    expect(copy.filter).toBe("user:Project$x");
    const filters = { own: "user:CostCentre$x", of: "aws:CostCentre$x" };
    expect(after(planWith("CostCentre", filters))).toMatchObject(filters);
    expect(after(planWith("TagKey", { name: "TagKeyValue" })).name).toBe("TagKeyValue");
  });

  test.each(["invoke", "profile", "Allow", "lambda"])("do not break a policy by being its word %s", (word) => {
    const policy = JSON.stringify({
      Statement: [
        { Effect: "Allow", Action: "bedrock:invokeModel", Resource: "arn:aws:lambda:*:*:inference-profile/*" },
      ],
    });
    expect(after(planWith(word, { policy })).policy).toBe(policy);
  });

  test("do not break a text that is public, which is longer than they are", () => {
    const plan = planWith("atlas", { name: "atlas-news", filter: "user:Project$atlas-news", text: "the atlas-news" });
    const [row] = (redactPlan(plan, collectSecrets(plan, { publicTexts: ["atlas-news"] })) as Redacted)
      .resource_changes;
    expect(row?.change.after).toMatchObject({
      name: "atlas-news",
      filter: "user:Project$atlas-news",
      text: "the redacted000001-news",
    });
  });

  test("are left in names and keys", () => {
    const plan = redactPlan(planWith("aws_x", { aws_x: 1 })) as Redacted;
    expect(plan.resource_changes[0]).toMatchObject({
      address: "aws_x.y",
      type: "aws_x",
      change: { after: { aws_x: 1 } },
    });
  });
});

describe("the plan that is redacted", () => {
  const plan = () =>
    planWith(["hunter2-hunter2", "pass${word", "q7", 5432, "123456789012"], {
      text: "hunter2-hunter2 in AKIAIOSFODNN7EXAMPLE",
      AKIAIOSFODNN7EXAMPLE: [{ q: "q7" }],
    });

  test("is not changed", () => {
    const given = plan();
    expect(redactPlan(given)).not.toEqual(plan());
    expect(given).toEqual(plan());
  });

  test("is the same again when it has been redacted before", () => {
    const once = JSON.stringify(redactPlan(plan()));
    expect(JSON.stringify(redactPlan(JSON.parse(once)))).toBe(once);
  });

  test("is given back, and so are its parts, where there is no secret", () => {
    const part = { many: [{ of: "it" }], n: 1 };
    expect((redactPlan(planWith("hunter2-hunter2", {}, { part })) as { part: unknown }).part).toBe(part);
    const whole = planWith(null, { text: "nothing secret" });
    expect(redactPlan(whole)).toBe(whole);
  });

  test.each([
    [
      ["redacted000005", "a-new-secret"],
      ["redacted000005", "redacted000006"],
    ],
    [
      ["a-new-secret", "redacted000005", "redacted000002"],
      ["redacted000006", "redacted000005", "redacted000002"],
    ],
  ])("keeps placeholders that it has, and gives them to no other secret: %j", (secret, expected) => {
    expect(after(planWith(secret)).secret).toEqual(expected);
  });
});
