import {
  GetInferenceProfileCommand,
  type GetInferenceProfileResponse,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-bedrock";
import { known, type Attribute } from "../../policies/attribute";
import type { InferenceProfile } from "../../policies/estate";
import { regionInArn } from "../../policies/region";
import type { LiveClients } from "../clients";
import { answered } from "./answered";
import { tagReader, tagsOf } from "./tags";

/** An application inference profile of the account, and what AWS told of it. */
export interface LiveProfile extends InferenceProfile {
  readonly answer: GetInferenceProfileResponse;
  readonly tags: Readonly<Record<string, string>>;
}

/** @param identifier the profile's id or ARN. @throws LiveFailure, also where there is none */
export async function readProfile({ bedrock, region }: LiveClients, identifier: string): Promise<LiveProfile> {
  const answer = await bedrock.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: identifier }));
  const address = answered(answer.inferenceProfileArn, "ARN of the inference profile");
  const { tags: list } = await bedrock.send(new ListTagsForResourceCommand({ resourceARN: address }));
  const tags = tagsOf(list);
  return { answer, tags, ...profileOf(answer, address, region), tag: tagReader(address, tags) };
}

/** What AWS tells of a profile, in a list and by itself alike; its tags are told apart. */
export function profileOf(
  answer: Pick<GetInferenceProfileResponse, "inferenceProfileName" | "models">,
  address: string,
  region: string,
): Omit<InferenceProfile, "tag"> {
  const models = (answer.models ?? []).flatMap(({ modelArn }) => modelArn ?? []);
  return {
    address,
    type: "aws_bedrock_inference_profile",
    region: known(region),
    name: known(answer.inferenceProfileName),
    arn: known(address),
    copyFrom: copiedFrom(address, models, region),
    models: known(
      models.map((arn) => ({ model_arn: arn })),
      [`AWS tells the models of ${address}`],
    ),
  };
}

/** AWS does not tell what a profile was copied from: it is told by the model of its own Region, else by the model's id. */
function copiedFrom(address: string, models: readonly string[], region: string): Attribute {
  const seen = [`AWS lists ${models.join(", ")} as the models of ${address}`];
  const here = models.find((arn) => regionInArn(arn) === region);
  return known(here ?? models[0]?.split("/").at(-1) ?? null, seen);
}
