import { describe, expect, test } from "@jest/globals";
import { attachment, estate, granted, holders, inline, policy, toA, told, type Resources } from "./granted";
import { constant, written, type Small } from "./small-plan";

describe("an inline policy is its role's", () => {
  const own = `${inline}: doc`;

  test.each<[string, Small]>([
    ["by reference to its name", toA],
    ["by reference to its id", { ...toA, block: { role: written("${aws_iam_role.a.id}") } }],
    ["by its name", { after: { role: "a" } }],
    ["by reference, where its name is known too", { after: { role: "x" }, block: toA.block }],
  ])("%s", (_, naming) => {
    const { a, others } = granted({ [inline]: { ...naming, after: { policy: policy("doc"), ...naming.after } } });
    expect(a).toEqual([own]);
    expect(others).toEqual({});
  });

  test.each<[string, Small, string[]]>([
    ["but not by another name", { after: { role: "b" } }, []],
    ["but not by a number", { after: { role: 7 } }, []],
    [
      "perhaps, by a role that there is not",
      { ...toA, block: { role: written("${aws_iam_role.never.name}") } },
      [`${inline} perhaps: doc`],
    ],
    [
      "perhaps, by another attribute",
      { ...toA, block: { role: written("${aws_iam_role.a.arn}") } },
      [`${inline} perhaps: doc`],
    ],
    ["perhaps, where nothing is told", { unknown: { role: true } }, [`${inline} perhaps: doc`]],
    [
      "perhaps, by a part of its name",
      { ...toA, block: { role: written("${aws_iam_role.a.name[0]}") } },
      [`${inline} perhaps: doc`],
    ],
    [
      "perhaps, by what another resource is called",
      { ...toA, block: { role: written("${aws_sns_topic.t.name}") } },
      [`${inline} perhaps: doc`],
    ],
    [
      "perhaps, by its name or by what nobody knows",
      { ...toA, block: { role: written("${var.x ? aws_iam_role.a.name : var.never}") } },
      [`${inline} perhaps: doc`],
    ],
    [
      "but not by a reference that the plan has decided against",
      { after: { role: "b" }, block: { role: written('${var.x ? aws_iam_role.a.name : "b"}') } },
      [],
    ],
  ])("%s", (_, naming, expected) => {
    const { a, others } = granted({
      [inline]: { ...naming, after: { policy: policy("doc"), ...naming.after } },
      "aws_sns_topic.t": { unknown: { name: true } },
    });
    // What is certain to be no role's stands by itself.
    expect(others).toEqual({ [inline]: [`${inline}: doc`] });
    expect(a).toEqual(expected);
  });

  test("or of one of two roles, as the plan does not tell", () => {
    const { roles, otherPolicies } = estate({
      "aws_iam_role.b": { after: { name: "b", permissions_boundary: null } },
      [inline]: {
        ...toA,
        after: { policy: policy("doc") },
        block: { role: written("${var.x ? aws_iam_role.a.name : aws_iam_role.b.name}") },
      },
    });
    expect(holders(roles)).toEqual({
      "aws_iam_role.a": [`${inline} perhaps: doc`],
      "aws_iam_role.b": [`${inline} perhaps: doc`],
    });
    expect(holders(otherPolicies)).toEqual({ [inline]: [`${inline}: doc`] });
  });

  test.each<[string, Small]>([
    ["is not known yet", { unknown: { name: true } }],
    ["may be that one", { unknown: { name: true }, block: { name: written('${var.x ? "a" : "b"}') } }],
    ["is that of a new resource", { unknown: { name: true }, block: { name: written("${aws_sns_topic.t.name}") } }],
  ])("or of a role whose name %s, perhaps", (_, unnamed) => {
    const { roles } = estate({
      "aws_sns_topic.t": { unknown: { name: true } },
      "aws_iam_role.unnamed": { ...unnamed, after: { permissions_boundary: null } },
      [inline]: { after: { role: "a", policy: policy("doc") } },
    });
    expect(holders(roles)).toEqual({
      "aws_iam_role.a": [`${inline}: doc`],
      "aws_iam_role.unnamed": [`${inline} perhaps: doc`],
    });
  });

  test("or of a role that a data source has read by its name", () => {
    const naming = {
      ...toA,
      block: { role: written("${data.aws_iam_role.r.name}") },
      after: { policy: policy("doc") },
    };
    const read = (name: string): Small => ({ actions: ["read"], after: { name: name } });
    expect(granted({ [inline]: naming, "data.aws_iam_role.r": read("a") }).a).toEqual([own]);
    expect(granted({ [inline]: naming, "data.aws_iam_role.r": read("b") }).a).toEqual([]);
  });

  test("of Cloud Control too", () => {
    const { roles } = estate({
      "awscc_iam_role.c": { after: { role_name: "c", permissions_boundary: null } },
      "aws_iam_role_policy.by_name": { after: { role: "c", policy: policy("one") } },
      "aws_iam_role_policy.by_reference": {
        ...toA,
        after: { policy: policy("two") },
        block: { role: written("${awscc_iam_role.c.role_name}") },
      },
      "aws_iam_role_policy.by_attribute_of_the_other": {
        ...toA,
        after: { policy: policy("three") },
        block: { role: written("${awscc_iam_role.c.name}") },
      },
    });
    expect(roles.find(({ address }) => address === "awscc_iam_role.c")?.grants.map(told)).toEqual([
      "aws_iam_role_policy.by_name: one",
      "aws_iam_role_policy.by_reference: two",
      "aws_iam_role_policy.by_attribute_of_the_other perhaps: three",
    ]);
  });
});

describe("what a role's own block writes", () => {
  test("are its inline policies", () => {
    const after = {
      inline_policy: [
        { name: "n", policy: policy("one") },
        { name: "m", policy: policy("two") },
      ],
    };
    expect(granted({}, { after }).a).toEqual(["aws_iam_role.a: one", "aws_iam_role.a: two"]);
  });

  test("are what any of its blocks writes, where one is not known: they are a set", () => {
    const role: Small = {
      after: { inline_policy: [{ name: "n" }, { name: "m", policy: policy("two") }] },
      unknown: { inline_policy: [{ policy: true }, {}] },
      block: {
        inline_policy: [
          { name: constant("m"), policy: constant(policy("two")) },
          { name: constant("n"), policy: written("${data.aws_iam_policy_document.d.json}") },
        ],
      },
    };
    expect(granted({}, role).a).toEqual(["aws_iam_role.a: two", "aws_iam_role.a: open"]);
  });

  test("are what the plan knows, in its order, and open where a block is left out of the plan", () => {
    const [one, two] = [
      { name: "n", policy: policy("one") },
      { name: "m", policy: policy("two") },
    ];
    const inline_policy = [two, one].map((each) => ({ name: constant(each.name), policy: constant(each.policy) }));
    const known: Small = { after: { inline_policy: [one, two] }, block: { inline_policy } };
    expect(granted({}, known).a).toEqual(["aws_iam_role.a: one", "aws_iam_role.a: two"]);
    const dynamic: Small = {
      after: { inline_policy: [{ name: "n" }, two] },
      unknown: { inline_policy: [{ policy: true }, {}] },
    };
    expect(granted({}, dynamic).a).toEqual(["aws_iam_role.a: open", "aws_iam_role.a: two"]);
  });

  test("are its inline policies of Cloud Control", () => {
    const { roles } = estate({
      "awscc_iam_role.c": {
        after: {
          role_name: "c",
          permissions_boundary: null,
          policies: [{ policy_name: "n", policy_document: policy("cc") }],
        },
      },
    });
    expect(holders(roles)["awscc_iam_role.c"]).toEqual(["awscc_iam_role.c: cc"]);
  });

  test("are the policies that it attaches", () => {
    expect(granted({}, { after: { managed_policy_arns: ["arn:x"] } }).a).toEqual(["aws_iam_role.a: arn:x"]);
    const unknown = { managed_policy_arns: true };
    expect(granted({}, { unknown }).a).toEqual([]);
    const block = { managed_policy_arns: written(["arn:x", "${aws_iam_policy.p.arn}"]) };
    const p: Small = { after: { policy: policy("managed") }, unknown: { arn: true } };
    expect(granted({ "aws_iam_policy.p": p }, { unknown, block }).a).toEqual([
      "aws_iam_role.a: arn:x",
      "aws_iam_role.a: managed",
    ]);
    const open = { managed_policy_arns: written("${var.never}") };
    expect(granted({}, { unknown, block: open }).a).toEqual(["aws_iam_role.a: open"]);
  });

  test.each<[string[], string[]]>([
    [["update"], []],
    [["no-op"], []],
    [["create"], ["aws_iam_role.a: one", "aws_iam_role.a: arn:x", "aws_iam_role.a: arn:y"]],
    [
      ["delete", "create"],
      ["aws_iam_role.a: one", "aws_iam_role.a: arn:x", "aws_iam_role.a: arn:y"],
    ],
  ])("that resources of their own give (%j) comes back in the block of one that stands", (actions, expected) => {
    const role: Small = {
      actions,
      after: { inline_policy: [{ name: "i", policy: policy("one") }], managed_policy_arns: ["arn:x", "arn:y"] },
    };
    const gone = { actions: ["delete"], after: null };
    const { a } = granted(
      {
        [inline]: { ...gone, before: { role: "a", name: "i", policy: policy("one") } },
        [attachment]: { ...gone, before: { role: "a", policy_arn: "arn:x" } },
        "aws_iam_policy_attachment.all": { ...gone, before: { roles: ["a"], policy_arn: "arn:y" } },
      },
      role,
    );
    expect(a).toEqual(expected);
  });
});

describe("a permissions boundary", () => {
  const boundary = (role: Small, more: Resources = {}) => {
    const found = estate(more, role).roles.find(({ address }) => address === "aws_iam_role.a")?.boundary;
    return found && told(found);
  };

  test.each<[string, Small, string | undefined]>([
    ["is none where it is not set", {}, undefined],
    ["is none where it is empty", { after: { permissions_boundary: "" } }, undefined],
    ["is the policy of its ARN", { after: { permissions_boundary: "arn:b" } }, "aws_iam_role.a: arn:b"],
    [
      "is this plan's policy",
      {
        unknown: { permissions_boundary: true },
        after: {},
        block: { permissions_boundary: written("${aws_iam_policy.p.arn}") },
      },
      "aws_iam_role.a: managed",
    ],
    ["is open where nobody knows it", { unknown: { permissions_boundary: true } }, "aws_iam_role.a: open"],
    [
      "is open where it may be none",
      {
        unknown: { permissions_boundary: true },
        block: { permissions_boundary: written('${var.x ? null : "arn:b"}') },
      },
      "aws_iam_role.a: open or arn:b",
    ],
  ])("%s", (_, role, expected) => {
    const p: Small = { after: { policy: policy("managed") }, unknown: { arn: true } };
    expect(boundary(role, { "aws_iam_policy.p": p })).toBe(expected);
  });

  test("of Cloud Control is none where nobody sets what is not known", () => {
    const { roles } = estate({
      "awscc_iam_role.unset": { after: { role_name: "c" }, unknown: { permissions_boundary: true } },
      "awscc_iam_role.set": {
        after: { role_name: "d" },
        unknown: { permissions_boundary: true },
        block: { permissions_boundary: written("${var.never}") },
      },
    });
    expect(roles.map(({ boundary: found }) => found && told(found))).toEqual([
      undefined,
      undefined,
      "awscc_iam_role.set: open",
    ]);
  });
});

test("roles have names and ARNs", () => {
  const { roles } = estate(
    { "awscc_iam_role.c": { after: { role_name: "c", arn: "arn:c" } } },
    { unknown: { arn: true } },
  );
  expect(roles.map(({ name, arn }) => [...name.possible, ...arn.possible])).toMatchObject([
    [{ value: "a" }, { kind: "undetermined" }],
    [{ value: "c" }, { value: "arn:c" }],
  ]);
});
