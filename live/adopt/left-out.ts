import { adoptRole } from "./adoption";
import type { ReadAgent } from "./read/agent";
import type { Neighbour } from "./read/callers";
import type { ModelToProfile } from "./read/model";
import type { StandingAgent } from "./standing-agent";

/** All that was seen around an agent. */
export interface Surroundings extends ReadAgent {
  readonly model: ModelToProfile;
  readonly project: string;
  readonly neighbours: readonly Neighbour[];
  /** Names of the budgets that count the project; undefined where they could not be read. */
  readonly budgets: readonly string[] | undefined;
  readonly makesBudget: boolean;
  /** What AWS did not let be read. */
  readonly notRead: readonly string[];
}

/** What the code does not tell, one sentence each, with what is to be done about it. */
export function leftOut(seen: Surroundings): string[] {
  const { agent, otherAliases, foreignGroups, knowledgeBases, notRead } = seen;
  return [
    ...otherAliases.map(
      ({ name, version }) =>
        `Alias ${name} goes on serving version ${version}, whose model calls carry no tag: move its callers to ${agent.alias.name}.`,
    ),
    ...foreignGroups.map(
      ({ name, because }) => `Action group ${name} stays as it is: ${because}. No change of it moves the alias.`,
    ),
    ...knowledgeBases.map((id) => `Knowledge base ${id} stays with the agent as it is.`),
    ...agent.kept.map((attribute) => `The agent's ${attribute} stays as it is: a change of it moves no alias.`),
    ...stepModels(agent),
    ...otherOwner(agent),
    ...cutDescription(agent),
    ...roleSentences(agent),
    ...oldProfile(seen.model),
    ...tagSentences(seen),
    ...untagged(seen),
    ...budgetSentences(seen),
    ...notRead,
  ];
}

const stepModels = ({ kept }: StandingAgent): string[] =>
  kept.includes("prompt_override_configuration")
    ? ["A prompt of the agent's own may name a model of its own, which goes past the profile: look at its prompts."]
    : [];

/** AWS's own tags name the stack that CloudFormation made something by. */
function otherOwner({ tags }: StandingAgent): string[] {
  const stack = tags["aws:cloudformation:stack-name"];
  return stack === undefined
    ? []
    : [
        `CloudFormation's stack ${stack} made the agent: let that go of it, with DeletionPolicy Retain, or both will change it.`,
      ];
}

/** As AdoptedAgent does, which needs the rest for a hash. */
const descriptionLength = 170;

const cutDescription = ({ description = "" }: StandingAgent): string[] =>
  description.length > descriptionLength
    ? [`The agent's description is cut after ${descriptionLength} characters: the hash of its action groups follows.`]
    : [];

function roleSentences({ role }: StandingAgent): string[] {
  const { foreign, needsDenial } = adoptRole(role);
  return [
    ...foreign.map((arn) => `Policy ${arn} of the role is not its alone, and stays as it is.`),
    ...(needsDenial
      ? [
          "What the role may do is wider than model calls, so NoDirectModelAccess denies it those that go past a profile. " +
            "Narrow its policies to what the agent needs: until then it may call the profiles of other projects.",
        ]
      : []),
  ];
}

const oldProfile = ({ profileArn }: ModelToProfile): string[] =>
  profileArn === undefined
    ? []
    : [
        `The agent called its model through ${profileArn}: nothing of this code does. Delete it once nobody else uses it.`,
      ];

/** The tags of an agent and of its alias become one; and a key that differs from Project in its letters only is none. */
function tagSentences({ agent: { tags, alias } }: Surroundings): string[] {
  const differing = Object.entries(alias.tags).filter(
    ([key, value]) => Object.hasOwn(tags, key) && tags[key] !== value,
  );
  const misspelt = Object.keys({ ...alias.tags, ...tags }).filter(
    (key) => key !== "Project" && key.toLowerCase() === "project",
  );
  return [
    ...differing.map(
      ([key, value]) => `The alias's tag ${key} = ${value} becomes ${tags[key] ?? ""}, as on the agent.`,
    ),
    ...misspelt.map(
      (key) => `The tag ${key} goes: cost allocation knows it apart from Project, which takes its place.`,
    ),
  ];
}

function untagged({ neighbours, project }: Surroundings): string[] {
  return neighbours.map(({ what, arn, tags }) => {
    const stays = `${what.charAt(0).toUpperCase()}${what.slice(1)} stays as it is`;
    if (tags["Project"] === project) return `${stays}; it has the tag Project = ${project}.`;
    const now = tags["Project"] === undefined ? "has no tag Project" : `has the tag Project = ${tags["Project"]}`;
    return `${stays}, and ${now}: ${tagCommand(arn, project)}`;
  });
}

const tagCommand = (arn: string, project: string): string =>
  arn.includes(":lambda:")
    ? `aws lambda tag-resource --resource ${arn} --tags "Project=${project}"`
    : `aws apigateway tag-resource --resource-arn ${arn} --tags "Project=${project}"`;

function budgetSentences({ budgets, makesBudget, project }: Surroundings): string[] {
  if (budgets !== undefined && budgets.length > 0)
    return budgets.map((name) => `Budget ${name} counts Project = ${project} already, and stays as it is.`);
  if (makesBudget) return [];
  return [
    `No budget counts Project = ${project}${budgets === undefined ? ", as far as could be seen" : ""}: run this with --monthly-limit-usd and --notify, or add a ProjectBudget.`,
  ];
}
