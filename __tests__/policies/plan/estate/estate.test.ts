import { describe, expect, test } from "@jest/globals";
import type { Estate, RemovedResource } from "../../../../policies/estate";
import type { ConfigBackend } from "../../../../policies/plan/configuration/backend";
import type { ConfigModule } from "../../../../policies/plan/configuration/module";
import { estateOf, smallPlan, type Small } from "./small-plan";

const gone = (before: object = {}, action = "delete"): Small => ({
  actions: [action],
  before: before as Record<string, unknown>,
  after: null,
});

describe("what a plan is for", () => {
  test.each<[string, Parameters<typeof smallPlan>[0], Estate["intent"]]>([
    ["that takes everything away is to destroy", { "aws_x.a": gone() }, "destroy"],
    ["that forgets everything is to destroy", { "aws_x.a": gone({}, "forget") }, "destroy"],
    [
      "that takes away and reads is to destroy",
      { "aws_x.a": gone(), "data.aws_y.b": { actions: ["read"] } },
      "destroy",
    ],
    ["that leaves something standing is to apply", { "aws_x.a": gone(), "aws_x.b": { actions: ["no-op"] } }, "apply"],
    ["that replaces everything is to apply", { "aws_x.a": { actions: ["delete", "create"] } }, "apply"],
    ["that only reads is to apply", { "data.aws_y.b": { actions: ["read"] } }, "apply"],
    ["without a resource is to apply", {}, "apply"],
  ])("%s", (_, resources, intent) => {
    expect(estateOf(smallPlan(resources)).intent).toBe(intent);
  });
});

describe("what a plan takes away", () => {
  const taken = () =>
    estateOf(
      smallPlan({
        "aws_x.deleted": gone({ arn: "arn:d" }),
        "aws_x.forgotten": gone({ inference_profile_arn: "arn:f" }, "forget"),
        "aws_x.kept": { actions: ["no-op"], before: { arn: "arn:k" } },
        "data.aws_x.read": gone(),
        "aws_lambda_permission.gone": gone(),
        "aws_budgets_budget.b": gone({
          cost_filter: [
            { name: "TagKeyValue", values: ["user:P$a", 7, "user:P$b"] },
            { name: "Service", values: ["x"] },
          ],
        }),
      }),
    );

  test("is told with the ARN that it had, and does not stand", () => {
    const { removed, permissions } = taken();
    const told = removed.map(({ address, arn }: RemovedResource) => [address, arn]);
    expect(told).toEqual([
      ["aws_x.deleted", "arn:d"],
      ["aws_x.forgotten", "arn:f"],
      ["aws_lambda_permission.gone", undefined],
      ["aws_budgets_budget.b", undefined],
    ]);
    expect(permissions).toEqual([]);
  });

  test("and a budget is told with the tags that it counted", () => {
    expect(taken().removed.map(({ counted }) => counted)).toEqual([[], [], [], ["user:P$a", "user:P$b"]]);
  });
});

test("a permission is told as it is set", () => {
  const names = ["function_name", "qualifier", "action", "principal", "source_arn", "source_account"];
  const after = Object.fromEntries(names.map((name) => [name, `the ${name}`]));
  const [permission] = estateOf(smallPlan({ "aws_lambda_permission.p": { after } })).permissions;
  const { functionName, qualifier, action, principal, sourceArn, sourceAccount } = permission ?? {};
  const told = [functionName, qualifier, action, principal, sourceArn, sourceAccount].map((each) => each?.possible);
  expect(told).toMatchObject(names.map((name) => [{ value: `the ${name}` }]));
});

describe("where a resource stands in the source", () => {
  const at = { file: "main.tf", line: 7 };
  const line = { file: "main.ts", line: 3 };

  /** The place of a resource whose folder tells so. */
  function placeOf(inFolder: object, frames: Parameters<typeof estateOf>[2] = {}) {
    const plan = smallPlan({ "aws_x.a": { actions: ["update"] } });
    const resource: ConfigModule["resource"] = () => ({
      ...{ mode: "managed", type: "aws_x", name: "a", sourceOf: () => undefined },
      ...inFolder,
    });
    return estateOf(plan, { resource }, frames).at("aws_x.a");
  }

  test("is the line that made its construct, where somebody wrote it down", () => {
    const place = placeOf({ constructPath: "stack/A", location: () => at }, { "stack/A": line });
    expect(place).toMatchObject({ address: "aws_x.a", type: "aws_x", change: "update" });
    expect([place?.constructPath, place?.location]).toEqual(["stack/A", line]);
  });

  test("is its block otherwise", () => {
    expect(placeOf({ constructPath: "stack/A", location: () => at }, { "stack/B": line })?.location).toEqual(at);
    expect(placeOf({ constructPath: "toString", location: () => at })?.location).toEqual(at);
    expect(placeOf({ location: () => at }, { undefined: line })?.location).toEqual(at);
    expect(placeOf({})?.location).toBeUndefined();
  });
});

describe("an address", () => {
  const backend: ConfigBackend = { type: "s3", settings: { bucket: "b" }, location: { file: "main.tf", line: 1 } };
  const own = () => estateOf(smallPlan({ "aws_x.a": {}, "aws_x.gone": gone() }), { backend });

  test("is that of a resource of the plan, or of the backend", () => {
    const { at } = own();
    expect([at("aws_x.a"), at("aws_x.gone")]).toMatchObject([{ change: "create" }, { change: "delete" }]);
    expect(at("terraform.backend.s3")).toMatchObject({ type: "s3", location: { line: 1 } });
    expect([at("aws_x.never"), at("terraform")]).toEqual([undefined, undefined]);
    expect(estateOf(smallPlan({})).at("terraform.backend.s3")).toBeUndefined();
  });

  test("of a backend goes before each of its settings", () => {
    const { stateBackend } = own();
    expect(stateBackend?.setting("bucket")).toEqual({
      possible: [{ kind: "known", value: "b", sensitive: false }],
      trail: ["terraform.backend.s3.bucket is read from the configuration"],
    });
    expect(stateBackend?.setting("toString").possible).toMatchObject([{ value: null }]);
  });

  test.each([
    [undefined, "terraform", "local"],
    ["cloud", "terraform.cloud", "cloud"],
    ["local", "terraform.backend.local", "local"],
  ])("of the backend %s is %s", (type, address, told) => {
    const settings = { type, settings: {}, location: undefined };
    expect(estateOf(smallPlan({}), { backend: settings }).stateBackend).toMatchObject({ address, type: told });
    expect(estateOf(smallPlan({})).stateBackend).toBeUndefined();
  });
});
