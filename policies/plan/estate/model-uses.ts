import type { ModelDelegation, ModelUse } from "../../estate";
import type { PlannedResource } from "../planned-resources";
import { modelPaths, type ModelPaths } from "./model-paths";
import { namedPlaces } from "./named-places";
import type { PlanSource } from "./source";

export const readModelUses = (source: PlanSource): ModelUse[] =>
  naming(source, (resource, { models }) => usesOf(resource, models, source));

export const readModelDelegations = (source: PlanSource): ModelDelegation[] =>
  naming(source, (resource, { models, delegations }) => {
    // A list of blocks that is not known is told once.
    const told = new Set(usesOf(resource, models, source).map(({ attribute }) => attribute));
    return delegations.flatMap(([to, members]) =>
      namedPlaces(resource, members, source, source.link)
        .filter(({ attribute }) => !told.has(attribute))
        .map(({ attribute, value }) => Object.assign(source.place(resource), { to, attribute, named: value })),
    );
  });

const collaborators: Readonly<Record<string, readonly string[]>> = {
  aws_bedrockagent_agent_collaborator: ["agent_descriptor", "alias_arn"],
  awscc_bedrock_agent: ["agent_collaborators", "agent_descriptor", "alias_arn"],
};

export const readCollaborators = (source: PlanSource): ModelDelegation[] =>
  Object.entries(collaborators).flatMap(([type, members]) =>
    source
      .standing(type)
      .flatMap((resource) =>
        namedPlaces(resource, members, source, source.link).map(({ attribute, value }) =>
          Object.assign(source.place(resource), { to: "agent" as const, attribute, named: value }),
        ),
      ),
  );

const naming = <T>(
  { standing }: PlanSource,
  read: (resource: PlannedResource, paths: ModelPaths) => readonly T[],
): T[] =>
  Object.entries(modelPaths).flatMap(([type, paths]) => standing(type).flatMap((resource) => read(resource, paths)));

const usesOf = (resource: PlannedResource, models: ModelPaths["models"], source: PlanSource): ModelUse[] =>
  models.flatMap(([place, members]) =>
    namedPlaces(resource, members, source).map(({ attribute, value }) =>
      Object.assign(source.place(resource), { place, attribute, model: value }),
    ),
  );
