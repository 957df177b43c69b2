import { describe, expect, test } from "@jest/globals";
import { descend } from "../../../policies/plan/values/access";
import { callCollection } from "../../../policies/plan/values/collections";
import { callOnTexts } from "../../../policies/plan/values/texts";
import { knownValue, plain, undetermined, type Values } from "../../../policies/plan/values/value";

const [a, b] = [knownValue("a"), knownValue("b")];
const attribute = (...path: (string | number)[]): Values => [
  { kind: "attribute", address: "aws_x.y", type: "aws_x", path },
];
const arn = attribute("arn");
const open = undetermined("why");
const list = (...items: Values[]): Values => [{ kind: "list", items }];
const set = (...items: Values[]): Values => [{ kind: "list", items, loose: true, set: true }];
const map = (entries: Record<string, Values>): Values => [{ kind: "map", entries: new Map(Object.entries(entries)) }];
const untyped = (value: unknown): Values => [{ kind: "known", value, loose: true }];

describe("functions over lists and maps", () => {
  test.each<[string, Values[], Values]>([
    ["keys", [map({ b: arn, a: open })], list(a, b)],
    ["keys", [knownValue({ b: 1, a: 2 })], list(a, b)],
    ["values", [map({ b: arn, a: b })], list(b, arn)],
    ["lookup", [map({ a: arn }), a], arn],
    ["lookup", [map({ a: arn }), a, b], arn],
    ["lookup", [map({ a: arn }), b, b], b],
    ["lookup", [map({ 1: arn }), knownValue(1), b], arn],
    ["lookup", [[...map({ a: arn }), ...map({})], a, b], [...arn, ...b]],
    ["zipmap", [list(a, b), list(arn, b)], map({ a: arn, b })],
    ["setproduct", [list(a, b), list(arn, a)], list(list(a, arn), list(a, a), list(b, arn), list(b, a))],
    ["setproduct", [list(a), list(), list(b)], list()],
    ["length", [list(arn, open)], knownValue(2)],
    ["length", [map({ a: open })], knownValue(1)],
    ["length", [set(a, b, a)], knownValue(2)],
    ["contains", [list(a, b), b], knownValue(true)],
    ["contains", [set(a, b), knownValue("c")], knownValue(false)],
    ["contains", [list(a, arn), a], knownValue(true)],
    ["concat", [list(a), list(arn)], list(a, arn)],
    ["tolist", [list(a, arn)], list(a, arn)],
    ["toset", [list(a, arn)], set(a, arn)],
    ["merge", [map({ a: arn, b }), map({ b: arn })], map({ a: arn, b: arn })],
    ["tomap", [map({ a: arn })], map({ a: arn })],
    ["nonsensitive", [arn], arn],
    ["tostring", [arn], arn],
    ["sensitive", [a], [{ kind: "known", value: "a", sensitive: true }]],
  ])("%s(%j) is worked out", (name, args, expected) => {
    expect(callCollection(name, args)).toEqual(expected);
  });

  test("flatten() takes lists in lists apart, and no maps", () => {
    const [flat] = callCollection("flatten", [list(list(a), map({ k: b }))]) ?? [];
    expect(flat).toEqual({ kind: "list", items: [a, map({ k: b })[0]].map((item) => [item].flat()), loose: true });
  });

  test.each<[string, Values[]]>([
    ["keys", []],
    ["keys", [list(a)]],
    ["keys", [[...map({}), ...open]]],
    ["keys", [untyped({ a: 1 })]],
    ["values", [untyped({ a: 1 })]],
    ["values", [attribute("tags")]],
    ["lookup", [map({ a: arn })]],
    ["lookup", [map({ a: arn }), b]],
    ["lookup", [map({ a: arn }), arn, b]],
    ["lookup", [untyped({ a: 1 }), a, b]],
    ["zipmap", [list(a, b), list(arn)]],
    ["zipmap", [list(arn), list(arn)]],
    ["zipmap", [set(a), list(arn)]],
    ["zipmap", [list(a)]],
    ["length", [set(a, arn)]],
    ["length", [attribute("names")]],
    ["length", [a]],
    ["length", [untyped(["a"])]],
    ["length", [[...list(a), ...list()]]],
    ["contains", [list(a, arn), b]],
    ["contains", [list(a), knownValue(1)]],
    ["contains", [list(knownValue("1")), knownValue("1")]],
    ["contains", [list(a), arn]],
    ["contains", [[...list(a), ...list(b)], a]],
    ["concat", [list(a), attribute("names")]],
    ["concat", [list(a), list(attribute("names"))]],
    ["flatten", [list(attribute("names"))]],
    ["toset", [list(open)]],
    ["tomap", [list(a)]],
    ["setproduct", [list(a)]],
    ["setproduct", [list(a), set(b)]],
    ["setproduct", Array.from({ length: 3 }, () => list(...Array.from({ length: 11 }, () => a)))],
    ["transpose", [map({ a: list(b) })]],
  ])("%s(%j) is left open", (name, args) => {
    expect(callCollection(name, args)).toBeUndefined();
  });
});

describe("functions over texts", () => {
  test.each<[string, unknown[], unknown]>([
    ["join", ["-", ["a", "b"]], "a-b"],
    ["join", ["-", ["a"], ["b", "c"]], "a-b-c"],
    ["split", ["/", "a/b"], ["a", "b"]],
    ["split", ["/", ""], [""]],
    ["lower", ["Ab"], "ab"],
    ["upper", ["Ab"], "AB"],
    ["trimprefix", ["a-b", "a-"], "b"],
    ["trimprefix", ["b", "a-"], "b"],
    ["trimsuffix", ["a-b", "-b"], "a"],
    ["trimsuffix", ["a", "-b"], "a"],
    ["trimsuffix", ["a", ""], "a"],
    ["startswith", ["ab", "a"], true],
    ["startswith", ["ab", "b"], false],
    ["endswith", ["ab", "b"], true],
    ["replace", ["a.b.c", ".", "-"], "a-b-c"],
    ["format", ["%s-%s", "a", "b"], "a-b"],
    ["format", ["a"], "a"],
    ["jsondecode", ['{"a": [1]}'], { a: [1] }],
    ["jsondecode", ["null"], null],
  ])("%s(%j) is worked out", (name, args, expected) => {
    expect(callOnTexts(name, args.map(knownValue))).toEqual(knownValue(expected));
  });

  test.each<[string, unknown[]]>([
    ["join", ["-", "a"]],
    ["join", ["-", ["a", 1]]],
    ["join", [1, ["a"]]],
    ["split", ["", "ab"]],
    ["lower", ["É"]],
    ["upper", ["ß"]],
    ["trimprefix", [1, "a"]],
    ["trimsuffix", ["a", null]],
    ["startswith", ["a", 1]],
    ["endswith", [null, "a"]],
    ["replace", ["a.b", "/./", "-"]],
    ["replace", ["a.b", "", "-"]],
    ["jsondecode", ["{"]],
    ["jsondecode", [1]],
    ["format", ["%d", 1]],
    ["format", ["%s", 1]],
    ["format", ["%s"]],
    ["format", ["%s%%", "a"]],
    ["trimspace", [" a"]],
    ["constructor", ["a"]],
  ])("%s(%j) is left open", (name, args) => {
    expect(callOnTexts(name, args.map(knownValue))).toBeUndefined();
  });

  test("of what is not known are left open", () => {
    expect(callOnTexts("lower", [arn])).toBeUndefined();
    expect(callOnTexts("lower", [[...a, ...b]])).toBeUndefined();
    expect(callOnTexts("join", [a, list(arn)])).toBeUndefined();
    // A set is put together in an order of its own, and each of its texts once.
    expect(callOnTexts("join", [a, set(b, a)])).toBeUndefined();
    expect(callOnTexts("join", [a, list(set(b, a))])).toBeUndefined();
    expect(callOnTexts("join", [a, untyped(["b", "a"])])).toBeUndefined();
    expect(callOnTexts("join", [a, [{ kind: "list", items: [b, a], untyped: true }]])).toBeUndefined();
  });

  test("keep a secret", () => {
    const secret: Values = [{ kind: "known", value: "B", sensitive: true }];
    expect(callOnTexts("lower", [secret])).toEqual([{ kind: "known", value: "b", sensitive: true }]);
    expect(callOnTexts("join", [a, list(b, secret)])).toEqual([{ kind: "known", value: "baB", sensitive: true }]);
  });
});

test("the members of a worked out map are reached by key", () => {
  const zipped = callCollection("zipmap", [list(a, b), list(arn, open)]) ?? [];
  expect([descend(zipped, "a"), descend(zipped, "b")]).toEqual([arn, open]);
  expect(zipped.map(plain)).toEqual([undefined]);
});
