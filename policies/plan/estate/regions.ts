import { certainText, known, type Attribute } from "../../attribute";
import { regionInArn } from "../../region";
import { locate } from "../configuration/from-plan";
import type { LocatedSource } from "../configuration/module";
import { isObject, member, objectOf, textOf, type JsonObject } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import { open, type PlanReader } from "../reader";

/**
 * Reads where a resource stands: by its own `region`, which the AWS provider has since version 6, else by its provider
 * configuration, else by the ARN that it has already.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
export class RegionReader {
  private readonly settings = new Map<string, Attribute | undefined>();

  constructor(
    private readonly reader: PlanReader,
    private readonly providers: JsonObject,
  ) {}

  region(resource: PlannedResource): Attribute {
    return this.ownRegion(resource) ?? this.providersRegion(resource);
  }

  private ownRegion(resource: PlannedResource): Attribute | undefined {
    const own = plannedValue(resource, ["region"]);
    if (own.state === "known") {
      const region = textOf(own.value);
      return region === undefined ? undefined : known(region, [`${resource.address}.region is known in the plan`]);
    }
    const followed = this.reader.followed(resource, ["region"]);
    return this.reader.isConfigured(resource, "region") ? followed : undefined;
  }

  /** A reference to the provider configuration: two resources of one stand in one Region, though nobody knows it yet. */
  private providersRegion(resource: PlannedResource): Attribute {
    const key = this.reader.providerKey(resource);
    if (key === undefined) return open(`the provider of ${resource.address} is not in the plan's configuration`);
    const setting = this.setting(key);
    const value = (setting && certainText(setting)) ?? arnsRegion(resource);
    const reference = { kind: "resolved", of: `provider ${key}`, type: "provider", attribute: "region" } as const;
    return {
      possible: [value === undefined ? reference : { ...reference, value }],
      trail: [`${resource.address} is made by provider ${key}`, ...(setting?.trail ?? [])],
    };
  }

  /** Undefined where the environment decides. */
  private setting(key: string): Attribute | undefined {
    if (!this.settings.has(key)) this.settings.set(key, this.readSetting(key));
    return this.settings.get(key);
  }

  private readSetting(key: string): Attribute | undefined {
    const provider = objectOf(member(this.providers, key));
    const inPlan = locate(provider["expressions"], ["region"]);
    const source =
      inPlan?.source.kind === "references" ? (this.reader.providerSource(key, ["region"]) ?? inPlan) : inPlan;
    if (source === undefined) return undefined;
    const label = `provider ${key}: region`;
    // The expressions of a module's own provider are not the root module's: only a constant means the same in both.
    const inModule = textOf(provider["module_address"]) !== undefined;
    return inModule && source.source.kind !== "constant" ? undefined : this.evaluate(source, label);
  }

  private evaluate(source: LocatedSource, label: string): Attribute {
    const read = this.reader.moduleSource(source, label);
    const { json } = source.source.kind === "constant" ? source.source : { json: undefined };
    return typeof json === "string" ? { ...read, trail: [`${label} = ${json}`] } : read;
  }
}

const arnAttributes = ["arn", "agent_arn", "agent_alias_arn", "inference_profile_arn"];

function arnsRegion({ after }: PlannedResource): string | undefined {
  return isObject(after) ? arnAttributes.flatMap((name) => regionInArn(after[name]) ?? [])[0] : undefined;
}
