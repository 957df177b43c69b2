import { describe, expect, test } from "@jest/globals";
import type { ConfigModule, Source } from "../../../policies/plan/configuration/module";
import type { PlannedResource } from "../../../policies/plan/planned-resources";
import { constant, readerOf, smallPlan, written, type Small } from "./estate/small-plan";

interface Around {
  readonly calls?: object;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly declared?: object;
  readonly folder?: Partial<ConfigModule>;
}

const instances: Readonly<Record<string, Small | readonly Small[]>> = {
  "aws_sns_topic.t": { unknown: { arn: true } },
  "aws_sns_topic.gone": { actions: ["delete"], after: null },
  "aws_sns_topic.forgotten": { actions: ["forget"], after: null },
  "aws_sqs_queue.keyed": [
    { index: "red", unknown: { arn: true } },
    { index: "blue", actions: ["forget"] },
  ],
  "aws_sqs_queue.counted": [
    { index: 0, unknown: { arn: true } },
    { index: 2, unknown: { arn: true } },
  ],
  "aws_sqs_queue.mid": { module: "m", unknown: { arn: true } },
  "aws_sqs_queue.inner": { module: "m.module.n", unknown: { arn: true } },
  "data.aws_y.d": { actions: ["read"], after: { v: "known" }, unknown: { w: true } },
};

/** What an expression may be, beside those instances; and the links to it. */
function follow(expression: string, { calls = {}, variables = {}, declared = {}, folder }: Around = {}) {
  const own: Small = { unknown: { v: true }, block: { v: written(`\${${expression}}`) } };
  const plan = smallPlan({ "aws_x.a": own, ...instances }, { variables });
  Object.assign(plan.configuration.root_module, { module_calls: calls, variables: declared });
  const reader = readerOf(plan, folder);
  const [resource] = reader.instances.ofType("aws_x") as [PlannedResource];
  const { possible, trail } = reader.attribute(resource, ["v"]);
  const told = possible.map((value) => {
    if (value.kind === "undetermined") return `open: ${value.because}`;
    return value.kind === "known"
      ? value.value
      : [value.of, value.type, value.attribute, ...("value" in value ? [value.value] : [])];
  });
  return { told, trail };
}
const of = (expression: string, more?: Around): unknown[] => follow(expression, more).told;

describe("an instance", () => {
  test.each<[string, unknown]>([
    ["aws_sns_topic.t.arn", ["aws_sns_topic.t", "aws_sns_topic", "arn"]],
    ["data.aws_y.d.v", ["data.aws_y.d", "data.aws_y", "v", "known"]],
    ["data.aws_y.d.w", ["data.aws_y.d", "data.aws_y", "w"]],
    ['aws_sqs_queue.keyed["red"].arn', ['aws_sqs_queue.keyed["red"]', "aws_sqs_queue", "arn"]],
    ["aws_sqs_queue.counted[2].arn", ["aws_sqs_queue.counted[2]", "aws_sqs_queue", "arn"]],
    ["aws_sqs_queue.counted[1].arn", "open: aws_sqs_queue.counted[1] is not in the plan"],
    ["aws_sns_topic.gone.arn", "open: aws_sns_topic.gone is not in the plan"],
    ["aws_sns_topic.forgotten.arn", "open: aws_sns_topic.forgotten is not in the plan"],
    ["data.aws_y.never.v", "open: data.aws_y.never is not in the configuration"],
    ["data.aws_y", expect.stringContaining("open: ")],
  ])("%s is %j, though the plan leaves out how many there are", (name, expected) => {
    expect(of(name)).toEqual([expected]);
  });

  test("that is forgotten has no key any more", () => {
    expect(of('aws_sqs_queue.keyed["blue"].arn')).toEqual([expect.stringContaining("open: ")]);
  });
});

describe("a variable", () => {
  test("of the root module is what the plan was made with, or its default", () => {
    const declared = { v: { default: "d" }, bare: {} };
    expect(of("var.v", { declared, variables: { v: { value: "given" } } })).toEqual(["given"]);
    expect(of("var.v", { declared })).toEqual(["d"]);
    expect(of("var.v", { declared, variables: { v: "no object" } })).toEqual(["d"]);
    expect(of("var.bare", { declared })).toEqual(["open: var.bare has no value in the plan"]);
  });

  const call = (passed: string, variable: object = {}) => ({
    m: {
      expressions: { in: written(passed) },
      module: { variables: { in: variable }, outputs: { o: { expression: written("${var.in}") } } },
    },
  });

  test("of a module is what its call passes, and its default too where that may be null", () => {
    expect(follow("module.m.o", { calls: call("x") })).toEqual({
      told: ["x"],
      trail: ["aws_x.a.v = ${module.m.o}", "module.m.o = ${var.in}", "module.m: in = x"],
    });
    const either = '${var.never ? null : "x"}';
    expect(of("module.m.o", { calls: call(either, { default: "d" }) })).toEqual([null, "x", "d"]);
    expect(of("module.m.o", { calls: call(either) })).toEqual([null, "x"]);
    expect(of("module.m.o", { calls: call("x", { default: "d" }) })).toEqual(["x"]);
    expect(of("module.m.o", { calls: call("${aws_sns_topic.t.arn}", { default: "d" }) })).toEqual([
      ["aws_sns_topic.t", "aws_sns_topic", "arn"],
    ]);
  });
});

test("a local is what the folder says", () => {
  const source: Source = { kind: "template", json: "${aws_sns_topic.t.arn}", writtenIn: "main.tf" };
  const folder = { locals: new Map([["l", source]]) };
  expect(follow("local.l", { folder })).toEqual({
    told: [["aws_sns_topic.t", "aws_sns_topic", "arn"]],
    trail: ["aws_x.a.v = ${local.l}", "local.l = ${aws_sns_topic.t.arn}"],
  });
  expect(of("local.other", { folder })).toEqual(["open: local.other is not in the configuration folder"]);
  expect(of("local.l")).toEqual(["open: the body of local.l is not in the plan"]);
});

describe("a module's output", () => {
  const module = { outputs: { o: { expression: written("${var.in}") } }, variables: { in: {} } };
  const calls = (more: object, passed = "${each.key}") => ({
    m: { expressions: { in: written(passed) }, module, ...more },
  });
  const byKeys = (expression: object) => calls({ for_each_expression: expression });
  const counted = (expression: object) => calls({ count_expression: expression }, "${count.index}");

  test.each<[string, string, object, unknown]>([
    ["of one of a map's keys", 'module.m["a"].o', byKeys(constant({ a: 1, b: 2 })), "a"],
    ["of one of a list's", 'module.m["b"].o', byKeys(constant(["a", "b"])), "b"],
    ["of one of a number's texts", 'module.m["7"].o', byKeys(constant([7])), "7"],
    ["of one of a written map's", 'module.m["a"].o', byKeys(written("${{ a = aws_sns_topic.t.arn }}")), "a"],
    ["of a key that a for_each of functions may have", 'module.m["a"].o', byKeys({}), "a"],
    [
      "of a key that either of two maps may have",
      'module.m["a"].o',
      byKeys(written("${var.never ? {a = 1} : {b = 2}}")),
      "a",
    ],
    ["of a counted one", "module.m[1].o", counted(constant(2)), 1],
    ["of one that is not counted", "module.m.o", calls({}, "x"), "x"],
    ["that there is not", "module.m.never", calls({}, "x"), expect.stringContaining("open: ")],
    ["of a key that there is not", 'module.m["c"].o', byKeys(constant({ a: 1 })), expect.stringContaining("open: ")],
    ["of a number that there is not", "module.m[2].o", counted(constant(2)), expect.stringContaining("open: ")],
    [
      "of more than could be",
      "module.m[0].o",
      counted(constant(100_001)),
      "open: the instances of module.m are not known",
    ],
    ["of what is no number", "module.m[0].o", counted(constant(true)), "open: the instances of module.m are not known"],
    ["of a count that nobody knows", "module.m[0].o", counted({}), "open: the instances of module.m are not known"],
    ["of a body that is not at hand", "module.m.o", { m: {} }, "open: the body of module.m is not at hand"],
    ["of a call that there is not", "module.m.o", {}, "open: the body of module.m is not at hand"],
  ])("%s", (_, name, of_, expected) => {
    expect(of(name, { calls: of_ })).toEqual([expected]);
  });

  test("of a module within one is read in its own terms", () => {
    const inner = { expressions: { in: written("${var.in}-x") }, module, for_each_expression: constant(["k"]) };
    const outer = {
      m: {
        expressions: { in: written("${each.value}") },
        for_each_expression: constant({ a: "first", b: "second" }),
        module: {
          variables: { in: {} },
          outputs: { o: { expression: written('${module.n["k"].o}') } },
          module_calls: { n: inner },
        },
      },
    };
    expect(of('module.m["b"].o', { calls: outer })).toEqual(["second-x"]);
  });

  test("of a module within one may be what the module around it passes on", () => {
    const block = { mode: "managed", type: "aws_sqs_queue", name: "mid", expressions: {} };
    const n = { expressions: { in: written("${aws_sqs_queue.mid.arn}") }, module };
    const nested = {
      m: {
        module: { outputs: { o: { expression: written("${module.n.o}") } }, module_calls: { n }, resources: [block] },
      },
    };
    expect(of("module.m.o", { calls: nested })).toEqual([["module.m.aws_sqs_queue.mid", "aws_sqs_queue", "arn"]]);
  });

  test("of a module within one may be what a resource of it has", () => {
    const block = { mode: "managed", type: "aws_sqs_queue", name: "inner", expressions: {} };
    const output = (text: string) => ({ o: { expression: written(text) } });
    const n = { module: { outputs: output("${aws_sqs_queue.inner.arn}"), resources: [block] } };
    const nested = { m: { module: { outputs: output("${module.n.o}"), module_calls: { n } } } };
    expect(of("module.m.o", { calls: nested })).toEqual([
      ["module.m.module.n.aws_sqs_queue.inner", "aws_sqs_queue", "arn"],
    ]);
  });
});
