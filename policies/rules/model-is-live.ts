import { findModel, lifecycle, liveAlternatives, type ModelEntry } from "../../catalogue";
import { certainty, describe, type Attribute, type Certainty, type PossibleValue } from "../attribute";
import type { Agent, Estate, InferenceProfile, Resource } from "../estate";
import { namesApplicationProfile } from "../inference-profile";
import type { Finding, Rule } from "../rule";

export const modelIsLive: Rule = {
  id: "model-is-live",
  level: "advisory",
  question: "Is every model one that AWS goes on serving?",
  rationale:
    "Calls to a model that has reached its end of life fail, and a legacy model is on the way there; a change of the model replaces the inference profile, and with it the id that spend is measured by.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html",
  examine: (estate, { now }) => [
    ...estate.inferenceProfiles.map((profile) => judge(profile, profile.copyFrom, now, copying(profile))),
    ...namingAModel(estate).map((agent) => judge(agent, agent.foundationModel, now, calling(agent))),
  ],
};

/** What to do instead: the setting that names the model, as a phrase that an id can follow. */
type Setting = (id: string) => string;

/** An agent with an inference profile has its model from there; that profile is judged if it stands in this plan. */
const namingAModel = (estate: Estate): Agent[] =>
  estate.agents.filter(({ foundationModel }) => certainty(foundationModel, namesApplicationProfile) === "no");

function judge(resource: Resource, model: Attribute, now: Date, setting: Setting): Finding {
  const { address } = resource;
  const evidence = [...model.trail, ...model.possible.flatMap((value) => lifeOf(value, now))];
  switch (certainty(model, (value) => isLive(value, now))) {
    case "yes":
      return { verdict: "pass", address, message: `its model ${describe(model)} is active`, evidence };
    case "no":
      return {
        verdict: "fail",
        address,
        message: `its model ${describe(model)} ${endings(model, now)}`,
        evidence,
        remedy: remedy(model, now, setting),
      };
    case "unknown":
      return {
        verdict: "undetermined",
        address,
        message: `the catalogue cannot tell whether its model is served for long: it may be ${describe(model)}`,
        evidence,
        remedy: "look the model up on AWS's lifecycle page, and add a row to the catalogue",
      };
  }
}

/** The catalogue's row for a value; a secret one is not looked up, since the answer would tell it. */
function entryOf(value: PossibleValue): ModelEntry | undefined {
  if (value.kind === "undetermined" || (value.kind === "known" && value.sensitive)) return undefined;
  return typeof value.value === "string" ? findModel(value.value) : undefined;
}

function isLive(value: PossibleValue, now: Date): Certainty {
  const entry = entryOf(value);
  if (entry === undefined) return "unknown";
  return lifecycle(entry, now) === "active" ? "yes" : "no";
}

function lifeOf(value: PossibleValue, now: Date): string[] {
  const entry = entryOf(value);
  return entry === undefined
    ? []
    : [`the catalogue has ${entry.modelId} as ${lifecycle(entry, now)}: ${entry.sources[0].url}`];
}

const entriesOf = (model: Attribute): ModelEntry[] => [
  ...new Set(model.possible.flatMap((each) => entryOf(each) ?? [])),
];

const endings = (model: Attribute, now: Date): string =>
  entriesOf(model)
    .map((entry) => endingOf(entry, now))
    .join(" or ");

function endingOf(entry: ModelEntry, now: Date): string {
  if (lifecycle(entry, now) === "retired")
    return `reached its end of life on ${entry.endOfLife ?? ""}: calls to it fail`;
  return entry.endOfLife === undefined
    ? `is a legacy model since ${entry.legacySince ?? ""}`
    : `is a legacy model, and stops answering on ${entry.endOfLife}`;
}

/** The list is for a choice, not for completeness. */
const shownAlternatives = 3;

function remedy(model: Attribute, now: Date, setting: Setting): string {
  const [entry] = entriesOf(model);
  const region = regionOf(model);
  const alternatives = region === undefined ? [] : liveAlternatives(entry, region, now).slice(0, shownAlternatives);
  const ids = alternatives.map(({ copyFromId }) => copyFromId).join(", ");
  return ids === "" ? setting("an active model") : `${setting(ids)} (active in ${region ?? ""})`;
}

/** The Region that a model's or a system-defined profile's ARN names. */
function regionOf(model: Attribute): string | undefined {
  const texts = model.possible.flatMap((value) => (value.kind === "undetermined" ? [] : [value.value]));
  return texts.flatMap((text) => /^arn:[^:]*:bedrock:([a-z0-9-]+):/.exec(String(text))?.[1] ?? [])[0];
}

const copying =
  ({ constructPath }: InferenceProfile): Setting =>
  (id) =>
    constructPath === undefined ? `set copy_from to the ARN of ${id}` : `set source: modelSource(...) to ${id}`;

const calling =
  ({ constructPath }: Agent): Setting =>
  (id) =>
    constructPath === undefined
      ? `copy an aws_bedrock_inference_profile from ${id}, and set foundation_model to its arn`
      : `use CostTrackedAgent with a TrackedInferenceProfile whose source is modelSource(...) of ${id}`;
