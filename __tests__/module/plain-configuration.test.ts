import { expect, test } from "@jest/globals";
import { plainConfiguration } from "../../module/plain-configuration";

test("what is the caller's or cdktf's own is taken out, and assets begin at the module", () => {
  const { configuration, files } = plainConfiguration(
    JSON.stringify({
      "//": { metadata: {} },
      provider: { aws: [{}] },
      terraform: { backend: { local: {} }, required_version: ">= 1.11.0" },
      resource: {
        aws_lambda_function: { F: { "//": { metadata: { path: "F" } }, filename: "assets/F_1/2/f.zip", tags: null } },
      },
    }),
  );
  expect(configuration).toEqual({
    terraform: { required_version: ">= 1.11.0" },
    resource: { aws_lambda_function: { F: { filename: "${path.module}/lambda/f.zip", tags: null } } },
  });
  expect([...files]).toEqual([["lambda/f.zip", "assets/F_1/2/f.zip"]]);
});
