import { describe, expect, test } from "@jest/globals";
import { collectSecrets, knownForms, redactName, redactPlan, redactText } from "../../../policies/redaction";

const secrets = () => collectSecrets({});
const body = "MIIEowIBAAKCAQEAx/y+z0123456789";

describe("redacted without a mark", () => {
  test.each([
    ["an access key id", "AKIAIOSFODNN7EXAMPLE"],
    ["a temporary access key id", "ASIAIOSFODNN7EXAMPLE"],
    ["a GitHub token", `ghp_${"a1B2".repeat(9)}`],
    ["a fine-grained GitHub token", `github_pat_${"a1B2".repeat(6)}_${"c3".repeat(20)}`],
    ["a Slack token", ["xoxb", "1234567890", "abcdefghij"].join("-")],
    ["a Stripe key", ["sk", "live", "a1B2".repeat(6)].join("_")],
    ["a JSON Web Token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl_-x"],
    ["a private key", `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,X\n${body}\n-----END RSA PRIVATE KEY-----`],
    ["a private key in one line", `-----BEGIN PRIVATE KEY-----\\n${body}\\n-----END PRIVATE KEY-----`],
    ["a private key that was cut", `-----BEGIN EC PRIVATE KEY-----\n${body}`],
  ])("%s", (_, key) => {
    for (const text of [key, `before ${key}`, `"line\\n${key}`]) {
      expect(redactText(text, secrets())).toMatch(/redacted\w{6}$/);
      expect(redactText(text, secrets())).not.toContain(key.slice(4, 20));
    }
  });
});

const closed = `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`;

test.each([
  ["what follows a private key", `${closed} and more`, "R and more"],
  ["what stands between two", `${closed} and ${closed}`, "R and R"],
  [
    "what follows a private key without an end",
    `-----BEGIN PRIVATE KEY-----\n${body}\n-----BEGIN PUBLIC KEY-----`,
    "R-----BEGIN PUBLIC KEY-----",
  ],
])("%s stays readable", (_, text, expected) => {
  expect(redactText(text, secrets()).replaceAll(/redacted\w{6}/g, "R")).toBe(expected);
});

test.each([
  ["a proxy's", "http://me:the-pass%20word@proxy.example.com:8080/x", "http://me:R@proxy.example.com:8080/x"],
  ["a database's, in a text", "to postgres://svc:s3:cr3t@db, and", "to postgres://svc:R@db, and"],
  ["without a user", "redis://:p@h", "redis://:R@h"],
  ["in JSON", '{"a":"amqp://me:pass-word@one","b":"me@two"}', '{"a":"amqp://me:R@one","b":"me@two"}'],
  ["in two addresses", "amqp://a:one-pass@x,amqp://a:two-pass@y", "amqp://a:R@x,amqp://a:R@y"],
])("the password of an address is redacted without a mark: %s", (_, text, expected) => {
  const plan = { variables: { x: { value: text } } };
  const redacted = redactPlan(plan) as typeof plan;
  expect(redacted.variables.x.value.replaceAll(/redacted\w{6}/g, "R")).toBe(expected);
  expect(redactPlan(redacted)).toEqual(redacted);
});

test.each([
  ["a port", "http://example.com:8080/me@there"],
  ["a port beside an e-mail address", '{"url":"http://example.com:8080","to":"me@example.com"}'],
  ["a user without a password", "git::ssh://git@github.com:org/repository.git"],
  ["a password that a template refers to", "http://me:${var.password}@proxy"],
  ["a longer run of capitals", "AKIAIOSFODNN7EXAMPLEMORE"],
  ["a digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
  ["a public key", "-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----"],
  ["a Stripe test key", "sk_test_abcdefghijklmnopqrstuv"],
  ["two parts", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0"],
])("left alone: %s", (_, text) => {
  expect(redactText(text, secrets())).toBe(text);
});

test("in keys, addresses and references alike, so that they still lead to each other", () => {
  const key = "AKIAIOSFODNN7EXAMPLE";
  const plan = { resource_changes: [{ address: `a.b["${key}"]`, index: key, change: { after: { [key]: 1 } } }] };
  const known = collectSecrets(plan);
  const redacted = redactName(`a.b["${key}"]`, known);
  expect(redacted).toMatch(/^a\.b\["redacted\w{6}"\]$/);
  const placeholder = redacted.slice(5, -2);
  expect(redactPlan(plan, known)).toEqual({
    resource_changes: [{ address: redacted, index: placeholder, change: { after: { [placeholder]: 1 } } }],
  });
});

test.each(knownForms)("$name has the page of its issuer or standard", ({ source }) => {
  expect(source).toMatch(/^https:\/\//);
});
