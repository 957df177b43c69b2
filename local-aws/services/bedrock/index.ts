import * as sdk from "@aws-sdk/client-bedrock";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { foundationModels } from "./foundation-models";
import { inferenceProfiles } from "./inference-profiles";
import { tags } from "./tags";

/** Application inference profiles with their tags, and what AWS defines: models and profiles across Regions. */
export const bedrock = defineService(sdk, wires.bedrock, { ...inferenceProfiles, ...foundationModels, ...tags });
