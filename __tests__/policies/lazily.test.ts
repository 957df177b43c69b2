import { expect, test } from "@jest/globals";
import { lazily } from "../../policies/lazily";

/** An object with a member of its own and one that counts how often it is worked out. */
function counted() {
  let times = 0;
  const object = lazily({ own: "here" }, { worked: () => `out ${(times += 1)}`, other: () => "too" });
  return { object, times: () => times };
}

test("a member is worked out when it is first asked for, and kept then", () => {
  const { object, times } = counted();
  expect([object.own, object.other, times()]).toEqual(["here", "too", 0]);
  expect([object.worked, object.worked, times()]).toEqual(["out 1", "out 1", 1]);
});

test("what is written down has every member, asked for or not, in order", () => {
  const { object } = counted();
  expect(JSON.stringify(object)).toBe('{"own":"here","worked":"out 1","other":"too"}');
  expect(Object.keys(object)).toEqual(["own", "worked", "other"]);
  expect({ ...object }).toEqual({ own: "here", worked: "out 1", other: "too" });
});
