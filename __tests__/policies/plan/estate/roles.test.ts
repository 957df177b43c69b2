import { describe, expect, test } from "@jest/globals";
import { isOpen } from "../../../../policies/iam";
import type { Grant, GrantedPolicy } from "../../../../policies/iam";
import type { Estate, PolicyHolder } from "../../../../policies/estate";
import { constant, estateOf, smallPlan, written, type Small } from "./small-plan";

type Resources = Parameters<typeof smallPlan>[0];

/** A document that is told by the id of its one statement. */
const policy = (Sid: string): string =>
  JSON.stringify({ Statement: [{ Sid, Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*" }] });

function toldOf(granted: GrantedPolicy): string {
  if (granted.kind === "managed") return granted.arn;
  if (granted.kind === "undetermined") return "open";
  return granted.document.statements
    .flat()
    .map((statement) => (isOpen(statement) || isOpen(statement.sid) ? "open" : (statement.sid ?? "")))
    .join();
}

const told = ({ address, attached, policies }: Grant): string =>
  `${address}${attached === "unknown" ? " perhaps" : ""}: ${policies.map(toldOf).join(" or ")}`;

const holders = (all: readonly PolicyHolder[]): Record<string, string[]> =>
  Object.fromEntries(all.map(({ address, grants }) => [address, grants.map(told)]));

/** Two roles, of which the second is not named yet, and what else is planned. */
const estate = (more: Resources = {}, role: Small = {}): Estate =>
  estateOf(
    smallPlan({
      "aws_iam_role.a": { ...role, after: { name: "a", permissions_boundary: null, ...role.after } },
      ...more,
    }),
  );

const granted = (more: Resources, role?: Small): { a: string[]; others: Record<string, string[]> } => {
  const { roles, otherPolicies } = estate(more, role);
  return { a: holders(roles)["aws_iam_role.a"] ?? [], others: holders(otherPolicies) };
};

const toA = { unknown: { role: true }, block: { role: written("${aws_iam_role.a.name}") } };
const inline = "aws_iam_role_policy.i";
const attachment = "aws_iam_role_policy_attachment.t";

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
  ])("%s", (_, naming, expected) => {
    const { a, others } = granted({ [inline]: { ...naming, after: { policy: policy("doc"), ...naming.after } } });
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

  test("or of a role whose name is not known yet, perhaps", () => {
    const { roles } = estate({
      "aws_iam_role.unnamed": { after: { permissions_boundary: null }, unknown: { name: true } },
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

  test.each<[string, Resources, Small, string]>([
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
    const own: Small = { after: { role: "a", name: "i", policy: policy("doc") } };
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
    [["create"], ["aws_iam_role.a: one", "aws_iam_role.a: arn:x"]],
    [
      ["delete", "create"],
      ["aws_iam_role.a: one", "aws_iam_role.a: arn:x"],
    ],
  ])("that resources of their own give (%j) comes back in the block of one that stands", (actions, expected) => {
    const role: Small = {
      actions,
      after: { inline_policy: [{ name: "i", policy: policy("one") }], managed_policy_arns: ["arn:x"] },
    };
    const gone = { actions: ["delete"], after: null };
    const { a } = granted(
      {
        [inline]: { ...gone, before: { role: "a", name: "i", policy: policy("one") } },
        [attachment]: { ...gone, before: { role: "a", policy_arn: "arn:x" } },
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
