import { describe, expect, test } from "@jest/globals";
import { gate } from "../../../policies";
import { canaryPlan, holdCanary } from "../../../policies/checkov/canary-plan";
import { mirroredChecks } from "../../../policies/checkov/checks";
import type { EngineRecord } from "../../../policies/second-engine";

/** What Checkov says when its policies do what they are for. */
const right: readonly EngineRecord[] = [
  ["CKV_CHARGEBACK_1", "aws_bedrockagent_agent"],
  ["CKV_CHARGEBACK_2", "aws_bedrock_inference_profile"],
  ["CKV_CHARGEBACK_3", "aws_budgets_budget"],
].flatMap(([check = "", type = ""]) => [
  { check, name: check, address: `${type}.good`, verdict: "pass" as const },
  { check, name: check, address: `${type}.bad`, verdict: "fail" as const },
]);

describe("the canary's plan", () => {
  test.each(["Project", "CostCentre"])(
    "is judged by the gate's own rules as by Checkov's, under %s",
    async (tagKey) => {
      const plan = { text: canaryPlan(tagKey), name: "canary.json" };
      const settings = { tagKey, allowedProjects: undefined, levels: new Map(), waivers: [] };
      const { report } = await gate({ plan, settings });
      for (const { id, rule } of mirroredChecks) {
        const wanted = right.filter(({ check }) => check === id).map(({ address, verdict }) => [address, verdict]);
        const said = report.verdicts.filter(
          (each) => each.rule === rule && wanted.some(([address]) => address === each.address),
        );
        expect(said.map(({ address, verdict }) => [address, verdict]).sort()).toEqual(wanted.sort());
      }
    },
  );

  test("is many lines long, since Checkov reads none of a single one", () => {
    expect(canaryPlan("Project").split("\n").length).toBeGreaterThan(100);
  });

  test("says the same of each resource three times: planned, changed, and configured", () => {
    const plan = JSON.parse(canaryPlan("Project")) as {
      planned_values: { root_module: { resources: { address: string; values: Record<string, unknown> }[] } };
      resource_changes: { address: string; mode: string; change: { actions: string[]; after: object } }[];
      configuration: { root_module: { resources: { address: string; expressions: Record<string, object> }[] } };
    };
    const planned = plan.planned_values.root_module.resources.map(({ address, values }) => [address, values]);
    expect(planned).toHaveLength(6);
    expect(plan.resource_changes.map(({ address, change }) => [address, change.after])).toEqual(planned);
    expect(
      plan.resource_changes.every(({ mode, change }) => mode === "managed" && change.actions[0] === "create"),
    ).toBe(true);
    const configured = plan.configuration.root_module.resources.map(({ address, expressions }) => [
      address,
      Object.fromEntries(
        Object.entries(expressions).map(([name, value]) => [name, Object.values(value)[0] as unknown]),
      ),
    ]);
    expect(configured).toEqual(planned);
  });
});

describe("Checkov is believed", () => {
  test("when it says what is right of all six resources", () => {
    expect(() => {
      holdCanary(right, "Project");
    }).not.toThrow();
  });

  test("also when it says more", () => {
    const more: EngineRecord = { check: "CKV_AWS_1", name: "", address: "aws_budgets_budget.good", verdict: "fail" };
    expect(() => {
      holdCanary([more, ...right, ...right], "Project");
    }).not.toThrow();
  });

  test.each(right.map((each) => [`${each.check} of ${each.address}`, each] as const))("not without %s", (_, left) => {
    expect(() => {
      holdCanary(
        right.filter((each) => each !== left),
        "Project",
      );
    }).toThrow(
      `Checkov was tried on a plan whose verdicts are known: of ${left.address} ${left.check} says nothing, and ${left.verdict} is right`,
    );
  });

  test.each(right.map((each) => [`${each.check} of ${each.address}`, each] as const))(
    "not with another word beside %s",
    (_, said) => {
      const other = { ...said, verdict: said.verdict === "pass" ? ("fail" as const) : ("pass" as const) };
      expect(() => {
        holdCanary([...right, other], "Project");
      }).toThrow(
        `${said.address} ${said.check} says ${said.verdict} and ${other.verdict}, and ${said.verdict} is right`,
      );
    },
  );

  test("not by what another check says of the same resource", () => {
    const swapped = right.map((each) =>
      each.check === "CKV_CHARGEBACK_1" ? { ...each, check: "CKV_CHARGEBACK_9" } : each,
    );
    expect(() => {
      holdCanary(swapped, "Project");
    }).toThrow("CKV_CHARGEBACK_1 says nothing");
  });
});
