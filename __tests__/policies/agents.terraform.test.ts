import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { gate } from "../../policies";
import { planJson } from "../support/terraform";
import { byAddress, fixtures, gatePlan, recordedPlan } from "./support";

test("a plan made now gets the verdicts of the recorded one", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "chargeback-agents-"));
  cpSync(path.join(fixtures, "agents-hcl"), folder, { recursive: true });
  const fresh = await gate({ plan: { text: planJson(folder), name: "plan" }, configDir: folder });
  const recorded = await gatePlan(recordedPlan("agents-hcl"), path.join(fixtures, "agents-hcl"));
  expect(byAddress(fresh, "agent-uses-inference-profile")).toEqual(byAddress(recorded, "agent-uses-inference-profile"));
  rmSync(folder, { recursive: true });
});
