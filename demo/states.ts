import { modelId, region } from "./news-stack";

/** Terraform's JSON, as far as a state of the project differs from another. */
export interface Configuration {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}
type Block = Readonly<Record<string, unknown>>;

/** One way to have the project, and what it is called. */
export interface ProjectState {
  readonly name: "A" | "B" | "C";
  readonly title: string;
  /** Makes it of what the constructs synthesize. */
  readonly of: (shipped: Configuration) => Configuration;
}

/** The project as one has it without Chargeback, after the half of the work, and as the constructs make it. */
export const states: readonly ProjectState[] = [
  { name: "A", title: "raw model on the agent, everything tagged", of: (shipped) => callingModel(unmoved(shipped)) },
  { name: "B", title: "profile on the agent, alias not moved", of: (shipped) => unmoved(allowingModel(shipped)) },
  { name: "C", title: "the project as the constructs make it", of: (shipped) => shipped },
];

/** The agent calls the model by itself. */
const callingModel = (configuration: Configuration): Configuration =>
  changed(allowingModel(configuration), "aws_bedrockagent_agent", ({ lifecycle, ...rest }) => {
    if (lifecycle === undefined) throw new Error("The agent has lost the guard that refuses a raw model.");
    return { ...rest, foundation_model: modelId };
  });

/** The agent's role may call the model by itself too: as long as the alias serves a version that does, it has to. */
function allowingModel(configuration: Configuration): Configuration {
  const Resource = `arn:aws:bedrock:${region}::foundation-model/${modelId}`;
  const added = { Effect: "Allow", Action: "bedrock:InvokeModel", Resource };
  return changed(configuration, "aws_iam_role_policy", (role) => {
    if (!String(role["name"]).startsWith("invoke-through-profile")) return role;
    const { Statement, ...rest } = JSON.parse(String(role["policy"])) as { readonly Statement: readonly object[] };
    return { ...role, name: "invoke-model", policy: JSON.stringify({ ...rest, Statement: [...Statement, added] }) };
  });
}

/** Nothing about the alias changes with its agent, so that Terraform leaves it where it is. */
const unmoved = (configuration: Configuration): Configuration =>
  changed(configuration, "aws_bedrockagent_agent_alias", (alias) => ({ ...alias, description: "Serves the website" }));

/** The configuration with every resource of a type made anew. */
function changed(configuration: Configuration, type: string, change: (block: Block) => Block): Configuration {
  const blocks = Object.entries(configuration.resource[type] ?? {});
  if (blocks.length === 0) throw new Error(`The project has no ${type}.`);
  const made = Object.fromEntries(blocks.map(([name, block]) => [name, change(block)]));
  return { ...configuration, resource: { ...configuration.resource, [type]: made } };
}
