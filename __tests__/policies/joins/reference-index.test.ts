import { describe, expect, test } from "@jest/globals";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import { LeadsBack } from "../../../policies/joins/leads-back";
import { ReferenceIndex } from "../../../policies/joins/reference-index";

const arn = (name: string): string => `arn:aws:lambda:eu-west-2:123456789012:function:${name}`;
const make = (name: string, own: Attribute) => ({ address: `f.${name}`, type: "f", own });
const [a, b, unborn] = [make("a", known(arn("a"))), make("b", known(arn("ab"))), make("c", known(null))];

const resolved = (of: string, type = "f", members: object = {}): PossibleValue => ({
  kind: "resolved",
  of,
  type,
  attribute: "arn",
  ...members,
});
const text = (value: unknown): PossibleValue => ({ kind: "known", value, sensitive: false });
const open: PossibleValue = { kind: "undetermined", because: "", settledBy: "" };
const names = (found: Iterable<{ address: string }>): string[] => [...found].map(({ address }) => address);

describe("an attribute leads", () => {
  test.each<[string, PossibleValue[], string[], string[]]>([
    ["to the resource that it refers to", [resolved("f.c")], ["f.c"], []],
    ["nowhere by a reference to another", [resolved("f.x")], [], []],
    ["perhaps anywhere by what a data source will find", [resolved("data.f.x", "data.f")], [], ["f.a", "f.b", "f.c"]],
    ["to the resource whose ARN it is", [text(arn("ab"))], ["f.b"], []],
    ["to it by a qualified ARN", [text(`${arn("a")}:live`)], ["f.a"], []],
    [
      "to it by the URI that holds its ARN",
      [text(`arn:aws:apigateway:r:lambda:path/${arn("a")}/invocations`)],
      ["f.a"],
      [],
    ],
    ["perhaps to what has no ARN yet, by an ARN that is nobody's", [text(arn("z"))], [], ["f.c"]],
    ["nowhere by a text that is no ARN, or no text", [text("z"), text(1)], [], []],
    ["perhaps anywhere where nothing is known", [open], [], ["f.a", "f.b", "f.c"]],
    [
      "to the resource whose ARN a data source has read",
      [resolved("data.f.x", "data.f", { value: arn("a") })],
      ["f.a"],
      [],
    ],
    ["to the one that each of several values leads to", [resolved("f.a"), text(arn("a"))], ["f.a"], ["f.a"]],
    ["perhaps to one that two of three values lead to", [resolved("f.a"), text(arn("a")), text("z")], [], ["f.a"]],
    ["nowhere where no value is possible", [], [], []],
    ["perhaps to each of several", [resolved("f.a"), resolved("f.b")], [], ["f.a", "f.b"]],
  ])("%s", (_, possible, certain, perhaps) => {
    const index = new ReferenceIndex([a, b, unborn], ({ own }) => own);
    const led = index.ledTo({ possible, trail: [] });
    expect([names(led.certain), names(led.possible)]).toEqual([certain, perhaps]);
  });
});

test("the way back keeps what may lead to anything apart, and what is certain once", () => {
  const one = new ReferenceIndex([a], ({ own }) => own);
  const twice = one.ledTo({ possible: [resolved("f.a"), text(arn("a"))], trail: [] });
  const back = new LeadsBack<string, typeof a>(
    [
      ["twice", twice],
      ["open", one.any],
    ],
    one.any,
  );
  expect(back.toOne(a)).toEqual([{ from: "twice", certainty: "yes" }]);
  expect(back.toAny).toEqual([{ from: "open", certainty: "unknown" }]);
});

test("the way back has everything that leads to a thing, for certain or perhaps", () => {
  const index = new ReferenceIndex([a, b, unborn], ({ own }) => own);
  const led = (...possible: PossibleValue[]) => index.ledTo({ possible, trail: [] });
  const back = new LeadsBack<string, typeof a>(
    [
      ["sure", led(resolved("f.a"))],
      ["either", led(resolved("f.a"), resolved("f.b"))],
      ["nowhere", led(text("z"))],
    ],
    index.any,
  );
  expect(back.toOne(a)).toEqual([
    { from: "sure", certainty: "yes" },
    { from: "either", certainty: "unknown" },
  ]);
  expect(back.toOne(b)).toEqual([{ from: "either", certainty: "unknown" }]);
  expect([back.toOne(unborn), back.toAny]).toEqual([[], []]);
});
