import path from "node:path";
import { expect, test } from "@jest/globals";
import ts from "typescript";

const root = path.join(__dirname, "..", "..");
const snippet = path.join(__dirname, "snippet.ts");

/** Messages of the compiler for an agent whose `inferenceProfile` is the given expression. */
function compile(expressions: readonly string[]): string[][] {
  const source = [
    'import { AwsEnvironment, CostTrackedAgent, ProjectTags, TrackedInferenceProfile } from "../../constructs";',
    'import type { Construct } from "constructs";',
    "declare const scope: Construct, tags: ProjectTags, environment: AwsEnvironment, profile: TrackedInferenceProfile;",
    ...expressions.map(
      (expression, index) =>
        `new CostTrackedAgent(scope, "A${String(index)}", { name: "a", instruction: "i", tags, environment, inferenceProfile: ${expression} });`,
    ),
  ].join("\n");
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost({ ...options, isolatedModules: false });
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageOrOptions) =>
    path.resolve(name) === snippet
      ? ts.createSourceFile(name, source, languageOrOptions, true)
      : fromDisk(name, languageOrOptions);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (name) => path.resolve(name) === snippet || fileExists(name);
  const program = ts.createProgram([snippet], { ...options, isolatedModules: false }, host);
  const file = program.getSourceFile(snippet);
  const errors = program.getSemanticDiagnostics(file).map(({ start = 0, messageText }) => ({
    line: file?.getLineAndCharacterOfPosition(start).line,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
  return expressions.map((_, index) => errors.filter(({ line }) => line === index + 3).map(({ message }) => message));
}

test("only a TrackedInferenceProfile compiles as an agent's model", () => {
  const cases = {
    profile: "profile",
    id: '"amazon.nova-pro-v1:0"',
    modelArn: '"arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0"',
    systemProfileId: '"eu.amazon.nova-lite-v1:0"',
    profileArn: "profile.arn",
    arnInAnObject: "{ arn: profile.arn }",
    sameShape:
      "{ arn: profile.arn, id: profile.id, name: profile.name, fingerprint: profile.fingerprint, node: profile.node, " +
      "modelArns: profile.modelArns, systemProfileArn: profile.systemProfileArn, toString: () => '' }",
  };
  const [profile, ...others] = compile(Object.values(cases));
  expect(profile).toEqual([]);
  for (const messages of others) expect(messages).toEqual([expect.stringContaining("TrackedInferenceProfile")]);
  expect(others.at(-1)?.[0]).toContain("#resource");
});
