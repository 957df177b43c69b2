import { certainValue, certainty, type Attribute, type Certainty } from "./attribute";

/** The cost allocation tag that names the project. */
export const tagKey = "Project";

/** The project that a tag names, when it is certain. */
export function projectOf(tag: Attribute): string | undefined {
  const value = certainValue(tag)?.value;
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** Is the tag set to something? An empty value is shown by Cost Explorer as "no tag". */
export function isTagged(tag: Attribute): Certainty {
  return certainty(tag, (value) => {
    if (value.kind === "undetermined") return "unknown";
    if (value.kind === "resolved" && !("value" in value)) return "unknown";
    return typeof value.value === "string" && value.value.trim() !== "" ? "yes" : "no";
  });
}

/** How a budget's TagKeyValue filter writes a user-defined tag. */
export const filterValue = (tagKey: string, project: string): string => `user:${tagKey}$${project}`;
