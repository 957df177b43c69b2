import { beforeAll, describe, expect, test } from "@jest/globals";
import { known, type PossibleValue } from "../../../policies/attribute";
import type { Estate, Role } from "../../../policies/estate";
import { rolesNamedBy } from "../../../policies/rules/roles-named";
import { one, open, resolved, text } from "../attributes";
import { gatePlan, recordedPlan } from "../support";

let base: Estate;
beforeAll(async () => {
  ({ estate: base } = await gatePlan(recordedPlan("news-agent")));
});

/** A role that AWS has yet to make, one that stands, and two of one name, which stand in two accounts. */
function estate(): Estate {
  const [role] = base.roles as [Role];
  const make = (address: string, name: string, arn?: string): Role => ({
    ...role,
    address: `aws_iam_role.${address}`,
    name: known(name),
    arn: arn === undefined ? one(open) : known(arn),
  });
  return {
    ...base,
    roles: [
      make("new", "new"),
      make("standing", "standing", "arn:aws:iam::123456789012:role/standing"),
      make("a", "twin"),
      make("b", "twin"),
    ],
  };
}

describe("a role is named", () => {
  test.each<[string, PossibleValue, string | undefined]>([
    ["by the reference to its ARN", resolved("aws_iam_role.new", "arn"), "aws_iam_role.new"],
    ["by no other attribute", resolved("aws_iam_role.new", "name"), undefined],
    ["by its ARN", text("arn:aws:iam::123456789012:role/standing"), "aws_iam_role.standing"],
    ["by the ARN that it will have", text("arn:aws:iam::123456789012:role/new"), "aws_iam_role.new"],
    ["by that ARN with a path", text("arn:aws-cn:iam::123456789012:role/a/b/new"), "aws_iam_role.new"],
    [
      "by no ARN of another account, where its own is known",
      text("arn:aws:iam::210987654321:role/standing"),
      undefined,
    ],
    ["by no text that ends so", text("xarn:aws:iam::123456789012:role/new"), undefined],
    ["by no text that goes on", text("arn:aws:iam::123456789012:role/new/"), undefined],
    ["by its name alone not at all", text("new"), undefined],
    [
      "by a value that a data source has read",
      resolved("data.x.y", "arn", { value: "arn:aws:iam::123456789012:role/standing" }),
      "aws_iam_role.standing",
    ],
    ["by a number not at all", text(7), undefined],
    ["by what nobody knows not at all", open, undefined],
  ])("%s", (_, value, address) => {
    const { roles, elsewhere } = rolesNamedBy(one(value), estate());
    expect(roles.map((role) => role.address)).toEqual(address === undefined ? [] : [address]);
    expect(elsewhere).toEqual(address === undefined ? [value] : []);
  });

  test("by a name that two will have, as either", () => {
    const found = rolesNamedBy(one(text("arn:aws:iam::123456789012:role/twin")), estate());
    expect(found).toMatchObject({
      roles: [{ address: "aws_iam_role.a" }, { address: "aws_iam_role.b" }],
      elsewhere: [],
    });
  });

  test("or may stand elsewhere", () => {
    const elsewhere = text("arn:aws:iam::123456789012:role/x");
    const found = rolesNamedBy(one(resolved("aws_iam_role.new", "arn"), elsewhere), estate());
    expect([found.roles.map(({ address }) => address), found.elsewhere]).toEqual([["aws_iam_role.new"], [elsewhere]]);
  });
});
