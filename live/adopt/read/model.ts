import { findModel, lifecycle, liveAlternatives } from "../../../catalogue";
import type { LiveClients } from "../../clients";
import { readProfile } from "../../read/profiles";
import { NotAdoptable } from "../not-adoptable";

/** What the new profile is to be copied from. */
export interface ModelToProfile {
  readonly kind: "foundation-model" | "system-profile" | "named";
  readonly id: string;
  /** The profile by which the agent calls it already, if it does. */
  readonly profileArn?: string;
}

/**
 * The model that an agent calls, whatever it names.
 * @throws NotAdoptable where no application inference profile can be copied from it, or it answers no more
 */
export async function readModel(clients: LiveClients, named: string, today: Date): Promise<ModelToProfile> {
  const model = await modelBehind(clients, named);
  const entry = findModel(model.id);
  if (entry === undefined || lifecycle(entry, today) !== "retired") return model;
  const some = liveAlternatives(entry, clients.region, today).map(({ copyFromId }) => copyFromId);
  throw new NotAdoptable(
    `The agent calls ${named}, and ${entry.name} reached its end of life on ${entry.endOfLife ?? "an earlier day"}: no ` +
      `profile can be made of it. Choose another model by --model, for example ${some.slice(0, 3).join(", ")}.`,
  );
}

async function modelBehind(clients: LiveClients, named: string): Promise<ModelToProfile> {
  const [, kind = "", id = ""] = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:([a-z-]+)\/(\S+)$/.exec(named) ?? [];
  if (kind === "foundation-model") return { kind, id };
  if (kind === "inference-profile") return { kind: "system-profile", id };
  if (kind === "application-inference-profile") return behindProfile(clients, named);
  if (!named.startsWith("arn:")) return modelNamed(named);
  throw new NotAdoptable(
    `The agent calls ${named}. An application inference profile is copied from a foundation model or a system-defined ` +
      `profile only: choose one by --model.`,
  );
}

/** An id alone: the constructs know a system-defined profile's from a model's. */
export const modelNamed = (id: string): ModelToProfile => ({ kind: "named", id });

/** AWS does not tell what a profile was copied from; one with a single model was copied from that. */
async function behindProfile(clients: LiveClients, profileArn: string): Promise<ModelToProfile> {
  const { answer } = await readProfile(clients, profileArn);
  const [model, ...others] = (answer.models ?? []).flatMap(({ modelArn }) => modelArn?.split("/").at(-1) ?? []);
  if (model !== undefined && others.length === 0) return { kind: "foundation-model", id: model, profileArn };
  throw new NotAdoptable(
    `The agent calls ${profileArn}, whose models are in several Regions: AWS does not tell which system-defined profile it ` +
      `was copied from. Say it by --model, for example eu.${model ?? "amazon.nova-pro-v1:0"}.`,
  );
}
