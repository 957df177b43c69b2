import { describe, expect, test } from "@jest/globals";
import { documents, says, type Resources } from "./documents";

const statement = { Effect: "Allow", Action: "a:B", Resource: "*" };
const allow = 'Effect = "Allow", Action = "a:B"';

describe("a policy that is known", () => {
  test.each<[string, unknown, string[]]>([
    ["is read as JSON", JSON.stringify({ Statement: [{ Sid: "one", ...statement }] }), ["one: Allow a:B on *"]],
    ["is open where it is no JSON", "{", ["open: the policy is no JSON"]],
    ["is open where it is no text", null, ["open: the policy is no text"]],
  ])("%s", (_, policy, expected) => {
    expect(documents({ after: { policy } })).toEqual([expected]);
  });

  test("is not shown where it is sensitive", () => {
    const after = { policy: JSON.stringify({ Statement: statement }) };
    expect(documents({ after, sensitive: { policy: true } })).toEqual([
      ["Allow (sensitive value) on (sensitive value)"],
    ]);
  });
});

describe("a policy that is written with jsonencode()", () => {
  const encoded = (resource: string, more = "") =>
    says(`\${jsonencode({ Statement = [{ ${allow}, Resource = ${resource}${more} }] })}`);
  const never = "<var.never has no value in the plan>";

  test.each<[string, string, string]>([
    ["a constant", '"*"', "*"],
    ["what is new", "aws_sns_topic.new.arn", "${aws_sns_topic.new.arn}"],
    ["what is known already", "aws_sns_topic.known.arn", "arn:known"],
    ["a text around what is new", '"${aws_sns_topic.new.arn}/*"', "${aws_sns_topic.new.arn}/*"],
    ["a text around what is known already", '"${aws_sns_topic.known.arn}/${1}/${true}"', "arn:known/1/true"],
    ["a text around what nobody knows", '"x/${var.never}"', `x/${never}`],
    [
      "a text around either of two",
      '"x/${var.never ? "a" : "b"}"',
      "<a text that may be put together in several ways>",
    ],
    ["a text around what is no text", '"x/${[aws_sns_topic.new.arn]}"', "x/<a list within a text>"],
    ["a text around null", '"x/${null}"', "x/<something that is no text within a text>"],
    ["what nobody knows", "var.never", never],
    ["either of two", 'var.never ? "a" : "b"', "a|b"],
    ["a list", '["a", aws_sns_topic.new.arn]', "a,${aws_sns_topic.new.arn}"],
    ["a list in a list", '["a", ["b"]]', "a,b"],
    ["a map", '{ a = "b" }', "<a map stands where a text is expected>"],
    ["another JSON text", 'jsonencode(["a"])', "<a JSON text stands where a plain one is expected>"],
  ])("of %s", (_, resource, expected) => {
    expect(documents(encoded(resource))).toEqual([[`Allow a:B on ${expected}`]]);
  });

  test("has conditions whose parts are followed", () => {
    const condition = ", Condition = { StringEquals = { k = aws_sns_topic.new.name } }";
    expect(documents(encoded('"*"', condition))).toEqual([
      ["Allow a:B on * if StringEquals k ${aws_sns_topic.new.name}"],
    ]);
  });

  test("may be either of two documents", () => {
    const one = (action: string) =>
      `jsonencode({ Statement = { Effect = "Deny", Action = "${action}", Resource = "*" } })`;
    expect(documents(says(`\${var.never ? ${one("a:B")} : ${one("c:D")}}`))).toEqual([
      ["Deny a:B on *"],
      ["Deny c:D on *"],
    ]);
  });

  test("is open where it is no object, or nobody knows what it is", () => {
    expect(documents(says("${jsonencode([aws_sns_topic.new.arn])}"))).toEqual([["open: the policy is no JSON object"]]);
    expect(documents(says("${[aws_sns_topic.new.arn]}"))).toEqual([["open: the policy is a list and no text"]]);
    expect(documents(says("${aws_sns_topic.new.arn}"))).toEqual([
      ["open: the policy is aws_sns_topic.new.arn, which is not known yet"],
    ]);
    expect(documents(says("${var.never}"))).toEqual([["open: var.never has no value in the plan"]]);
  });
});

describe("a policy that is written as JSON text around what is not known", () => {
  const json = (resource: string, more = "") =>
    says(`{"Statement": [{"Effect": "Allow", "Action": "a:B", "Resource": ${resource}${more}}]}`);
  const late = "open: the policy's text is JSON only once its unknown parts are known";

  test.each<[string, string, string]>([
    ["what is new", '"${aws_sns_topic.new.arn}"', "${aws_sns_topic.new.arn}"],
    ["a text around what is new", '"x:${aws_sns_topic.new.arn}/*"', "x:${aws_sns_topic.new.arn}/*"],
    [
      "two in a text",
      '"${aws_sns_topic.new.arn}/${aws_sns_topic.new.name}"',
      "${aws_sns_topic.new.arn}/${aws_sns_topic.new.name}",
    ],
    ["either of two", '"${var.never ? "a" : "b"}"', "<a text that may be put together in several ways>"],
    ["a JSON value", "${jsonencode([aws_sns_topic.new.arn])}", "${aws_sns_topic.new.arn}"],
    ["a list of them", '["${aws_sns_topic.new.arn}", "", "c"]', "${aws_sns_topic.new.arn},,c"],
    [
      "what is known already",
      '"${aws_sns_topic.known.arn}${aws_sns_topic.new.arn}"',
      "arn:known${aws_sns_topic.new.arn}",
    ],
    [
      "a number beside it",
      '["${aws_sns_topic.new.arn}", 7, true, null]',
      "${aws_sns_topic.new.arn},7,true,<a null stands where a text is expected>",
    ],
    ["a JSON text within a text", '"x${jsonencode([aws_sns_topic.new.arn])}"', ""],
  ])("of %s", (_, resource, expected) => {
    expect(documents(json(resource))).toEqual([[expected === "" ? late : `Allow a:B on ${expected}`]]);
  });

  test("is put together of what is known, within quotes or not", () => {
    expect(documents(json('[${1}, ${true}, "${aws_sns_topic.new.arn}"]'))).toEqual([
      ["Allow a:B on 1,true,${aws_sns_topic.new.arn}"],
    ]);
  });

  test("is open where a statement has a key that is not known", () => {
    const open = "open: a map whose keys are computed";
    expect(documents(says('{"Statement": [{"Effect": "Allow", "${aws_sns_topic.new.name}": "x"}]}'))).toEqual([[open]]);
    expect(documents(says('{"Statement": [], "${aws_sns_topic.new.name}": "x"}'))).toEqual([[open]]);
  });

  test("may be any of the values that one jsonencode() makes", () => {
    const either = (one: string, other: string) => `\${jsonencode(var.never ? ${one} : ${other})}`;
    expect(documents(json(either('["a"]', '["b"]')))).toEqual([
      ["Allow a:B on <a list stands where a text is expected>|<a list stands where a text is expected>"],
    ]);
    expect(documents(json(either('"a"', '"b"')))).toEqual([["Allow a:B on a|b"]]);
    const statements = (resource: string) => `[{ ${allow}, Resource = "${resource}" }]`;
    expect(documents(says(`{"Statement": ${either(statements("a"), statements("b"))}}`))).toEqual([
      ["Allow a:B on a"],
      ["Allow a:B on b"],
    ]);
    const nested = `{"Statement": [${either(`{ ${allow}, Resource = "a" }`, `{ ${allow}, Resource = "b" }`)}]}`;
    expect(documents(says(nested))).toEqual([["Allow a:B on a or Allow a:B on b"]]);
    expect(documents(says(either(`{ Statement = ${statements("a")} }`, "7")))).toEqual([
      ["Allow a:B on a"],
      ["open: the policy is no JSON object"],
    ]);
  });

  test("is open where it may be a JSON value or another text", () => {
    const text = '"${var.never ? jsonencode([aws_sns_topic.new.arn]) : "x"}"';
    expect(documents(json(text))).toEqual([["Allow a:B on <a text that may be put together in several ways>"]]);
  });

  test("is open where a key or a value without quotes is not known", () => {
    expect(documents(json("${aws_sns_topic.new.arn}"))).toEqual([[late]]);
    const condition = ', "Condition": {"StringEquals": {"${aws_sns_topic.new.name}": "x"}}';
    expect(documents(json('"*"', condition))).toEqual([["Allow a:B on * if ? ? "]]);
  });

  test("fills in IAM's own variables at no time", () => {
    const username = "<the policy variable aws:username differs from request to request>";
    const [[found]] = documents(json('["$${aws:username}/${aws_sns_topic.new.arn}", "$${aws:username}"]')) as [
      [string],
    ];
    expect(found).toBe(`Allow a:B on ${username}/\${aws_sns_topic.new.arn},${username}`);
  });

  test("is not put together in more ways than a person would look at", () => {
    const either = '${var.never ? "a" : "b"}';
    const resource = `"${either.repeat(5)}"`;
    expect(documents(json(resource))).toEqual([["Allow a:B on <a text that may be put together in many ways>"]]);
  });
});

describe("the policy of another resource", () => {
  test.each<[string, string, Resources, string[]]>([
    ["is read there", "aws_iam_policy.q.policy", { "aws_iam_policy.q": says("${jsonencode({ Statement = [] })}") }, []],
    [
      "is not read where another attribute is named",
      "aws_iam_policy.q.description",
      { "aws_iam_policy.q": { unknown: { description: true } } },
      ["open: the policy is aws_iam_policy.q.description, which is not known yet"],
    ],
    [
      "is not read where it is none of IAM's",
      "aws_sqs_queue.q.policy",
      { "aws_sqs_queue.q": says("${jsonencode({ Statement = [] })}") },
      ["open: the policy is aws_sqs_queue.q.policy, which is not known yet"],
    ],
  ])("%s", (_, name, more, expected) => {
    expect(documents(says(`\${${name}}`), more)).toEqual([expected]);
  });

  test("that goes round in a circle is given up", () => {
    const circle = { "aws_iam_policy.q": says("${aws_iam_policy.p.policy}") };
    expect(documents(says("${aws_iam_policy.q.policy}"), circle)).toEqual([
      [expect.stringMatching(/^open: .*(too deeply|circle)/)],
    ]);
  });
});
