import { expect, test } from "@jest/globals";
import { environmentFor } from "../../../policies/checkov/environment";

test("Checkov is given the environment, without what would change its answers, and with what its policies need", () => {
  const withheld = {
    CKV_SKIP_CHECK: "x",
    CHECKOV_CONFIG: "x",
    BC_API_KEY: "x",
    PRISMA_API_URL: "x",
    AWS_SECRET_ACCESS_KEY: "x",
    TF_VAR_secret: "x",
    EVAL_TF_PLAN_AFTER_UNKNOWN: "x",
    DOWNLOAD_EXTERNAL_MODULES: "x",
    EXTERNAL_MODULES_DIR: "x",
    TEST_MODE: "x",
    aws_profile: "x",
  };
  const kept = {
    PATH: "/bin",
    HOME: "/home/me",
    MY_AWS_REGION: "x",
    TEST_MODES: "x",
    EVAL_TF_PLAN_AFTER_UNKNOWN_2: "x",
  };
  expect(environmentFor({ ...withheld, ...kept, LOG_LEVEL: "DEBUG" }, "CostCentre")).toEqual({
    ...kept,
    CHARGEBACK_TAG_KEY: "CostCentre",
    LOG_LEVEL: "WARNING",
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONIOENCODING: "utf-8",
  });
});
