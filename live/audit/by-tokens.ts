import type { Attribute } from "../../policies/attribute";
import type { Agent, AgentAlias, InferenceProfile, LambdaFunction, ServedVersion } from "../../policies/estate";
import { isApplicationProfileArn } from "../../policies/inference-profile";
import type { ReportedVerdict } from "../../policies/report/report";
import { countedId, countedIds, type Span, type Tokens } from "./usage";

/** What was counted of something that calls models. */
export interface Counted {
  readonly tokens: number;
  /** In words, for a message. */
  readonly told: string;
}

/** What calls models, and what they are called through. */
interface Seen {
  readonly agents: readonly Agent[];
  readonly aliases: readonly AgentAlias[];
  readonly profiles: readonly InferenceProfile[];
  readonly functions: readonly LambdaFunction[];
}

/** The models that each thing calls, by address. */
function modelsByAddress({ agents, aliases, profiles, functions }: Seen): ReadonlyMap<string, readonly Attribute[]> {
  return new Map([
    ...agents.map((agent) => [agent.address, modelsOf(agent)] as const),
    ...aliases.map((alias) => [alias.address, modelsServedBy(alias)] as const),
    ...profiles.map(({ address, arn }) => [address, [arn]] as const),
    ...functions.map((lambda) => [lambda.address, modelsGivenTo(lambda)] as const),
  ]);
}

const modelsOf = ({ foundationModel, stepModels }: Pick<ServedVersion, "foundationModel" | "stepModels">) => [
  foundationModel,
  ...stepModels.map(({ model }) => model),
];

const modelsServedBy = ({ serves = [] }: AgentAlias): readonly Attribute[] => serves.flatMap(modelsOf);

/** A variable that holds more than a model's name is not shown, and so not asked about. */
const modelsGivenTo = ({ variables, environment }: LambdaFunction): readonly Attribute[] =>
  variables === "undetermined"
    ? []
    : variables
        .map((name) => environment(name))
        .filter(({ possible }) => possible.every((value) => value.kind === "known" && !value.sensitive));

/** Everything of a Region that CloudWatch can be asked about. */
export const idsIn = (seen: Seen): readonly string[] => countedIds([...modelsByAddress(seen).values()].flat());

/** What was counted of each thing, by address; nothing where CloudWatch was not asked. */
export function countedIn(
  surveys: readonly (Seen & { readonly tokens: Tokens })[],
  days: number | undefined,
): ReadonlyMap<string, Counted> {
  if (days === undefined) return new Map();
  return new Map(
    surveys.flatMap((survey) =>
      [...modelsByAddress(survey)].map(([address, models]) => [address, count(models, survey.tokens, days)] as const),
    ),
  );
}

function count(models: readonly Attribute[], tokens: Tokens, days: Span["days"]): Counted {
  const byId = new Map(
    models.flatMap((model) => {
      const id = countedId(model);
      return id === undefined ? [] : [[id, model] as const];
    }),
  );
  const parts = [...byId].map(([id, model]) => {
    const counted = tokens.get(id) ?? 0;
    const whose = model.possible.some((each) => "value" in each && isApplicationProfileArn(each.value))
      ? "through"
      : "around every profile, whoever called, to";
    return { counted, told: `${counted.toLocaleString("en-GB")} tokens went ${whose} ${id}` };
  });
  return {
    tokens: parts.reduce((sum, { counted }) => sum + counted, 0),
    told: `in the last ${String(days)} days ${parts.map(({ told }) => told).join(" and ")}`,
  };
}

/** The findings with what was counted in their messages, those with the most tokens first. */
export function byTokens(
  verdicts: readonly ReportedVerdict[],
  counted: ReadonlyMap<string, Counted>,
): readonly ReportedVerdict[] {
  const tokensOf = ({ address }: ReportedVerdict): number => counted.get(address)?.tokens ?? -1;
  return verdicts
    .map((verdict) => {
      const about = counted.get(verdict.address);
      return about === undefined || !wrong.has(verdict.verdict) || about.tokens === 0
        ? verdict
        : { ...verdict, message: `${verdict.message}; ${about.told}` };
    })
    .toSorted((a, b) => tokensOf(b) - tokensOf(a));
}

const wrong: ReadonlySet<ReportedVerdict["verdict"]> = new Set(["fail", "undetermined"]);
