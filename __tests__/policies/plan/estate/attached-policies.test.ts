import { describe, expect, test } from "@jest/globals";
import { attachment, estate, granted, inline, policy, toA, type Resources } from "./granted";
import { written, type Small } from "./small-plan";

describe("a policy that is attached", () => {
  const managed: Small = { after: { policy: policy("managed") }, unknown: { arn: true, id: true } };
  const names = (attribute: string): Small => ({
    unknown: { role: true, policy_arn: true },
    block: { ...toA.block, policy_arn: written(`\${aws_iam_policy.p.${attribute}}`) },
  });

  test.each(["arn", "id"])("is this plan's, by its %s, and is told of its role alone", (attribute) => {
    expect(granted({ "aws_iam_policy.p": managed, [attachment]: names(attribute) })).toEqual({
      a: [`${attachment}: managed`],
      others: {},
    });
  });

  test("is not known by another of its attributes", () => {
    const { a } = granted({ "aws_iam_policy.p": managed, [attachment]: names("name") });
    expect(a).toEqual([`${attachment}: open`]);
  });

  test("is this plan's, by the ARN that it has", () => {
    const { a, others } = granted({
      "aws_iam_policy.p": { after: { policy: policy("managed"), arn: "arn:p" } },
      [attachment]: { after: { role: "a", policy_arn: "arn:p" } },
    });
    expect(a).toEqual([`${attachment}: managed`]);
    expect(others).toEqual({ "aws_iam_policy.p": ["aws_iam_policy.p: managed"] });
  });

  test("is this plan's of Cloud Control", () => {
    const own: Small = { after: { policy_document: policy("cc") }, unknown: { policy_arn: true } };
    const { a } = granted({
      "awscc_iam_managed_policy.p": own,
      [attachment]: {
        ...names("arn"),
        block: { ...toA.block, policy_arn: written("${awscc_iam_managed_policy.p.policy_arn}") },
      },
    });
    expect(a).toEqual([`${attachment}: cc`]);
    const byArn = granted({
      "awscc_iam_managed_policy.p": { after: { policy_document: policy("cc"), policy_arn: "arn:p" } },
      [attachment]: { after: { role: "a", policy_arn: "arn:p" } },
    });
    expect(byArn.a).toEqual([`${attachment}: cc`]);
  });

  test("is one that stands elsewhere, by its ARN", () => {
    expect(granted({ [attachment]: { after: { role: "a", policy_arn: "arn:elsewhere" } } })).toEqual({
      a: [`${attachment}: arn:elsewhere`],
      others: {},
    });
  });

  test("is the one that a data source has read, or is known by its ARN until it is read", () => {
    const by = names("arn");
    const naming = { ...by, block: { ...toA.block, policy_arn: written("${data.aws_iam_policy.d.arn}") } };
    const read = { "data.aws_iam_policy.d": { actions: ["read"], after: { policy: policy("read"), arn: "arn:d" } } };
    expect(granted({ ...read, [attachment]: naming }).a).toEqual([`${attachment}: read`]);
    const later = {
      "data.aws_iam_policy.d": { actions: ["read"], after: { arn: "arn:d" }, unknown: { policy: true } },
    };
    expect(granted({ ...later, [attachment]: naming }).a).toEqual([`${attachment}: arn:d`]);
    const unread = {
      "data.aws_iam_policy.d": { actions: ["read"], after: null, unknown: { policy: true, arn: true } },
    };
    expect(granted({ ...unread, [attachment]: naming }).a).toEqual([`${attachment}: open`]);
  });

  test.each(["policy", "name"])("says what is missing, where which one is not known (%s)", (attribute) => {
    const naming = names(attribute);
    const block = { ...toA.block, policy_arn: written("${var.never}") };
    const { roles } = estate({ [attachment]: { ...naming, block } });
    expect(roles[0]?.grants[0]?.policies).toMatchObject([
      { kind: "undetermined", because: expect.stringContaining("var.never") },
    ]);
    const open = estate({ [attachment]: { after: { role: "a", policy_arn: null } } });
    expect(open.roles[0]?.grants[0]?.policies).toEqual([
      { kind: "undetermined", because: "which policy is attached is not known yet", settledBy: "name its ARN" },
    ]);
  });

  test("to a user or a group is no role's", () => {
    expect(
      granted({
        "aws_iam_user_policy.u": { after: { user: "u", policy: policy("user") } },
        "aws_iam_group_policy.g": { after: { group: "g", policy: policy("group") } },
        "aws_iam_user_policy_attachment.u": { after: { user: "u", policy_arn: "arn:u" } },
        "aws_iam_group_policy_attachment.g": { after: { group: "g", policy_arn: "arn:g" } },
      }),
    ).toEqual({
      a: [],
      others: {
        "aws_iam_user_policy.u": ["aws_iam_user_policy.u: user"],
        "aws_iam_group_policy.g": ["aws_iam_group_policy.g: group"],
        "aws_iam_user_policy_attachment.u": ["aws_iam_user_policy_attachment.u: arn:u"],
        "aws_iam_group_policy_attachment.g": ["aws_iam_group_policy_attachment.g: arn:g"],
      },
    });
  });

  test("to a user too is told by itself as well as of its role", () => {
    const toUser = { unknown: { policy_arn: true }, block: { policy_arn: written("${aws_iam_policy.p.arn}") } };
    expect(
      granted({ "aws_iam_policy.p": managed, [attachment]: names("arn"), "aws_iam_user_policy_attachment.u": toUser }),
    ).toEqual({ a: [`${attachment}: managed`], others: { "aws_iam_policy.p": ["aws_iam_policy.p: managed"] } });
  });

  test("to nobody is told by itself", () => {
    expect(granted({ "aws_iam_policy.p": managed })).toEqual({
      a: [],
      others: { "aws_iam_policy.p": ["aws_iam_policy.p: managed"] },
    });
  });

  const all = "aws_iam_policy_attachment.all";
  test.each<[string, Small, string[], boolean]>([
    [
      "roles by their names",
      { after: { roles: ["a", "b"], users: [], groups: null, policy_arn: "arn:x" } },
      ["all: arn:x"],
      false,
    ],
    [
      "roles by reference",
      {
        after: { users: null, groups: null, policy_arn: "arn:x" },
        unknown: { roles: true },
        block: { roles: written(["${aws_iam_role.a.name}"]) },
      },
      ["all: arn:x"],
      false,
    ],
    ["other roles", { after: { roles: ["b"], policy_arn: "arn:x" } }, [], true],
    [
      "either of two lists of roles",
      {
        after: { policy_arn: "arn:x" },
        unknown: { roles: true },
        block: { roles: written('${var.x ? ["b"] : [aws_iam_role.a.name]}') },
      },
      ["all perhaps: arn:x"],
      true,
    ],
    ["no roles", { after: { roles: null, users: ["u"], policy_arn: "arn:x" } }, [], true],
    ["a role and a user", { after: { roles: ["a"], users: ["u"], policy_arn: "arn:x" } }, ["all: arn:x"], true],
    ["a role and a group", { after: { roles: ["a"], groups: ["g"], policy_arn: "arn:x" } }, ["all: arn:x"], true],
    [
      "a role, and users that are not known",
      { after: { roles: ["a"], policy_arn: "arn:x" }, unknown: { users: true } },
      ["all: arn:x"],
      true,
    ],
  ])("to %s at once", (_, own, expected, byItself) => {
    const { a, others } = granted({ [all]: own });
    expect(a).toEqual(expected.map((each) => `aws_iam_policy_attachment.${each}`));
    expect(others).toEqual(byItself ? { [all]: [`${all}: arn:x`] } : {});
  });
});

describe("a list of all that a role has", () => {
  const exclusive = "aws_iam_role_policy_attachments_exclusive.all";
  const names = "aws_iam_role_policies_exclusive.all";
  const attached: Resources = { [attachment]: { after: { role: "a", policy_arn: "arn:x" } } };

  test("attaches what is in it", () => {
    const list: Small = { after: { role_name: "a", policy_arns: ["arn:x", "arn:y"] } };
    expect(granted({ [exclusive]: list }).a).toEqual([`${exclusive}: arn:x`, `${exclusive}: arn:y`]);
  });

  test("attaches a policy of this plan, which is told of its role alone", () => {
    const p: Small = { after: { policy: policy("managed") }, unknown: { arn: true } };
    const list: Small = {
      after: { role_name: "a" },
      unknown: { policy_arns: true },
      block: { policy_arns: written(["${aws_iam_policy.p.arn}"]) },
    };
    expect(granted({ "aws_iam_policy.p": p, [exclusive]: list })).toEqual({ a: [`${exclusive}: managed`], others: {} });
  });

  test("attaches nothing where it is null", () => {
    expect(granted({ [exclusive]: { after: { role_name: "a", policy_arns: null } } }).a).toEqual([]);
  });

  test.each<[string, Resources, Small, string]>([
    [
      "takes what it does not name, by reference to another policy",
      {
        "aws_iam_policy.p": { after: { policy: policy("managed") }, unknown: { arn: true } },
        "aws_iam_policy.q": { after: { policy: policy("other") }, unknown: { arn: true } },
        [attachment]: {
          unknown: { role: true, policy_arn: true },
          block: { ...toA.block, policy_arn: written("${aws_iam_policy.p.arn}") },
        },
      },
      {
        after: { role_name: "a" },
        unknown: { policy_arns: true },
        block: { policy_arns: written(["${aws_iam_policy.q.arn}"]) },
      },
      `${attachment} perhaps: managed`,
    ],
    [
      "keeps what it names by its ARN",
      attached,
      { after: { role_name: "a", policy_arns: ["arn:x"] } },
      `${attachment}: arn:x`,
    ],
    [
      "takes what it does not name",
      attached,
      { after: { role_name: "a", policy_arns: ["arn:y"] } },
      `${attachment} perhaps: arn:x`,
    ],
    [
      "takes all, where it is empty",
      attached,
      { after: { role_name: "a", policy_arns: [] } },
      `${attachment} perhaps: arn:x`,
    ],
    [
      "takes nothing from another role",
      attached,
      { after: { role_name: "b", policy_arns: [] } },
      `${attachment}: arn:x`,
    ],
    [
      "keeps what it names by reference",
      {
        "aws_iam_policy.p": { after: { policy: policy("managed") }, unknown: { arn: true } },
        [attachment]: {
          unknown: { role: true, policy_arn: true },
          block: { ...toA.block, policy_arn: written("${aws_iam_policy.p.arn}") },
        },
      },
      {
        after: { role_name: "a" },
        unknown: { policy_arns: true },
        block: { policy_arns: written(["${aws_iam_policy.p.arn}"]) },
      },
      `${attachment}: managed`,
    ],
    [
      "keeps what it names by reference to what attaches it",
      attached,
      {
        after: { role_name: "a" },
        unknown: { policy_arns: true },
        block: { policy_arns: written(["${aws_iam_role_policy_attachment.t.policy_arn}"]) },
      },
      `${attachment}: arn:x`,
    ],
    [
      "perhaps takes what it may not name",
      attached,
      {
        after: { role_name: "a" },
        unknown: { policy_arns: true },
        block: { policy_arns: written(['${var.x ? "arn:x" : "arn:y"}']) },
      },
      `${attachment} perhaps: arn:x`,
    ],
  ])("%s", (_, resources, list, expected) => {
    const { a } = granted({ ...resources, [exclusive]: list });
    expect(a.filter((each) => each.startsWith(attachment))).toEqual([expected]);
  });

  test.each<[string, Small, string]>([
    ["keeps an inline policy that it names", { after: { role_name: "a", policy_names: ["i"] } }, `${inline}: doc`],
    ["takes one that it does not name", { after: { role_name: "a", policy_names: ["j"] } }, `${inline} perhaps: doc`],
    [
      "keeps one that it names by reference",
      {
        after: { role_name: "a" },
        unknown: { policy_names: true },
        block: { policy_names: written(["${aws_iam_role_policy.i.name}"]) },
      },
      `${inline}: doc`,
    ],
  ])("of names %s, and adds none", (_, list, expected) => {
    const named = list.block === undefined ? { after: { name: "i" } } : { unknown: { name: true } };
    const own: Small = { ...named, after: { role: "a", policy: policy("doc"), ...named.after } };
    expect(granted({ [inline]: own, [names]: list }).a).toEqual([expected]);
  });

  test("of attachments leaves inline policies alone, and the other way round", () => {
    const { a } = granted({
      ...attached,
      [inline]: { after: { role: "a", name: "i", policy: policy("doc") } },
      [exclusive]: { after: { role_name: "a", policy_arns: ["arn:x"] } },
      [names]: { after: { role_name: "a", policy_names: ["i"] } },
    });
    expect(a).toEqual([`${inline}: doc`, `${attachment}: arn:x`, `${exclusive}: arn:x`]);
  });
});
