import type { Certainty } from "../attribute";
import { conditionHolds } from "./condition-holds";
import { isOpen, type Open, type PolicyDocument, type Selection, type Statement, type StatementSlot } from "./document";
import { documentOf, type Grant, type Permissions } from "./grant";
import { overlap } from "./overlap";
import { perObject } from "./per-object";
import { stepsOfAction, type AccessRequest } from "./request";
import { lowered } from "./symbols";
import { stepsOf } from "./text-steps";
import type { PolicyText } from "./policy-text";
import { agreedOnEach, allOf, anyOf, anyOfEach, not } from "../three-valued";

/**
 * Do these permissions allow the request? A Deny wins over every Allow, and a boundary must allow it too.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allows(permissions: Permissions, request: AccessRequest): Certainty {
  const granted = anySays(permissions.grants, "Allow", request);
  return granted === "no" ? "no" : allOf([granted, not(takesAway(permissions, request))]);
}

/** Do a Deny or the boundary refuse the request, whatever else allows it? */
export function takesAway({ grants, boundary }: Permissions, request: AccessRequest): Certainty {
  const denied = anySays(grants, "Deny", request);
  if (boundary === undefined) return denied;
  return anyOf([denied, says(boundary, "Deny", request), not(says(boundary, "Allow", request))]);
}

/** A policy that may be attached gives no certainty: after the first doubt the others need no look. */
function anySays(grants: readonly Grant[], effect: "Allow" | "Deny", request: AccessRequest): Certainty {
  let found: Certainty = "no";
  for (const grant of grants) {
    if (found === "unknown" && grant.attached === "unknown") continue;
    const answer = says(grant, effect, request);
    if (answer === "yes") return "yes";
    if (answer === "unknown") found = "unknown";
  }
  return found;
}

function says(grant: Grant, effect: "Allow" | "Deny", request: AccessRequest): Certainty {
  const answer = agreedOnEach(grant.policies, (policy) => documentSays(documentOf(policy), effect, request));
  return allOf([grant.attached ?? "yes", answer]);
}

function documentSays(document: PolicyDocument | Open, effect: "Allow" | "Deny", request: AccessRequest): Certainty {
  if (isOpen(document)) return "unknown";
  if (effect === "Deny" && !mayDeny(document)) return "no";
  return anyOfEach(document.statements, (slot) => slotSays(slot, effect, request));
}

/** Most documents deny nothing, whatever is asked. */
function mayDeny(document: PolicyDocument): boolean {
  const answer =
    denying.get(document) ??
    document.statements.some((slot) => slot.some((statement) => isOpen(statement) || statement.effect !== "Allow"));
  denying.set(document, answer);
  return answer;
}

const denying = new WeakMap<PolicyDocument, boolean>();

const slotSays = (slot: StatementSlot, effect: "Allow" | "Deny", request: AccessRequest): Certainty =>
  agreedOnEach(slot, (statement) => {
    if (isOpen(statement)) return "unknown";
    if (!isOpen(statement.effect)) return statement.effect === effect ? applies(statement, request) : "no";
    return applies(statement, request) === "no" ? "no" : "unknown";
  });

/** Is the request one of those that the statement is about? */
export function applies(statement: Statement, { action, resource, context }: AccessRequest): Certainty {
  const covered = coversAction(statement, action);
  if (covered === "no") return "no";
  const selected = selects(statement.resources, (text) => overlap(stepsOf(text), resource));
  if (selected === "no") return "no";
  return allOf([covered, selected, conditionsHold(statement, context)]);
}

/** A statement is asked about the same few actions again and again: for each resource, and in each context. */
export function coversAction({ actions }: Statement, action: string): Certainty {
  const known = covered(actions);
  let answer = known.get(action);
  if (answer === undefined) {
    answer = selects(actions, (text) => matchesAction(text, action));
    known.set(action, answer);
  }
  return answer;
}

const covered = perObject<Selection, Map<string, Certainty>>(() => new Map());

const conditionsHold = ({ conditions }: Statement, context: AccessRequest["context"]): Certainty =>
  allOf(conditions.map((condition) => conditionHolds(condition, context)));

export function selects({ negated, texts }: Selection, matches: (text: PolicyText) => Certainty): Certainty {
  const selected = anyOfEach(texts, (slot) => agreedOnEach(slot, matches));
  return negated ? not(selected) : selected;
}

function matchesAction(text: PolicyText, action: string): Certainty {
  const [part, ...others] = text;
  // Most actions of a plan are plain names of other services: those are told apart without looking at each character.
  if (part?.kind === "literal" && others.length === 0 && !/[*?]/.test(part.text))
    return part.text.toLowerCase() === action.toLowerCase() ? "yes" : "no";
  return overlap(lowered(stepsOf(text)), stepsOfAction(action));
}
