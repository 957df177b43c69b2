import { adoptRole } from "./adoption";
import { kebabCase, pascalCase } from "./names";
import { code, source } from "./source-text";
import type { ModelToProfile } from "./read/model";
import { made, shorthand, type Imported } from "./statements";
import type { StandingAgent, Tags } from "./standing-agent";
import { agentStatements } from "./write-agent";
import { policyConstants, policyStatements, roleStatements } from "./write-role";

/** What is decided, where the account leaves it open. */
export interface AdoptionChoices {
  readonly model: ModelToProfile;
  readonly project: string;
  readonly budget: BudgetChoice | undefined;
  /** Sentences for the head of the file: what the code does not tell. */
  readonly leftOut: readonly string[];
}

export interface BudgetChoice {
  readonly monthlyLimitUsd: number;
  readonly notifyEmails: readonly string[];
}

/** The tags beside the project's own, as the stack puts them on everything. */
export const sharedTags = ({ tags, alias }: StandingAgent): Tags =>
  Object.fromEntries(
    Object.entries({ ...alias.tags, ...tags }).filter(
      ([key]) => key.toLowerCase() !== "project" && !key.startsWith("aws:"),
    ),
  );

/** The name of the function that adds the stack, and of the file that it stands in. */
export const adoptedNames = ({ name }: StandingAgent) => ({
  functionName: `add${pascalCase(name)}`,
  fileName: `${kebabCase(name)}.ts`,
});

/** The source of a stack that takes an agent over as it stands, and leads it through an inference profile of its own. */
export function writeStack(agent: StandingAgent, choices: AdoptionChoices): string {
  const tags = sharedTags(agent);
  const adoption = adoptRole(agent.role);
  const parts = [
    head(agent, choices, tags),
    profile(agent, choices),
    roleStatements(agent.role, tags),
    agentStatements(agent),
    budget(agent, choices),
    policyConstants(adoption),
    policyStatements(agent.role, adoption, tags),
  ].filter(({ statements }) => statements.length > 0);
  const { functionName } = adoptedNames(agent);
  return [
    header(agent, choices.leftOut),
    imports(parts),
    "",
    `/** Adds the stack of the agent ${agent.name} to an app. */`,
    `export function ${functionName}(app: App, stateBucket: string): ChargebackStack {`,
    parts.map(({ statements }) => statements.map((each) => `  ${each};\n`).join("")).join("\n") + "\n  return stack;",
    "}",
    "",
  ].join("\n");
}

function head({ accountId, region, name }: StandingAgent, { project }: AdoptionChoices, tags: Tags): Imported {
  const further = Object.keys(tags).length === 0 ? undefined : tags;
  const newTags = "const tags = new ProjectTags(";
  return {
    bindings: [],
    constructs: ["awsEnvironment", "ProjectTags", "ChargebackStack"],
    statements: [
      `const environment = awsEnvironment(${source(accountId)}, ${source(region)})`,
      `${newTags}${source({ project, tags: further }, { indent: "  ", before: `${newTags})` })})`,
      `const stack = new ChargebackStack(app, ${source(name)}, ${source(shorthand("environment", "tags", "stateBucket"))})`,
    ],
  };
}

/** The construct's function for each kind of model. */
const sources = {
  "foundation-model": "foundationModel",
  "system-profile": "systemProfile",
  named: "modelSource",
} as const;

/** An agent's name may have 100 characters, and what a profile's name begins with 55. */
const profileNameLength = 55;

function profile({ name }: StandingAgent, { model }: AdoptionChoices): Imported {
  const sourceOf = sources[model.kind];
  const props = {
    name: name.slice(0, profileNameLength).replace(/[_-]$/, ""),
    source: code(`${sourceOf}(${source(model.id)})`),
    ...shorthand("tags", "environment"),
  };
  return {
    bindings: [],
    constructs: ["TrackedInferenceProfile", sourceOf],
    statements: [made("TrackedInferenceProfile", "InferenceProfile", props, "inferenceProfile")],
  };
}

function budget({ name }: StandingAgent, { budget: choice }: AdoptionChoices): Imported {
  if (choice === undefined) return { bindings: [], constructs: [], statements: [] };
  const props = { name, ...shorthand("tags", "environment"), ...choice };
  return {
    bindings: [],
    constructs: ["ProjectBudget"],
    statements: [made("ProjectBudget", "Budget", props)],
  };
}

function imports(parts: readonly Imported[]): string {
  const bindings = sorted(parts.flatMap((part) => part.bindings));
  const constructs = sorted(parts.flatMap((part) => part.constructs));
  return [
    ...bindings.map((each) => `import { ${each} } from "@cdktf/provider-aws/lib/${kebabCase(each)}/index.js";`),
    `import {\n${constructs.map((each) => `  ${each},\n`).join("")}} from "bedrock-chargeback";`,
    'import type { App } from "cdktf";',
  ].join("\n");
}

const sorted = (names: readonly string[]): string[] =>
  [...new Set(names)].sort((one, other) => one.localeCompare(other, "en"));

function header({ name, id, region }: StandingAgent, leftOut: readonly string[]): string {
  const lines = [
    `The agent ${name}, ${id} in ${region}, as it stood in AWS. Written by \`chargeback adopt\`: it is yours now.`,
  ];
  if (leftOut.length > 0) lines.push("", "Not told by this code:", ...leftOut.map((each) => `- ${each}`));
  return `/*\n${lines.map((line) => (line === "" ? " *" : ` * ${line.replaceAll("*/", "* /")}`)).join("\n")}\n */`;
}
