import { known, type Attribute } from "../../policies/attribute";

/** Tags as AWS lists them, which some services write in small letters and some in capitals. */
export type TagList = readonly (
  { key?: string | undefined; value?: string | undefined } | { Key?: string | undefined; Value?: string | undefined }
)[];

export const tagsOf = (list: TagList = []): Readonly<Record<string, string>> =>
  Object.fromEntries(
    list.map((tag) =>
      "Key" in tag || "Value" in tag
        ? [tag.Key ?? "", tag.Value ?? ""]
        : "key" in tag
          ? [tag.key ?? "", tag.value ?? ""]
          : ["", ""],
    ),
  );

/** What the estate asks of a resource's tags. */
export function tagReader(address: string, tags: Readonly<Record<string, string>>): (key: string) => Attribute {
  return (key) =>
    known(Object.hasOwn(tags, key) ? tags[key] : null, [
      Object.hasOwn(tags, key) ? `AWS lists the tag ${key} of ${address}` : `AWS lists no tag ${key} of ${address}`,
    ]);
}
