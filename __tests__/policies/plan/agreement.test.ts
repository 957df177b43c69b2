import { describe, expect, test } from "@jest/globals";
import { differs } from "../../../policies/plan/configuration/agreement";
import type { AttributePath, Source } from "../../../policies/plan/configuration/module";

const constant = (json: unknown): Source => ({ kind: "constant", json });
const template = (json: unknown): Source => ({ kind: "template", json, writtenIn: "main.tf" });
const references = (...named: string[]): Source => ({ kind: "references", references: named });
const at = (source: Source, ...rest: AttributePath) => ({ source, rest });

describe("a constant of the plan", () => {
  test.each<[unknown, unknown]>([
    ["x", "x"],
    [1, "1"],
    ["true", true],
    [1, 1],
    [null, null],
    [
      ["x", 1],
      ["x", "1"],
    ],
    [{ a: ["x"] }, { a: ["x"] }],
    ["a\nb", "written as a heredoc"],
    ["written as a heredoc", "a\nb"],
    ["a\\b", "otherwise"],
    ["a", "${escaped}"],
    ["redacted000001", "a secret"],
    ["before-redacted000001", "before-a secret"],
    [9000001, 1234567],
    [9000001, "1234567"],
  ])("%j is the folder's %j", (plan, folder) => {
    expect(differs(constant(plan), at(constant(folder)))).toBeUndefined();
  });

  test.each<[unknown, unknown]>([
    ["x", "y"],
    [1, 2],
    [1, "2"],
    [true, false],
    [null, "x"],
    ["x", null],
    [["x"], ["y"]],
    [["x"], ["x", "y"]],
    [["x", "y"], ["x"]],
    [["x"], "x"],
    ["x", ["x"]],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: 1 }, [1]],
    [{ a: 1 }, null],
    ["a secret", "redacted000001"],
  ])("%j is not the folder's %j", (plan, folder) => {
    expect(differs(constant(plan), at(constant(folder)))).toBe("another constant");
  });

  test.each<[string, ReturnType<typeof at> | undefined]>([
    ["nothing", undefined],
    ["an expression", at(template("${var.x}"))],
    ["what it only refers to", at(references("var.x"))],
    ["another depth", at(constant({ a: 1 }), "b")],
  ])("cannot be held against %s", (_, folder) => {
    expect(differs(constant("x"), folder)).toBeUndefined();
  });
});

describe("a block", () => {
  test("that stands once may be written without its list", () => {
    const plan = constant("x");
    expect(differs(plan, at(constant({ b: "x" }), 0, "b"))).toBeUndefined();
    expect(differs(plan, at(constant([{ b: "x" }]), 0, "b"))).toBeUndefined();
    expect(differs(plan, at(constant({ b: "y" }), 0, "b"))).toBe("another constant");
    expect(differs(plan, at(constant([{ b: "x" }, { b: "y" }]), 1, "b"))).toBe("another constant");
    expect(differs(plan, at(constant({ b: "y" }), 1, "b"))).toBeUndefined();
  });
});

describe("an expression of the plan", () => {
  test("is written in the folder as it is there", () => {
    expect(differs(template(["${var.x}"]), at(template(["${var.x}"])))).toBeUndefined();
    expect(differs(template(["${var.x}"]), at(template(["${var.x}", "y"])))).toBe("another expression");
    expect(differs(template("x"), at(constant(7)))).toBe("another expression");
    expect(differs(template("${var.x}"), at(references("var.x")))).toBeUndefined();
  });
});

describe("of an expression of which the plan tells what it names", () => {
  test.each<[string[], unknown, string | undefined]>([
    [["var.x"], "${var.x}", undefined],
    [["aws_x.y.arn", "aws_x.y"], "${aws_x.y.arn}", undefined],
    [["aws_x.y[0].arn", "aws_x.y[0]", "aws_x.y"], "${aws_x.y[0].arn}", undefined],
    [["each.value", "var.x"], "${each.value}${var.x}", undefined],
    [["var.x"], "${var.y}", "no reference to var.x"],
    [["var.x"], "x", "no reference to var.x"],
    [[], "${var.y}", "a reference to var.y"],
    [["var.x"], ["${var.x}", { "${var.y}": 1 }], "a reference to var.y"],
    [["var.x"], [{ a: "${var.x}", n: 1, z: null }], undefined],
    [["var.x"], { a: ["${var.y}"], "${var.x}": "b" }, "a reference to var.y"],
    [["var.x"], "${var.y[*][*]}", undefined],
    [["var.x"], ["${var.y[*][*]}", "${var.z}"], undefined],
    [["var.x"], { "${var.y[*][*]}": "${var.z}" }, undefined],
  ])("%j, the folder's %j differs by: %s", (named, folder, difference) => {
    expect(differs(references(...named), at(template(folder)))).toBe(difference);
  });

  test("nothing can be said where the folder has nothing there", () => {
    expect(differs(references("var.x"), at(template({ a: "${var.y}" }), "b"))).toBeUndefined();
    expect(differs(references("var.x"), at(references("var.y")))).toBeUndefined();
  });
});
