import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf } from "../support";

const folder = path.join(fixtures, "iam-hcl");
const verdictOfWord: Record<string, string> = { pass: "pass", fail: "fail", open: "undetermined" };
const nameOf = (address: string): string => address.split(".")[1] ?? "";
const firstWord = (name: string): string | undefined => verdictOfWord[name.split("_")[0] ?? ""];

/** Roles of agents go around no profile, but for these. */
const otherwise: Record<string, string> = {
  open_resource: "undetermined",
  open_unread_policy: "undetermined",
  fail_other_profile: "fail",
};

/** The fixture names each agent, role and function by the verdict that is owed. */
const rules: readonly (readonly [string, number, RegExp, (name: string) => string | undefined])[] = [
  ["agent-role-invokes-its-profile", 20, /^aws_bedrockagent_agent\./, firstWord],
  ["invoker-calls-alias", 9, /^aws_lambda_function\./, firstWord],
  [
    "no-direct-model-access",
    63,
    /./,
    (name) => (name.startsWith("direct_") ? firstWord(name.replace("direct_", "")) : (otherwise[name] ?? "pass")),
  ],
];

describe.each(rules)("%s on every way of writing a policy", (rule, count, judged, owed) => {
  const verdicts = async (dir?: string): Promise<Record<string, string>> => {
    const all = byAddress(await gatePlan(recordedPlan("iam-hcl"), dir), rule);
    return Object.fromEntries(Object.entries(all).filter(([address]) => judged.test(address)));
  };

  test("with the configuration folder each gets the verdict that it is owed", async () => {
    const found = await verdicts(folder);
    expect(Object.keys(found)).toHaveLength(count);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((address) => [address, owed(nameOf(address))])));
  });

  test("without the folder nothing is claimed that the folder refutes", async () => {
    for (const [address, verdict] of Object.entries(await verdicts())) {
      expect([address, verdict]).toEqual([
        address,
        expect.stringMatching(`^(${owed(nameOf(address)) ?? ""}|undetermined)$`),
      ]);
    }
  });

  test.each(["with the folder", "without it"])("the synthesized stack passes on a first plan %s", async (how) => {
    const dir = how === "with the folder" ? path.join(fixtures, "news-agent") : undefined;
    const found = verdictsOf(await gatePlan(recordedPlan("news-agent"), dir), rule);
    expect(found.length).toBeGreaterThan(0);
    for (const { verdict, evidence } of found) {
      expect(verdict).toBe("pass");
      expect(evidence.length).toBeGreaterThan(0);
    }
  });
});

describe("what a person reads", () => {
  test("the missing permission is named with its resource", async () => {
    const found = verdictsOf(await gatePlan(recordedPlan("iam-hcl"), folder), "agent-role-invokes-its-profile");
    const missing = found.find(({ address }) => address.endsWith(".fail_streaming_missing"));
    expect(missing?.message).toContain(
      "may not bedrock:InvokeModelWithResponseStream on aws_bedrock_inference_profile.p.arn",
    );
  });

  test("an agent that nobody here invokes, and a role of another stack, are told and do not block", async () => {
    const outcome = await gatePlan(recordedPlan("iam-hcl"), folder);
    const uncalled = verdictsOf(outcome, "invoker-calls-alias").filter(({ address }) => address.includes("_agent."));
    expect(new Set(uncalled.map(({ level }) => level))).toEqual(new Set(["advisory"]));
    const elsewhere = verdictsOf(outcome, "agent-role-invokes-its-profile").find(({ address }) =>
      address.endsWith("open_role_elsewhere"),
    );
    expect(elsewhere?.level).toBe("advisory");
  });

  test("an agent without a profile is another rule's to fail", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, "aws_bedrockagent_agent");
    change.after["foundation_model"] = "amazon.nova-lite-v1:0";
    delete change.after_unknown["foundation_model"];
    const [verdict] = verdictsOf(await gatePlan(plan), "agent-role-invokes-its-profile");
    expect(verdict?.verdict).toBe("notApplicable");
  });
});

describe("a profile that was copied from a system-defined one", () => {
  const profile = "aws_bedrock_inference_profile.News_Project_InferenceProfile_30539E6A";
  const policy = "aws_iam_role_policy.News_Project_Agent_Role_InvokeThroughProfile_724E0BB9";
  const system = "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-pro-v1:0";

  /** As CDKTF's `Fn.jsonencode` writes what AgentRole says. */
  const encoded = (models: string): string =>
    [
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [',
      '{"Effect" = "Allow", "Action" = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:GetInferenceProfile"], ',
      `"Resource" = ${profile}.arn}, `,
      '{"Effect" = "Allow", "Action" = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], ',
      `"Resource" = ${models}, "Condition" = {"StringEquals" = {"bedrock:InferenceProfileArn" = ${profile}.arn}}}, `,
      `{"Effect" = "Allow", "Action" = ["bedrock:InvokeModel"], "Resource" = "${system}", `,
      `"Condition" = {"StringEquals" = {"bedrock:InferenceProfileArn" = ${profile}.arn}}}]})}`,
    ].join("");

  test.each([
    ["models[*].model_arn, which is every Region's", `${profile}.models[*].model_arn`, "pass"],
    ["one Region's model alone", '"arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0"', "fail"],
    ["no list that is at hand", "var.models", "undetermined"],
  ])("with %s", async (_, models, expected) => {
    const plan = recordedPlan("news-agent");
    row(plan, profile).change.after["model_source"] = [{ copy_from: system }];
    const written = plan.configuration.root_module.resources.find(({ address }) => address === policy);
    Object.assign(written?.expressions ?? {}, { policy: { constant_value: encoded(models), references: [profile] } });
    const outcome = await gatePlan(plan);
    expect(verdictsOf(outcome, "agent-role-invokes-its-profile").map(({ verdict }) => verdict)).toEqual([expected]);
    expect(byAddress(outcome, "no-direct-model-access")["aws_iam_role.News_Project_Agent_Role_368C0529"]).not.toBe(
      "fail",
    );
  });
});

describe("a later plan, in which everything is known", () => {
  const arn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123";
  const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";
  const invoke = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
  const statements = [
    { Effect: "Allow", Action: [...invoke, "bedrock:GetInferenceProfile"], Resource: arn },
    {
      Effect: "Allow",
      Action: invoke,
      Resource: model,
      Condition: { StringEquals: { "bedrock:InferenceProfileArn": arn } },
    },
  ];

  const known = (
    change: { after: Record<string, unknown>; after_unknown: Record<string, unknown> },
    values: object,
  ) => {
    Object.assign(change.after, values);
    for (const name of Object.keys(values)) change.after_unknown[name] = false;
  };

  test.each([
    ["the shipped statements", statements, "pass", "pass"],
    ["the models missing", statements.slice(0, 1), "fail", "pass"],
    ["no condition", [statements[0], { ...statements[1], Condition: undefined }], "pass", "fail"],
    [
      "another profile in the condition",
      [statements[0], { ...statements[1], Condition: { StringEquals: { "bedrock:InferenceProfileArn": `${arn}x` } } }],
      "fail",
      "pass",
    ],
    ["a Deny of everything", [...statements, { Effect: "Deny", Action: "*", Resource: "*" }], "fail", "pass"],
  ])("with %s", async (_, policy, role, direct) => {
    const plan = recordedPlan("news-agent");
    known(row(plan, "aws_bedrock_inference_profile").change, { arn, models: [{ model_arn: model }] });
    known(row(plan, "aws_bedrockagent_agent").change, { foundation_model: arn });
    known(row(plan, "aws_iam_role_policy.News_Project_Agent_Role_InvokeThroughProfile_724E0BB9").change, {
      policy: JSON.stringify({ Version: "2012-10-17", Statement: policy }),
    });
    const outcome = await gatePlan(plan);
    expect(verdictsOf(outcome, "agent-role-invokes-its-profile").map(({ verdict }) => verdict)).toEqual([role]);
    expect(byAddress(outcome, "no-direct-model-access")["aws_iam_role.News_Project_Agent_Role_368C0529"]).toBe(direct);
  });
});

describe("a list of all that may be attached to a role", () => {
  const role = "aws_iam_role.News_Project_Agent_Role_368C0529";

  test.each([
    ["of AWS's full access", ["AmazonBedrockFullAccess"], "fail"],
    ["of which one is AWS's full access", ["AWSXRayDaemonWriteAccess", "AmazonBedrockFullAccess"], "fail"],
    ["of nothing on models", ["AWSXRayDaemonWriteAccess"], "pass"],
    ["of nothing", [], "pass"],
  ])("%s is read as attachments", async (_, names, expected) => {
    const plan = recordedPlan("news-agent");
    const type = "aws_iam_role_policy_attachments_exclusive";
    const { change } = row(plan, role);
    const after = {
      role_name: change.after["name"],
      policy_arns: names.map((name) => `arn:aws:iam::aws:policy/${name}`),
    };
    const added = { address: `${type}.all`, type, name: "all", mode: "managed" };
    plan.resource_changes.push({ ...added, change: { actions: ["create"], after, after_unknown: {} } });
    expect(byAddress(await gatePlan(plan), "no-direct-model-access")[role]).toBe(expected);
  });

  test.each([
    ["that it has, by the name of another", "policy_names", ["another"], "undetermined"],
    ["that it has, by none", "policy_names", [], "undetermined"],
    ["that it has, by its own", "policy_names", ["own"], "pass"],
  ])("of inline policies takes away one %s", async (_, list, names, expected) => {
    const plan = recordedPlan("news-agent");
    const inline = plan.resource_changes.find(
      ({ type, change }) =>
        type === "aws_iam_role_policy" && change.after["role"] === row(plan, role).change.after["name"],
    );
    const own = String(inline?.change.after["name"]);
    const type = "aws_iam_role_policies_exclusive";
    const after = {
      role_name: row(plan, role).change.after["name"],
      [list]: names.map((n) => (n === "own" ? own : n)),
    };
    const added = { address: `${type}.all`, type, name: "all", mode: "managed" };
    plan.resource_changes.push({ ...added, change: { actions: ["create"], after, after_unknown: {} } });
    const outcome = await gatePlan(plan, path.join(fixtures, "news-agent"));
    expect(verdictsOf(outcome, "agent-role-invokes-its-profile").map(({ verdict }) => verdict)).toEqual([expected]);
  });
});
