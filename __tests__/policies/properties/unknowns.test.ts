import { expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import { atPlan, evaluateModel, evaluateTest, unknown } from "./evaluate-model";
import { judge } from "./judge";
import { model, test as anyTest, type Model, type Test } from "./model";
import { isValid } from "./write-plan";

const unknownModel: Model = { kind: "attribute", of: "later", attribute: "id" };
const unknownTest: Test = { kind: "unknown" };

/** Puts something unknown in the place of the parts that `chosen` counts off: leaves, tests, places and keys. */
function blur(model: Model, chosen: (part: number) => boolean): Model {
  let part = 0;
  const unless = <T>(known: T, open: T): T => (chosen(part++) ? open : known);
  const visit = (of: Model): Model => {
    switch (of.kind) {
      case "literal":
      case "attribute":
      case "variable":
        return unless(of, unknownModel);
      case "splat":
        return { ...of, at: unless(of.at, "unknown") };
      case "loop":
        return {
          ...of,
          red: visit(of.red),
          blue: visit(of.blue),
          taken: of.taken.kind === "when" ? { kind: "when", test: unless(of.taken.test, unknownTest) } : of.taken,
        };
      case "conditional":
      case "directive":
      case "eitherModule":
        return {
          ...of,
          test: unless(of.test, unknownTest),
          then: visit(of.then),
          otherwise: visit(of.otherwise),
        };
      case "call":
        return { ...of, args: of.args.map(visit) };
      case "element":
      case "index":
        return { ...of, items: of.items.map(visit), at: unless(of.at, "unknown") };
      case "member":
        return { ...of, red: visit(of.red), blue: visit(of.blue), key: unless(of.key, "unknown") };
      default:
        return { ...of, of: visit(of.of) };
    }
  };
  return visit(model);
}

test("replacing something known by something unknown never turns a fail into a pass", async () => {
  const property = fc.asyncProperty(model, fc.func(fc.boolean()), async (whole, chosen) => {
    const blurred = blur(whole, chosen);
    fc.pre(isValid([whole, blurred]));
    const [before, after] = await judge([whole, blurred]);
    if (before === "fail") expect(after).not.toBe("pass");
  });
  await fc.assert(property, { numRuns: 300 });
});

test("a value that the plan knows, taken away from it, never turns a fail into a pass", async () => {
  const property = fc.asyncProperty(model, async (whole) => {
    fc.pre(isValid([whole]) && evaluateModel(whole, atPlan) !== unknown);
    const [before] = await judge([whole]);
    const [after] = await judge([whole], { forget: true });
    if (before === "fail") expect(after).not.toBe("pass");
    if (before === "pass") expect(after).not.toBe("fail");
  });
  await fc.assert(property, { numRuns: 200 });
});

test("a conditional around it never makes an undetermined model pass, unless it chooses one that passes", async () => {
  const property = fc.asyncProperty(model, model, anyTest, fc.boolean(), async (inner, other, decision, first) => {
    const [then, otherwise] = first ? [inner, other] : [other, inner];
    const wrapped: Model = { kind: "conditional", test: decision, then, otherwise };
    fc.pre(isValid([inner, other, wrapped]));
    const [alone, beside, around] = await judge([inner, other, wrapped]);
    if (alone !== "undetermined" || around !== "pass") return;
    const outcome = evaluateTest(decision, atPlan);
    expect(outcome).toBe(!first);
    expect(beside).toBe("pass");
  });
  await fc.assert(property, { numRuns: 300 });
});
