import { known, type Attribute } from "../../attribute";
import { locate } from "../configuration/from-plan";
import { isObject, listOf, member, objectOf, type JsonObject } from "../json";
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
    const missing = followed.possible.every((value) => value.kind === "undetermined" && value.because === noKey(key));
    return missing ? this.defaultTag(resource, key) : followed;
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
    const expressions = objectOf(objectOf(this.providers[provider])["expressions"]);
    const trail = [`provider ${provider} sets no default tag ${key}`];
    if (expressions["default_tags"] === undefined) return known(null, trail);
    const located = locate(expressions, ["default_tags", 0, "tags", key]);
    if (located === undefined) return open(`the default tags of provider ${provider} cannot be read`);
    const { source, rest } = located;
    if (source.kind === "constant" && isObject(source.json)) return known(member(source.json, key) ?? null, trail);
    return this.reader.rootSource({ source, rest }, `provider ${provider}: default_tags`);
  }

  private cloudControlTag(resource: PlannedResource, key: string): Attribute {
    const tags = plannedValue(resource, ["tags"]);
    if (tags.state === "unknown")
      return open(`the tags of ${resource.address} are not known yet`, "write the tags as constants");
    const found = listOf(tags.value).find((tag) => member(tag, "key") === key);
    return known(member(found, "value") ?? null, [`${resource.address}.tags is known in the plan`]);
  }
}

const certain = (value: unknown, sensitive: boolean, seen: string): Attribute => ({
  possible: [{ kind: "known", value, sensitive }],
  trail: [seen],
});
