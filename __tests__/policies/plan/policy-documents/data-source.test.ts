import { describe, expect, test } from "@jest/globals";
import { constant, written, type Small } from "../estate/small-plan";
import { documents, says, type Resources } from "./documents";

describe("a document of a data source that is read at apply", () => {
  const d = "data.aws_iam_policy_document.d";
  const row = (members: object = {}) => ({ sid: null, effect: null, condition: [], ...members });
  const byData = (own: Small, more: Resources = {}, attribute = "json") =>
    documents(says(`\${${d}.${attribute}}`), {
      [d]: { actions: ["read"], ...own, unknown: { json: true, minified_json: true, ...own.unknown } },
      ...more,
    });
  const statements = (...each: object[]): Small => ({ after: { statement: each } });

  test.each(["json", "minified_json"])("is made of its blocks, by its %s", (attribute) => {
    const own = statements(
      row({ sid: "one", actions: ["a:B", "a:C"], resources: ["*"] }),
      row({ effect: "Deny", not_actions: ["a:D"], not_resources: ["arn:x"], actions: [], resources: null }),
    );
    expect(byData(own, {}, attribute)).toEqual([["one: Allow a:B,a:C on *", "Deny not a:D on not arn:x"]]);
  });

  test("is read by no other attribute", () => {
    expect(byData(statements(row()), {}, "id")).toEqual([[`open: the policy is ${d}.id, which is not known yet`]]);
  });

  test("has its conditions, and values of both blocks with one test and key", () => {
    const condition = (test_: string, variable: string, ...values: string[]) => ({ test: test_, variable, values });
    const own = statements(
      row({
        actions: ["a:B"],
        resources: ["*"],
        condition: [
          condition("T", "k", "1"),
          condition("T", "k", "2", "3"),
          condition("U", "k", "4"),
          condition("T", "l", "5"),
        ],
      }),
    );
    expect(byData(own)).toEqual([["Allow a:B on * if T k 1,2,3 if T l 5 if U k 4"]]);
  });

  test("is followed where its blocks are not known and written out", () => {
    const own: Small = {
      after: { statement: [row({ actions: ["a:B"], condition: [{}] })] },
      unknown: { statement: [{ resources: true, condition: [{ test: true, variable: true, values: true }] }] },
      block: {
        statement: [
          {
            actions: constant(["a:B"]),
            resources: written(["${aws_sns_topic.new.arn}"]),
            condition: [
              { test: constant("T"), variable: constant("k"), values: written(["${aws_sns_topic.new.name}"]) },
            ],
          },
        ],
      },
    };
    expect(byData(own)).toEqual([["Allow a:B on ${aws_sns_topic.new.arn} if T k ${aws_sns_topic.new.name}"]]);
    const perhaps = {
      ...own.block,
      statement: [
        {
          ...(own.block?.["statement"] as object[])[0],
          condition: [{ test: written('${var.never ? "T" : "U"}'), variable: constant("k"), values: constant(["v"]) }],
        },
      ],
    };
    expect(byData({ ...own, block: perhaps })).toEqual([["Allow a:B on ${aws_sns_topic.new.arn} if ? ? "]]);
  });

  test("is open where dynamic blocks make what is not known", () => {
    const own: Small = {
      after: { statement: [row({ actions: ["a:B"], condition: [{}] })] },
      unknown: { statement: [{ resources: true, condition: [{ values: true }] }] },
    };
    expect(byData(own)).toEqual([["Allow a:B on <a dynamic block is not followed> if ? ? "]]);
    expect(byData({ unknown: { statement: true } })).toEqual([["open: its statements are not known yet"]]);
  });

  describe("with blocks that are made one by one", () => {
    const made = (content: object, each: readonly unknown[] = ["a", "b"]) => ({
      dynamic: written({ statement: [{ for_each: each, content: [content] }] }),
    });
    const rows = (count: number): Small => ({
      after: { statement: Array.from({ length: count }, () => row()) },
      unknown: { statement: Array.from({ length: count }, () => ({ resources: true })) },
    });
    const content = { actions: ["a:${statement.value}"], resources: ["${aws_sns_topic.new.arn}/${statement.value}"] };

    test("is followed through each of them", () => {
      expect(byData({ ...rows(2), block: made(content) })).toEqual([
        ["Allow a:a on ${aws_sns_topic.new.arn}/a", "Allow a:b on ${aws_sns_topic.new.arn}/b"],
      ]);
      const denied = { sid: "${statement.key}", effect: "Deny", not_actions: ["a:B"], not_resources: ["&{x}"] };
      expect(byData({ ...rows(1), block: made(denied, ["a"]) })).toEqual([
        ["0: Deny not a:B on not <a policy variable differs from request to request>"],
      ]);
    });

    test("is followed through their conditions", () => {
      const condition = (more: object) => made({ ...content, ...more }, ["a"]);
      const own = { test: "T", variable: "k", values: ["${statement.value}"] };
      const expected = "Allow a:a on ${aws_sns_topic.new.arn}/a";
      expect(byData({ ...rows(1), block: condition({ condition: [own] }) })).toEqual([[`${expected} if T k a`]]);
      const dynamic = { dynamic: { condition: { for_each: "${var.never}", content: own } } };
      expect(byData({ ...rows(1), block: condition(dynamic) })).toEqual([[`${expected} if ? ? `]]);
    });

    test("is open where the plan has another number of them", () => {
      const open = "<a dynamic block is not followed>";
      expect(byData({ ...rows(1), block: made(content) })).toEqual([[`Allow <it has no single action> on ${open}`]]);
    });
  });

  test("allows where no effect is told, and has nothing of what is null", () => {
    const own: Small = {
      after: {
        statement: [
          row({ actions: ["a:B"], resources: ["*"] }),
          row({ effect: "Deny", actions: null, not_actions: ["a:C"], resources: ["*"] }),
        ],
      },
    };
    expect(byData(own)).toEqual([["Allow a:B on *", "Deny not a:C on *"]]);
  });

  test("is open where some of its conditions are dynamic", () => {
    const own: Small = {
      after: { statement: [row({ actions: ["a:B"], resources: ["*"], condition: [{}, {}] })] },
      unknown: { statement: [{ condition: [{ values: true }, { values: true }] }] },
      block: {
        statement: [
          {
            actions: constant(["a:B"]),
            condition: [
              { test: constant("T"), variable: constant("k"), values: written(["${aws_sns_topic.new.name}"]) },
            ],
          },
        ],
      },
    };
    expect(byData(own)).toEqual([["Allow a:B on * if ? ? "]]);
  });

  test("is open where a condition's test or key is put together", () => {
    const test_ = (test: string, variable: string) => ({
      test: written(test),
      variable: written(variable),
      values: constant(["v"]),
    });
    const own = (condition: object): Small => ({
      after: { statement: [row({ actions: ["a:B"], resources: ["*"], condition: [{}] })] },
      unknown: { statement: [{ condition: [{ test: true, variable: true, values: true }] }] },
      block: { statement: [{ condition: [condition] }] },
    });
    expect(byData(own(test_("T", "k")))).toEqual([["Allow a:B on * if T k v"]]);
    for (const open of [
      test_("T", "${aws_sns_topic.new.name}"),
      test_("${aws_sns_topic.new.name}", "k"),
      test_("T", "k${aws_sns_topic.new.name}"),
    ])
      expect(byData(own(open))).toEqual([["Allow a:B on * if ? ? "]]);
  });

  test("fills in IAM's own variables, which it writes with &, at no time", () => {
    expect(byData(statements(row({ actions: ["a:B"], resources: ["x/&{aws:username}", "&x"] })))).toEqual([
      ["Allow a:B on <a policy variable differs from request to request>,&x"],
    ]);
  });

  const source = (sid: string, action: string): string =>
    JSON.stringify({ Statement: [{ Sid: sid, Effect: "Allow", Action: action, Resource: "*" }] });

  test("is laid over its sources, and its overrides over it, Sid by Sid", () => {
    const own = statements(row({ sid: "own", actions: ["a:Own"], resources: ["*"] }));
    const after = {
      ...own.after,
      source_policy_documents: [source("own", "a:Source"), source("kept", "a:Kept")],
      override_policy_documents: [source("kept", "a:Override")],
    };
    expect(byData({ after })).toEqual([["own: Allow a:Own on *", "kept: Allow a:Override on *"]]);
    const single = { ...own.after, source_json: source("kept", "a:Kept"), override_json: source("own", "a:Last") };
    expect(byData({ after: single })).toEqual([["kept: Allow a:Kept on *", "own: Allow a:Last on *"]]);
  });

  test("is laid over a source that is written, and is open where that is not known", () => {
    const own: Small = {
      ...statements(row({ sid: "own", actions: ["a:Own"], resources: ["*"] })),
      unknown: { source_policy_documents: true },
    };
    const over = (text: unknown) => byData({ ...own, block: { source_policy_documents: written(text) } });
    const encoded =
      'jsonencode({ Statement = [{ Sid = "s", Effect = "Allow", Action = "a:S", Resource = aws_sns_topic.new.arn }] })';
    expect(over([`\${${encoded}}`])).toEqual([["s: Allow a:S on ${aws_sns_topic.new.arn}", "own: Allow a:Own on *"]]);
    expect(over("${var.never}")).toEqual([["open: its source_policy_documents are not known yet"]]);
    expect(over(["${var.never}"])).toEqual([["open: var.never has no value in the plan"]]);
    expect(over([`\${var.never ? ${encoded} : "{}"}`])).toEqual([
      ["open: which document is among its source_policy_documents is not known yet"],
    ]);
    expect(over(`\${var.never ? [${encoded}] : []}`)).toEqual([
      ["open: its source_policy_documents are not known yet"],
    ]);
    const unnamed = encoded.replace('Sid = "s"', "Sid = aws_sns_topic.new.name");
    expect(over([`\${${unnamed}}`])).toEqual([["open: which statements replace each other is not known yet"]]);
  });
});
