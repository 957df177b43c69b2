import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { BedrockagentAgent } from "@cdktf/provider-aws/lib/bedrockagent-agent";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { guardAgents, TrackedInferenceProfile } from "../../constructs";
import { asOf, environment, model, tags, testApp, testStack } from "./support/stack";
import { synth, the } from "./support/synthesized";

const rawAgent = (scope: Construct, foundationModel: string, id = "Raw") =>
  new BedrockagentAgent(scope, id, {
    agentName: "raw",
    agentResourceRoleArn: "arn:aws:iam::111122223333:role/r",
    foundationModel,
  });
const PROFILE = "arn:aws:bedrock:eu-west-2:111122223333:application-inference-profile/a1b2c3d4e5f6";
const MODEL_ARN = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";
const SYSTEM_ARN = "arn:aws:bedrock:eu-west-2:111122223333:inference-profile/eu.amazon.nova-lite-v1:0";

afterEach(() => {
  delete process.env["CHARGEBACK_FINDINGS_FILE"];
});

describe("the postcondition", () => {
  test("is on an agent that was not made with this package, beside those it had", () => {
    const stack = testStack();
    const agent = rawAgent(stack, "amazon.nova-pro-v1:0");
    agent.lifecycle = { preventDestroy: true, postcondition: [{ condition: "${true}", errorMessage: "Its own." }] };
    const { prevent_destroy, postcondition } = the(synth(stack), "aws_bedrockagent_agent")["lifecycle"] as {
      prevent_destroy: boolean;
      postcondition: { condition: string; error_message: string }[];
    };
    expect(prevent_destroy).toBe(true);
    expect(postcondition.map(({ error_message }) => error_message)).toEqual([
      "Its own.",
      expect.stringMatching(
        /^Test\/Raw \(aws_bedrockagent_agent\.Raw\) calls \$\{self\.foundation_model\}, which is not/,
      ),
    ]);
    expect(postcondition[1]?.condition).toContain(":application-inference-profile/[a-zA-Z0-9:.-]+$");
  });

  test("is there once, however often the stack is guarded and synthesized", () => {
    const stack = testStack();
    rawAgent(stack, PROFILE);
    guardAgents(stack);
    synth(stack);
    const lifecycle = the(synth(stack), "aws_bedrockagent_agent")["lifecycle"] as { postcondition: unknown[] };
    expect(lifecycle.postcondition).toHaveLength(1);
  });
});

describe("the check at synthesis", () => {
  test.each([
    ["a model id", "amazon.nova-pro-v1:0"],
    ["a model ARN", MODEL_ARN],
    ["a system-defined profile's id", "eu.amazon.nova-lite-v1:0"],
    ["a system-defined profile's ARN", SYSTEM_ARN],
    ["nothing", ""],
    ["an escaped reference, which is text", "$${aws_bedrock_inference_profile.p.arn}"],
  ])("%s is refused", (_, foundationModel) => {
    const app = testApp();
    rawAgent(testStack(app), foundationModel);
    expect(() => {
      app.synth();
    }).toThrow("[Test/Raw] aws_bedrockagent_agent.Raw calls ");
  });

  test.each([
    ["an application inference profile's ARN", PROFILE],
    ["a reference to a profile", "${aws_bedrock_inference_profile.p.arn}"],
    ["a reference to an instance", '${aws_bedrock_inference_profile.p["news"].arn}'],
    ["another expression, which the plan gate judges", "${var.model}"],
    ["a directive", "%{ if true }x%{ endif }"],
  ])("%s passes", (_, foundationModel) => {
    const app = testApp();
    rawAgent(testStack(app), foundationModel);
    expect(() => {
      app.synth();
    }).not.toThrow();
  });

  test("what is judged is what is rendered: an override on the resource or on the stack does not slip through", () => {
    const app = testApp();
    const stack = testStack(app);
    const { arn } = new TrackedInferenceProfile(stack, "P", { name: "p", source: model, tags, environment, asOf });
    rawAgent(stack, arn, "Overridden").addOverride("foundation_model", "amazon.nova-pro-v1:0");
    stack.addOverride("resource.aws_bedrockagent_agent.Escaped", { foundation_model: MODEL_ARN });
    expect(() => {
      app.synth();
    }).toThrow(/\[Test\/Overridden\][^]*\[Test\] aws_bedrockagent_agent\.Escaped/);
  });

  test("all offenders of all stacks are listed, for people and for programs, with every stack on disk", () => {
    const app = testApp();
    const file = path.join(mkdtempSync(path.join(tmpdir(), "findings-")), "findings.json");
    process.env["CHARGEBACK_FINDINGS_FILE"] = file;
    const one = testStack(app, "One");
    rawAgent(one, "amazon.nova-pro-v1:0", "First");
    rawAgent(new Construct(one, "Nested"), MODEL_ARN, "Second");
    rawAgent(one, PROFILE, "Fine");
    rawAgent(testStack(app, "Two"), SYSTEM_ARN, "Third");
    expect(() => {
      app.synth();
    }).toThrow(/\[One\/First\][^]*\[One\/Nested\/Second\][^]*\[Two\/Third\]/);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(
      [
        ["One", "One/First", "First", '"amazon.nova-pro-v1:0", which is not the ARN'],
        ["One", "One/Nested/Second", "Nested_Second_", "a foundation model's ARN"],
        ["Two", "Two/Third", "Third", "a system-defined inference profile"],
      ].map(([stack, constructPath, name, message]) => ({
        rule: "agent-uses-inference-profile",
        stack,
        constructPath,
        address: expect.stringContaining(`aws_bedrockagent_agent.${String(name)}`),
        message: expect.stringContaining(String(message)),
        remedy: expect.stringContaining("TrackedInferenceProfile"),
      })),
    );
    for (const id of ["One", "Two"])
      expect(readFileSync(path.join(app.outdir, "stacks", id, "cdk.tf.json"), "utf8")).toContain("foundation_model");
  });

  test("a stack of another kind is guarded by one call", () => {
    const app = testApp();
    const stack = new TerraformStack(app, "Plain");
    new AwsProvider(stack, "Aws", { region: "eu-west-2" });
    guardAgents(stack);
    rawAgent(stack, MODEL_ARN);
    expect(() => {
      app.synth();
    }).toThrow("[Plain/Raw]");
  });
});

test("an app from a second copy of cdktf is refused, because its aspects would never run", () => {
  const app = Testing.app();
  Object.setPrototypeOf(app, Construct.prototype);
  expect(App.isApp(app)).toBe(true);
  expect(() => testStack(app)).toThrow("npm ls cdktf");
});
