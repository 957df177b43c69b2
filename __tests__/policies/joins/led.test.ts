import { describe, expect, test } from "@jest/globals";
import { Chain, doubted, reached, uniteLed, type Led } from "../../../policies/joins/led";

const led = (certain: string[], possible: string[] = []): Led<string> => ({
  certain: new Set(certain),
  possible: new Set(possible),
});
const shown = ({ certain, possible }: Led<string>): [string, string] => [
  [...certain].sort().join(""),
  [...possible].sort().join(""),
];

describe("where several links lead", () => {
  test.each<[string, Led<string>[], [string, string]]>([
    ["none", [], ["", ""]],
    ["one", [led(["a"], ["b"])], ["a", "b"]],
    ["two", [led(["a"], ["b"]), led(["c"], ["b", "d"])], ["ac", "bd"]],
    ["one that leads nowhere, and one", [led([]), led(["a"])], ["a", ""]],
  ])("%s", (_, all, expected) => {
    expect(shown(uniteLed(all))).toEqual(expected);
  });

  test("what may be is all that is reached, and in doubt nothing is certain", () => {
    expect([...reached(led(["a"], ["b"]))].sort()).toEqual(["a", "b"]);
    expect(shown(doubted(led(["a"], ["b"])))).toEqual(["", "ab"]);
  });
});

describe("a chain of two links", () => {
  const onward: Record<string, Led<string>> = {
    f: led(["a"]),
    g: led(["b"], ["c"]),
    h: led([], ["a"]),
    i: led([]),
  };
  const any = led([], Object.keys(onward));
  const end = led([], ["a", "b", "c"]);
  const chain = (asked: string[] = []): Chain<string, string> =>
    new Chain(any, end, (between) => {
      asked.push(between);
      return onward[between] ?? led([]);
    });

  test.each<[string, Led<string>, [string, string]]>([
    ["leads for certain by what is certain", led(["f"]), ["a", ""]],
    ["leads perhaps by what may be", led([], ["f"]), ["", "a"]],
    ["keeps the doubt of the second link", led(["g"]), ["b", "c"]],
    ["adds what may be to what is certain", led(["f"], ["g"]), ["a", "bc"]],
    ["leads nowhere by what leads nowhere", led(["i"]), ["", ""]],
    ["leads anywhere by anything", any, ["", "abc"]],
  ])("%s", (_, first, expected) => {
    expect(shown(chain().through(first))).toEqual(expected);
  });

  test("that may lead anywhere is told by one set, so that nobody copies it", () => {
    const links = chain();
    expect(links.through(any).possible).toBe(end.possible);
    expect(links.through({ certain: new Set(["f"]), possible: any.possible }).possible).toBe(end.possible);
  });

  test("that leads by anything to some things alone does not claim all", () => {
    const some = new Chain(any, led([], ["a", "b", "c", "d"]), (between) => onward[between] ?? led([]));
    expect(shown(some.through(any))).toEqual(["", "abc"]);
  });

  test("follows each link once", () => {
    const asked: string[] = [];
    const links = chain(asked);
    links.through(any);
    links.through(any);
    links.through(led(["f"], ["g"]));
    expect(asked).toEqual(["f", "g", "h", "i"]);
  });
});
