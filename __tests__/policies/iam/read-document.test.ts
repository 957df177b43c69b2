import { describe, expect, test } from "@jest/globals";
import {
  isOpen,
  layOver,
  literalText,
  nodeOfJson,
  openNode,
  readDocument,
  type Open,
  type PolicyDocument,
  type PolicyNode,
} from "../../../policies/iam";
import { allow } from "./support";

const settledBy = "write the policy with known statements, or with references that stand alone";
const open = openNode("nobody knows", "ask");
const list = (...items: PolicyNode[][]): PolicyNode => ({ kind: "list", items });
const map = (entries: Record<string, PolicyNode[]>): PolicyNode => ({
  kind: "map",
  entries: new Map(Object.entries(entries)),
});
const text = (of: string): PolicyNode => ({ kind: "text", text: literalText(of) });

const read = (node: PolicyNode): PolicyDocument | Open => {
  const [only, ...others] = readDocument(node);
  if (only === undefined || others.length > 0) throw new Error("not one document");
  return only;
};
const statementsOf = (node: PolicyNode): PolicyDocument["statements"] => {
  const document = read(node);
  if (isOpen(document)) throw new Error(document.because);
  return document.statements;
};

describe("a policy that IAM would not take", () => {
  test.each([
    ["text", "x", "the policy is no JSON object"],
    ["a list", [], "the policy is no JSON object"],
    ["nothing", null, "the policy is no JSON object"],
    ["an object without statements", { Version: "2012-10-17" }, "the policy has no Statement"],
    ["an object with a null for them", { Statement: null }, "the policy has no Statement"],
  ])("because it is %s is open, and says why", (_, json, because) => {
    expect(read(nodeOfJson(json))).toEqual({ open: true, because, settledBy });
  });

  test("because nobody knows it says what is not known", () => {
    expect(read(open)).toEqual({ open: true, because: "nobody knows", settledBy: "ask" });
  });

  test("of several policies each is read", () => {
    const slots = { Statement: [list(), list([map({})])] };
    expect(readDocument(map(slots)).map((each) => !isOpen(each) && each.statements.length)).toEqual([0, 1]);
  });
});

describe("statements", () => {
  const named = (sid: string): object => allow({ Sid: sid });
  const sids = (node: PolicyNode): unknown[] =>
    statementsOf(node).map((slot) => slot.map((each) => (isOpen(each) ? each.because : each.sid)));

  test.each<[string, PolicyNode, unknown[]]>([
    ["one alone", nodeOfJson({ Statement: named("a") }), [["a"]]],
    ["a list", nodeOfJson({ Statement: [named("a"), named("b")] }), [["a"], ["b"]]],
    ["a list in a list", nodeOfJson({ Statement: [[named("a")], named("b")] }), [["a"], ["b"]]],
    ["none without a Sid", nodeOfJson({ Statement: [allow({})] }), [[undefined]]],
    ["one of two", map({ Statement: [list([nodeOfJson(named("a")), nodeOfJson(named("b"))])] }), [["a", "b"]]],
    [
      "one or a list of them",
      map({ Statement: [list([list([nodeOfJson(named("a"))]), nodeOfJson(named("b"))])] }),
      [["a statement is no JSON object", "b"]],
    ],
    ["text", nodeOfJson({ Statement: ["x"] }), [["a statement is no JSON object"]]],
    ["what nobody knows", map({ statement: [list([open])] }), [["nobody knows"]]],
  ])("%s", (_, node, expected) => {
    expect(sids(node)).toEqual(expected);
  });

  const member = (entries: Record<string, PolicyNode[]>): Record<string, unknown> => {
    const [slot] = statementsOf(map({ Statement: [map(entries)] }));
    return { ...slot?.[0] };
  };
  const unknown = (because: string): object => ({ open: true, because, settledBy });

  test.each<[string, PolicyNode[], unknown]>([
    ["Allow", [text("Allow")], "Allow"],
    ["Deny", [text("Deny")], "Deny"],
    ["another word", [text("Perhaps")], unknown("its Effect is not known yet")],
    ["Allow or Deny", [text("Allow"), text("Deny")], unknown("its Effect is not known yet")],
    ["a list", [list([text("Allow")])], unknown("its Effect is not known yet")],
    ["nothing", [{ kind: "null" }], unknown("its Effect is not known yet")],
  ])("an Effect that is %s", (_, effect, expected) => {
    expect(member({ Effect: effect })["effect"]).toEqual(expected);
  });

  test.each<[string, PolicyNode[], unknown]>([
    ["text", [text("a")], "a"],
    ["nothing", [{ kind: "null" }], undefined],
    ["text or nothing", [{ kind: "null" }, text("a")], unknown("its Sid is not known yet")],
    ["not known", [open], unknown("its Sid is not known yet")],
  ])("a Sid that is %s", (_, sid, expected) => {
    expect(member({ Sid: sid })["sid"]).toEqual(expected);
  });

  const literal = (of: string): object[] => [{ kind: "literal", text: of }];
  const openText = (because: string, by = settledBy): object[] => [{ kind: "open", because, settledBy: by }];

  test.each<[string, Record<string, PolicyNode[]>, object]>([
    ["one", { Action: [text("a")] }, { negated: false, texts: [[literal("a")]] }],
    [
      "a list",
      { ACTION: [list([text("a")], [text("b")])] },
      { negated: false, texts: [[literal("a")], [literal("b")]] },
    ],
    ["a list in a list", { Action: [list([list([text("a")])])] }, { negated: false, texts: [[literal("a")]] }],
    ["one of two", { Action: [text("a"), text("b")] }, { negated: false, texts: [[literal("a"), literal("b")]] }],
    [
      "one or a list",
      { Action: [text("a"), list([text("b")])] },
      { negated: false, texts: [[literal("a"), openText("a list stands where a text is expected")]] },
    ],
    [
      "an object",
      { Action: [map({})] },
      { negated: false, texts: [[openText("a map stands where a text is expected")]] },
    ],
    ["what nobody knows", { Action: [open] }, { negated: false, texts: [[openText("nobody knows", "ask")]] }],
    ["all but one", { NotAction: [text("a")] }, { negated: true, texts: [[literal("a")]] }],
    ["none", {}, { negated: false, texts: [[openText("it has no single action")]] }],
    [
      "both",
      { Action: [text("a")], NotAction: [text("b")] },
      { negated: false, texts: [[openText("it has no single action")]] },
    ],
    [
      "one beside a null",
      { Action: [text("a")], NotAction: [{ kind: "null" }] },
      { negated: false, texts: [[literal("a")]] },
    ],
    [
      "one, and perhaps all but one",
      { Action: [text("a")], NotAction: [{ kind: "null" }, text("b")] },
      { negated: false, texts: [[openText("it has no single action")]] },
    ],
  ])("actions that are %s", (_, entries, expected) => {
    expect(member(entries)["actions"]).toEqual(expected);
  });

  const condition = map({ StringLike: [map({ key: [text("a")] })] });
  const unreadable = { operator: "?", key: "?", values: [] };

  test.each<[string, PolicyNode[], unknown[]]>([
    ["one key", [condition], [{ operator: "StringLike", key: "key", values: [[literal("a")]] }]],
    ["text", [text("a")], [unreadable]],
    ["one of two", [condition, condition], [unreadable]],
    ["an operator with text", [map({ StringLike: [text("a")] })], [unreadable]],
    ["an operator with one of two", [map({ StringLike: [map({}), map({})] })], [unreadable]],
    ["nothing", [{ kind: "null" }], []],
  ])("conditions that are %s", (_, conditions, expected) => {
    expect(member({ Condition: conditions })["conditions"]).toEqual(expected);
  });
});

describe("documents laid over each other", () => {
  const document = (...sids: (string | undefined)[]): PolicyDocument => ({
    statements: statementsOf(nodeOfJson({ Statement: sids.map((sid) => allow({ Sid: sid, Action: sids.join() })) })),
  });
  const unsure: PolicyDocument = {
    statements: [[...(document("a").statements[0] ?? []), ...(document("b").statements[0] ?? [])]],
  };
  const shown = (laid: PolicyDocument | undefined): unknown =>
    laid?.statements.map(([first]) => (first === undefined || isOpen(first) ? "open" : first.sid));

  test.each<[string, PolicyDocument[], unknown]>([
    ["none", [], []],
    ["one", [document("a", "b")], ["a", "b"]],
    ["one in which a Sid comes twice", [document("a", "a")], ["a", "a"]],
    ["two", [document("a"), document("b")], ["a", "b"]],
    ["one that takes another's place", [document("a", "b"), document("b", "c")], ["a", "b", "c"]],
    ["two without Sids", [document(undefined), document(undefined)], [undefined, undefined]],
    ["two with empty Sids", [document(""), document("")], ["", ""]],
    ["one of which is not sure", [unsure], ["a"]],
    [
      "two of which one has a statement that is not sure",
      [document("a"), { statements: [...document("c").statements, ...unsure.statements] }],
      undefined,
    ],
    ["two of which one is not sure", [document("a"), unsure], undefined],
  ])("%s", (_, documents, expected) => {
    expect(shown(layOver(documents))).toEqual(expected);
  });
});
