import { expect, test } from "@jest/globals";
import { relativePath } from "../../../policies/report/relative-path";

test.each([
  ["main.tf", undefined, "main.tf"],
  ["./infra/main.tf", undefined, "infra/main.tf"],
  ["infra\\live\\main.tf", undefined, "infra/live/main.tf"],
  ["main.tf", "infra\\live", "infra/live/main.tf"],
  ["../main.tf", "infra/live", "infra/main.tf"],
  ["a../main.tf", undefined, "a../main.tf"],
  ["..main.tf", undefined, "..main.tf"],
  ["../main.tf", undefined, "main.tf"],
  ["/home/somebody/main.tf", "infra", "main.tf"],
  ["C:\\Users\\somebody\\main.tf", "infra", "main.tf"],
  ["c:/main.tf", undefined, "main.tf"],
  ["1:/main.tf", undefined, "1:/main.tf"],
  ["ab:/main.tf", undefined, "ab:/main.tf"],
])("the path %s of a project in the folder %s is %s from the root of the repository", (file, folder, expected) => {
  expect(relativePath(file, folder)).toBe(expected);
});
