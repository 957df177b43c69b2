import { certainText, certainty, describe, type Certainty } from "../attribute";
import { isDeepStrictEqual } from "node:util";
import type { Agent, AgentAlias, ServedVersion } from "../estate";
import { namesApplicationProfile } from "../inference-profile";
import type { Finding } from "../rule";
import { allOf } from "../three-valued";

type Answer = Pick<Finding, "verdict" | "message"> & Partial<Finding>;

/**
 * Does a live alias answer with the inference profile that its agent has? What callers are billed under is what its versions
 * hold, whatever the agent's draft says.
 */
export function judgeServed(alias: AgentAlias, serves: readonly ServedVersion[], agent: Agent): Answer {
  const evidence = [...alias.routing.trail, ...serves.flatMap(evidenceOf)];
  const remedy = `prepare the agent, then move the alias: aws bedrock-agent update-agent-alias --agent-id ${textOf(alias.agentId)} --agent-alias-id ${textOf(alias.id)} --agent-alias-name ${textOf(alias.name)}, without a routing configuration, so that AWS cuts a new version`;
  const found = (verdict: "fail" | "undetermined", message: string): Answer => ({ verdict, message, evidence, remedy });
  if (serves.length === 0) return found("undetermined", "the alias is routed to no version");
  const raw = serves.find((version) => throughProfiles(version) === "no");
  if (raw !== undefined)
    return found(
      "fail",
      `the alias serves version ${raw.version}, which calls ${describeModels(raw)}: its callers' model spend lands on no project's bill`,
    );
  const unknown = serves.find((version) => throughProfiles(version) === "unknown");
  if (unknown !== undefined)
    return found(
      "undetermined",
      `nothing proves that version ${unknown.version}, which the alias serves, calls an application inference profile: it may call ${describeModels(unknown)}`,
    );
  const agentsProfile = certainty(agent.foundationModel, namesApplicationProfile) === "yes";
  const old = serves.find(
    ({ foundationModel }) => !isDeepStrictEqual(valueOf(foundationModel), valueOf(agent.foundationModel)),
  );
  if (agentsProfile && old !== undefined)
    return found(
      "fail",
      `the alias serves version ${old.version}, which calls ${describe(old.foundationModel)}, and the agent now has ${describe(agent.foundationModel)}`,
    );
  return { verdict: "pass", message: `the alias serves ${serves.map(serving).join(" and ")}`, evidence };
}

const modelsOf = ({ foundationModel, stepModels }: ServedVersion) => [
  foundationModel,
  ...stepModels.map(({ model }) => model),
];

/** One model that is called directly is enough for spend that nobody is billed for. */
const throughProfiles = (version: ServedVersion): Certainty =>
  allOf(modelsOf(version).map((model) => certainty(model, namesApplicationProfile)));

const describeModels = (version: ServedVersion): string => modelsOf(version).map(describe).join(" and ");

const serving = (version: ServedVersion): string =>
  `version ${version.version}, which calls ${describeModels(version)}`;

const evidenceOf = (version: ServedVersion): readonly string[] => [
  ...version.foundationModel.trail,
  `version ${version.version} calls ${describeModels(version)}`,
];

const valueOf = ({ possible }: Agent["foundationModel"]): unknown =>
  possible.map((value) => "value" in value && value.value);

const textOf = (attribute: Agent["id"]): string => certainText(attribute) ?? "ID";
