import { known, type Attribute } from "../../attribute";
import { parseModuleAddress } from "../address";
import { locate } from "../configuration/from-plan";
import { isList, isObject, listOf, member, objectOf, textOf, type JsonObject } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import { open, type PlanReader } from "../reader";
import { noKey } from "../values/access";

/** AWS provider resources that can be tagged have `tags_all`; Cloud Control ones have a list of key and value in `tags`. */
export function isTaggable(resource: PlannedResource): boolean {
  const has = (key: string): boolean =>
    member(resource.after, key) !== undefined || member(resource.afterUnknown, key) !== undefined;
  return resource.type.startsWith("awscc_") ? has("tags") : has("tags_all");
}

/**
 * Reads one tag of a resource as AWS will see it: `tags_all` where the plan knows it, else the resource's own `tags` laid over
 * the provider's `default_tags`. Some resources leave `tags_all` unknown when they have no tags of their own.
 */
export class TagReader {
  private readonly defaults = new Map<string, Attribute>();

  constructor(
    private readonly reader: PlanReader,
    private readonly providers: JsonObject,
  ) {}

  tag(resource: PlannedResource, key: string): Attribute {
    if (resource.type.startsWith("awscc_")) return this.cloudControlTag(resource, key);
    const all = plannedValue(resource, ["tags_all", key]);
    if (all.state === "known")
      return certain(all.value ?? null, all.sensitive, `${resource.address}.tags_all is known in the plan`);
    const own = plannedValue(resource, ["tags"]);
    if (own.state === "known") {
      const value = member(own.value, key);
      return value === undefined
        ? this.defaultTag(resource, key)
        : certain(value, own.sensitive, `${resource.address}.tags is known in the plan`);
    }
    const followed = this.reader.followed(resource, ["tags", key]);
    return lacks(followed, key) ? this.defaultTag(resource, key) : followed;
  }

  private defaultTag(resource: PlannedResource, key: string): Attribute {
    const provider = this.reader.providerKey(resource);
    if (provider === undefined) return open(`the provider of ${resource.address} is not in the plan's configuration`);
    const id = `${provider} ${key}`;
    const read = this.defaults.get(id) ?? this.readDefault(provider, key);
    this.defaults.set(id, read);
    return read;
  }

  private readDefault(provider: string, key: string): Attribute {
    const settings = objectOf(member(this.providers, provider));
    const expressions = objectOf(settings["expressions"]);
    const unset = known(null, [`provider ${provider} sets no default tag ${key}`]);
    // A module's own provider is written in the module's terms.
    const module = parseModuleAddress(textOf(settings["module_address"]) ?? "");
    if (module === undefined) return open(`the module of provider ${provider} cannot be told`);
    const path = ["default_tags", 0, "tags", key];
    const name = [settings["name"], settings["alias"]].filter((part) => typeof part === "string").join(".");
    const inFolder = this.reader.providerSource(name, path, module);
    if (expressions["default_tags"] === undefined && inFolder === undefined) return unset;
    // Of an expression in HCL the plan has only what it mentions.
    const inPlan = locate(expressions, path);
    const located = inPlan === undefined || inPlan.source.kind === "references" ? (inFolder ?? inPlan) : inPlan;
    if (located === undefined) return open(`the default tags of provider ${provider} cannot be read`);
    const read = this.reader.moduleSource(located, `provider ${provider}: default_tags`, module);
    if (lacks(read, key)) return unset;
    // A constant leaves no link that was followed.
    return read.trail.length > 0 ? read : { ...read, trail: [`provider ${provider} sets the default tag ${key}`] };
  }

  private cloudControlTag(resource: PlannedResource, key: string): Attribute {
    const tags = member(resource.after, "tags");
    // Some types have a map, most a list of keys and values. What nobody sets is left unknown.
    if (isObject(tags)) return this.reader.attribute(resource, ["tags", key]);
    if (!isList(tags) && !this.reader.isConfigured(resource, "tags"))
      return known(null, [`${resource.address} sets no tags`]);
    const index = listOf(tags).findIndex((tag) => member(tag, "key") === key);
    const planned = plannedValue(resource, index < 0 ? ["tags"] : ["tags", index, "value"]);
    if (planned.state === "unknown")
      return open(`the tags of ${resource.address} are not known yet`, "write the tags as constants");
    const value = index < 0 ? null : planned.value;
    return certain(value ?? null, planned.sensitive, `${resource.address}.tags is known in the plan`);
  }
}

/** The map is there, and the key is not in it. */
const lacks = ({ possible }: Attribute, key: string): boolean =>
  possible.every((value) => value.kind === "undetermined" && value.because === noKey(key));

const certain = (value: unknown, sensitive: boolean, seen: string): Attribute => ({
  possible: [{ kind: "known", value, sensitive }],
  trail: [seen],
});
