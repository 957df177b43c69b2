import { describe, expect, test } from "@jest/globals";
import { flagsAmong, flagsWithout, isOn, parseCall } from "../../../cli/wrapper/terraform-call";

describe("parseCall", () => {
  test("reads a call of cdktf's", () => {
    const call = parseCall(["plan", "-input=false", "-out", "plan", "-var=a=b=c"]);
    expect(call.command).toBe("plan");
    expect(call.flags.map(({ name, value }) => [name, value])).toEqual([
      ["input", "false"],
      ["out", "plan"],
      ["var", "a=b=c"],
    ]);
    expect(call.operands).toEqual([]);
  });

  test("reads -chdir and a saved plan", () => {
    const call = parseCall(["-chdir=infra", "apply", "--auto-approve", "my.tfplan"]);
    expect(call).toMatchObject({
      folder: "infra",
      globals: ["-chdir=infra"],
      command: "apply",
      operands: ["my.tfplan"],
    });
  });

  test("flags end at the first operand, as Terraform's do", () => {
    expect(parseCall(["apply", "my.tfplan", "-auto-approve"]).operands).toEqual(["my.tfplan", "-auto-approve"]);
  });

  test("a flag it does not know cannot hide a plan file", () => {
    expect(parseCall(["apply", "-new-flag", "other.tfplan"]).operands).toEqual(["other.tfplan"]);
  });

  test("a bare version question has no command", () => {
    expect(parseCall(["-version"]).command).toBeUndefined();
  });
});

test.each([
  [["apply", "-auto-approve"], true],
  [["apply", "-auto-approve=false"], false],
  [["apply", "-auto-approve", "-auto-approve=0"], false],
  [["apply"], false],
])("%j approves: %s", (words, expected) => {
  expect(isOn(parseCall(words), "auto-approve")).toBe(expected);
});

test("divides flags between plan and apply, values included", () => {
  const call = parseCall(["apply", "-auto-approve", "-var", "a=1", "-parallelism", "5", "-no-color"]);
  expect(flagsWithout(call, ["auto-approve"])).toEqual(["-var", "a=1", "-parallelism", "5", "-no-color"]);
  expect(flagsAmong(call, ["parallelism", "no-color"])).toEqual(["-parallelism", "5", "-no-color"]);
});
