import { expect, test } from "@jest/globals";
import { formatPath } from "../../../policies/plan/configuration/format-path";

test.each([
  [["a", "b", 0, "c"], "a.b[0].c"],
  [["a", "*", "d"], "a[*].d"],
  [["a", 0, 1], "a[0][1]"],
  [["a"], "a"],
  [[], ""],
])("%j is written as Terraform writes it: %s", (path, written) => {
  expect(formatPath(path)).toBe(written);
});
