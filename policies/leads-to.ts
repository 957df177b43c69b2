import { certainText, certainty, type Attribute, type Certainty, type PossibleValue } from "./attribute";
import type { Resource } from "./estate";

/** Is this attribute a reference to that resource, or its own id or ARN? `own` is how the resource is known: its id or ARN. */
export const leadsTo = (attribute: Attribute, to: Resource, own: Attribute): Certainty =>
  certainty(attribute, (value) => valueLeadsTo(value, to, own));

function valueLeadsTo(value: PossibleValue, to: Resource, own: Attribute): Certainty {
  if (value.kind === "undetermined") return "unknown";
  if (value.kind === "resolved") {
    if (value.of === to.address) return "yes";
    // What a data source will find is not its own.
    if (!("value" in value)) return value.type.startsWith("data.") ? "unknown" : "no";
  }
  if (typeof value.value !== "string") return "no";
  const id = certainText(own);
  // A text cannot hold an id that AWS has yet to give; an ARN may be foreseen.
  if (id === undefined) return value.value.startsWith("arn:") ? "unknown" : "no";
  return holds(value.value, id) ? "yes" : "no";
}

/** The URI of an integration holds the function's ARN, as `.../functions/ARN/invocations`, and a qualified ARN begins with it. */
function holds(text: string, id: string): boolean {
  if (text === id) return true;
  const at = id.startsWith("arn:") ? text.indexOf(id) : -1;
  return at >= 0 && !/^[\w-]/.test(text.slice(at + id.length));
}

/** Yes if all are, no if any is not. */
export const both = (...answers: readonly Certainty[]): Certainty =>
  answers.includes("no") ? "no" : answers.every((each) => each === "yes") ? "yes" : "unknown";

/** Yes if any is, no if none is. */
export const either = (answers: readonly Certainty[]): Certainty =>
  answers.includes("yes") ? "yes" : answers.every((each) => each === "no") ? "no" : "unknown";
