import type { Certainty } from "../attribute";
import { allows, applies, coversAction, takesAway } from "./allows";
import type { Selection, Statement } from "./document";
import type { Grant, Permissions } from "./grant";
import { directTargets, throughSystemProfile, type DirectTarget } from "./model-calls";
import { commonText, overlap } from "./overlap";
import { describeText, type PolicyText } from "./policy-text";
import { inferenceProfileKey, type RequestContext } from "./request";
import { anyTextOf, type Steps } from "./symbols";
import { stepsOf } from "./text-steps";
import { agreed } from "../three-valued";

/** A way to a model around a profile, which is there or may be there. */
export interface DirectAccess {
  readonly answer: "yes" | "unknown";
  readonly action: string;
  /** What may be called, in words. */
  readonly called: string;
  /** The resource as the statement names it; undefined for a policy that is not known. */
  readonly resource: string | undefined;
  /** Where the policy is written or attached. */
  readonly address: string;
  readonly because: string | undefined;
  readonly settledBy: string | undefined;
}

/**
 * The worst way that a statement gives: a certain one, else one that may be there.
 * @param stands whether it is a statement of the policy, whatever else turns out
 */
export function waysOf(
  statement: Statement,
  grant: Grant,
  permissions: Permissions,
  stands: boolean,
): readonly DirectAccess[] {
  if (statement.effect === "Deny") return [];
  const targets = admitsByValue(statement) ? [...directTargets, throughSystemProfile] : directTargets;
  let open: DirectAccess | undefined;
  for (const target of targets) {
    for (const action of target.actions) {
      if (coversAction(statement, action) === "no") continue;
      for (const resource of resourcesOf(statement.resources)) {
        const answer = wayTo(target, action, resource, statement, permissions);
        if (answer === "no") continue;
        const way = { action, called: target.called, resource: resource.shown, address: grant.address };
        if (answer === "yes") return [{ ...way, answer, because: undefined, settledBy: undefined }];
        open ??= { ...way, answer, ...whyUnknown(statement, resource, stands) };
      }
    }
  }
  return open === undefined ? [] : [open];
}

/** Null asks only whether a profile is named; which ones may be is said where profiles are allowed. */
const admitsByValue = ({ conditions }: Statement): boolean =>
  conditions.some(({ key, operator }) => key.toLowerCase() === inferenceProfileKey && !/null$/i.test(operator));

interface NamedResource {
  readonly shown: string;
  /** What the statement names; undefined for everything but what NotResource names. */
  readonly steps: Steps | undefined;
}

function resourcesOf({ negated, texts }: Selection): readonly NamedResource[] {
  const shown = (text: PolicyText): string => describeText(text);
  if (negated) return [{ shown: `all but ${texts.flat().map(shown).join(", ")}`, steps: undefined }];
  return texts.flat().map((text) => ({ shown: shown(text), steps: stepsOf(text) }));
}

function wayTo(
  target: DirectTarget,
  action: string,
  { steps }: NamedResource,
  statement: Statement,
  permissions: Permissions,
): Certainty {
  if (steps !== undefined && overlap(steps, target.any) === "no") return "no";
  const answers = target.contexts.map((context): Certainty => {
    const witnesses = [target.example, steps === undefined ? undefined : commonText(steps, target.any)];
    for (const resource of witnesses) {
      if (resource === undefined) continue;
      const request = { action, resource, context };
      if (applies(statement, request) === "yes" && allows(permissions, request) === "yes") return "yes";
    }
    return ruledOut(target, action, steps, context, statement, permissions) ? "no" : "unknown";
  });
  // Of the contexts one is AWS's; which one is not documented.
  return agreed(answers);
}

/** Nothing that the statement names can be called: its conditions never hold, or all of it is taken away. */
function ruledOut(
  target: DirectTarget,
  action: string,
  steps: Steps | undefined,
  context: RequestContext,
  statement: Statement,
  permissions: Permissions,
): boolean {
  if (applies(statement, { action, resource: target.one, context }) === "no") return true;
  const everything = steps === undefined ? [target.one] : [target.one, anyTextOf(steps)];
  return everything.some((resource) => takesAway(permissions, { action, resource, context }) === "yes");
}

function whyUnknown(
  { conditions, actions }: Statement,
  resource: NamedResource,
  stands: boolean,
): Pick<DirectAccess, "because" | "settledBy"> {
  const open = [...actions.texts.flat(2), ...conditions.flatMap(({ values }) => values.flat(2))].find(
    (part) => part.kind === "open",
  );
  const unread = conditions.filter(({ key }) => key.toLowerCase() !== inferenceProfileKey).map(({ key }) => key);
  if (unread.length > 0)
    return {
      because: `whether its condition on ${unread.join(", ")} holds is not known`,
      settledBy: "add a condition StringEquals on bedrock:InferenceProfileArn",
    };
  if (open?.kind === "open") return { because: open.because, settledBy: open.settledBy };
  if (resource.steps?.some(({ kind }) => kind === "symbol") === true)
    return {
      because: "not all of its resource is known yet",
      settledBy: "name the profile or its models by reference",
    };
  return stands
    ? { because: "a Deny takes part of it away, or a profile may not be named", settledBy: "narrow the Allow itself" }
    : { because: "whether this policy will be the one is not known yet", settledBy: undefined };
}
