import { describe, expect, test } from "@jest/globals";
import type { PlannedResource } from "../../../policies/plan/planned-resources";
import { constant, readerOf, smallPlan, written, type Small } from "./estate/small-plan";

const around: Readonly<Record<string, Small | readonly Small[]>> = {
  "aws_sns_topic.t": { unknown: { arn: true, name: true, list: true } },
  "aws_sns_topic.known": { after: { arn: "arn:known", list: ["x", "y"] } },
  "aws_sqs_queue.q": [
    { index: 0, unknown: { arn: true } },
    { index: 1, unknown: { arn: true } },
  ],
};

/** What an attribute whose expression is that may be, and the links that were followed. */
function follow(json: unknown, more: object = {}) {
  const plan = smallPlan({ "aws_x.a": { unknown: { v: true }, block: { v: written(json) } }, ...around });
  Object.assign(plan.configuration.root_module, more);
  const reader = readerOf(plan);
  const [resource] = reader.instances.ofType("aws_x") as [PlannedResource];
  return { reader, resource, ...reader.attribute(resource, ["v"]) };
}

const values = (json: unknown, more?: object): unknown[] =>
  follow(json, more).possible.map((value) => {
    if (value.kind === "known") return value.value;
    return value.kind === "resolved" ? `${value.of}.${value.attribute}` : `open: ${value.because}`;
  });

const of = (expression: string, more?: object): unknown[] => values(`\${${expression}}`, more);

/** What a reader of policy documents is given: texts and lists of which parts are unknown, kept apart. */
const structure = (expression: string) => {
  const { reader, resource } = follow(`\${${expression}}`);
  return reader.structure(resource, ["v"]).values;
};
const reference = (address: string, ...path: (string | number)[]) => ({
  ...{ kind: "attribute", address, type: address.split(".")[0] },
  path,
});

describe("a splat", () => {
  test("is the list of what each instance has", () => {
    expect(of("element(aws_sqs_queue.q[*].arn, 1)")).toEqual(["aws_sqs_queue.q[1].arn"]);
    expect(of("(aws_sqs_queue.q[*].arn)[0]")).toEqual(["aws_sqs_queue.q[0].arn"]);
    expect(of("aws_sqs_queue.q.*.arn[1]")).toEqual(["aws_sqs_queue.q[1].arn"]);
  });

  test("of one thing is a list of it", () => {
    expect(of("(aws_sns_topic.t[*].arn)[0]")).toEqual(["aws_sns_topic.t.arn"]);
    expect(of("one(aws_sns_topic.t[*].arn)")).toEqual(["aws_sns_topic.t.arn"]);
  });

  test("of what nobody knows is open", () => {
    expect(of("(var.never[*].arn)[0]")).toEqual(["open: var.never has no value in the plan"]);
  });

  test("of a list in no order has no places", () => {
    expect(structure("distinct([aws_sns_topic.t.arn, aws_sns_topic.t.name])[*]")).toMatchObject([
      { kind: "list", loose: true },
    ]);
    expect(structure("[aws_sns_topic.t.arn, aws_sns_topic.t.name][*]")).toEqual([
      {
        kind: "list",
        items: [[reference("aws_sns_topic.t", "arn")], [reference("aws_sns_topic.t", "name")]],
      },
    ]);
  });

  test("of a computed list stands for all its elements, to a reader of documents alone", () => {
    expect(structure("aws_sns_topic.t.list[*].arn")).toEqual([reference("aws_sns_topic.t", "list", "*", "arn")]);
    expect(structure("aws_sns_topic.t.list[*]")).toEqual([reference("aws_sns_topic.t", "list", "*")]);
    expect(structure("aws_sns_topic.t.list[*][var.never]")).not.toMatchObject([{ path: ["list", "*"] }]);
    expect(structure("aws_sns_topic.known.list[*]")).toMatchObject([
      { kind: "list", items: [[{ value: "x" }], [{ value: "y" }]] },
    ]);
    expect(of("(aws_sns_topic.t.list[*].arn)[0]")).toEqual(["aws_sns_topic.t.list.arn"]);
  });
});

describe("a condition", () => {
  test.each<[string, unknown[]]>([
    ['true ? "a" : "b"', ["a"]],
    ['false ? "a" : "b"', ["b"]],
    ['"true" ? "a" : "b"', ["a"]],
    ['"false" ? "a" : "b"', ["b"]],
    ['var.never ? "a" : "b"', ["a", "b"]],
    ['1 == 2 ? "a" : "b"', ["b"]],
    ['aws_sns_topic.known.arn == "arn:known" ? "a" : "b"', ["a"]],
    ['aws_sns_topic.t.arn == "arn:known" ? "a" : "b"', ["a", "b"]],
  ])("%s is %j", (expression, expected) => {
    expect(of(expression)).toEqual(expected);
  });
});

describe("a function's last list", () => {
  test.each<[string, unknown[]]>([
    ['coalesce(["", "b"]...)', ["b"]],
    ['coalesce("", ["c"]...)', ["c"]],
    ["coalesce(aws_sns_topic.t.list...)", ["open"]],
    ['coalesce(var.never ? ["a"] : ["b"]...)', ["open"]],
    ['coalesce("a"...)', ["open"]],
    // Which of them comes last is not known.
    ['merge(toset([{ k = "a" }, { k = "b" }])...).k', ["open"]],
  ])("is spread into its places: %s", (expression, expected) => {
    expect(of(expression).map((value) => (String(value).startsWith("open") ? "open" : value))).toEqual(expected);
  });
});

describe("a text", () => {
  test.each<[unknown, unknown[]]>([
    ["a-${1}-${true}-${aws_sns_topic.known.arn}", ["a-1-true-arn:known"]],
    ["${aws_sns_topic.t.arn}", ["aws_sns_topic.t.arn"]],
    ['${aws_sns_topic.t.arn}${""}', ["aws_sns_topic.t.arn"]],
    ["x${aws_sns_topic.t.arn}", ["open: text around a value that is not known yet"]],
    ["${aws_sns_topic.t.arn}${aws_sns_topic.t.name}", ["open: text around a value that is not known yet"]],
    ['${""}${[1]}', ["open: text around a value that is not known yet"]],
  ])("%j is %j", (text, expected) => {
    expect(values(text)).toEqual(expected);
  });
});

describe("a map or a list that is written", () => {
  test.each<[string, unknown[]]>([
    ["{ a = aws_sns_topic.t.arn }.a", ["aws_sns_topic.t.arn"]],
    ['{ (aws_sns_topic.known.arn) = "x" }["arn:known"]', ["x"]],
    ["{ 1 = 2 }[1]", [2]],
    ['{ (true) = "x" }["true"]', ["x"]],
    ['{ (10000000000000000000000) = "x" }["1e+22"]', ["open: a map whose keys are computed"]],
    ['{ (aws_sns_topic.t.arn) = "x" }.a', ["open: a map whose keys are computed"]],
    ["[aws_sns_topic.t.arn, 2][1]", [2]],
    ["[aws_sns_topic.t.arn, 2][var.never]", ["aws_sns_topic.t.arn", 2]],
    ["aws_sns_topic.t[aws_sns_topic.known.list[0]]", ["aws_sns_topic.t.x"]],
  ])("%s is %j", (expression, expected) => {
    expect(of(expression)).toEqual(expected);
  });

  test("is followed where JSON configuration has it", () => {
    const json = { a: ["${aws_sns_topic.t.arn}", null, 7], b: { c: "${aws_sns_topic.known.arn}" } };
    const plan = smallPlan({ "aws_x.a": { unknown: { v: true }, block: { v: written(json) } }, ...around });
    const reader = readerOf(plan);
    const [resource] = reader.instances.ofType("aws_x") as [PlannedResource];
    const at = (...path: (string | number)[]) => reader.followed(resource, ["v", ...path]).possible;
    expect([at("a", 0), at("a", 1), at("a", 2), at("b", "c")]).toMatchObject([
      [{ of: "aws_sns_topic.t" }],
      [{ value: null }],
      [{ value: 7 }],
      [{ of: "aws_sns_topic.known", value: "arn:known" }],
    ]);
    expect(reader.followed(resource, ["v", "a", 0]).trail).toEqual(["aws_x.a.v.a[0] = ${aws_sns_topic.t.arn}"]);
    expect(values({ "${aws_sns_topic.t.arn}": 1 })).toEqual(["open: a map whose keys are computed"]);
  });
});

describe("what cannot be followed says why", () => {
  test.each<[string, string]>([
    ["provider::x::y(1)", "an expression that is not followed: a provider's function"],
    ["alone", "alone alone is not a value"],
    ["never(1)", "never()"],
  ])("%s", (expression, why) => {
    expect(of(expression)).toEqual([expect.stringContaining(why)]);
  });

  test("and an expression of which the plan tells a name only", () => {
    const plan = smallPlan({
      "aws_x.a": { unknown: { v: true, w: true }, block: { v: { references: ["local.x"] }, w: {} } },
      ...around,
    });
    const reader = readerOf(plan);
    const [resource] = reader.instances.ofType("aws_x") as [PlannedResource];
    expect(reader.followed(resource, ["v"])).toEqual({
      possible: [
        {
          kind: "undetermined",
          because: expect.stringContaining("aws_x.a.v mentions local.x"),
          settledBy: "give the configuration folder with --config DIR",
        },
      ],
      trail: [],
    });
  });

  test("and a chain that goes in a circle", () => {
    const why = "open: the chain of references is too long, or goes in a circle";
    const output = (expression: string) => ({ outputs: { o: { expression: written(expression) } } });
    const module_calls = {
      m: { expressions: { in: written("${module.n.o}") }, module: { ...output("${var.in}"), variables: { in: {} } } },
      n: { expressions: { in: written("${module.m.o}") }, module: { ...output("${var.in}"), variables: { in: {} } } },
    };
    expect(of("module.m.o", { module_calls })).toEqual([why]);
  });
});

test("a link that is come by again is told once", () => {
  const module_calls = {
    m: {
      expressions: { in: written("${aws_sns_topic.t.arn}") },
      module: { variables: { in: {} }, outputs: { o: { expression: written('${var.in == "x" ? var.in : var.in}') } } },
    },
  };
  const { trail } = follow("${module.m.o}", { module_calls });
  expect(trail).toEqual([
    "aws_x.a.v = ${module.m.o}",
    'module.m.o = ${var.in == "x" ? var.in : var.in}',
    "module.m: in = ${aws_sns_topic.t.arn}",
  ]);
  expect(follow("x").trail).toEqual(["aws_x.a.v = x"]);
  const plain = readerOf(smallPlan({ "aws_x.a": { unknown: { v: true }, block: { v: constant("x") } } }));
  expect(plain.attribute(plain.instances.all[0] as PlannedResource, ["v"]).trail).toEqual([]);
});
