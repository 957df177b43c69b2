import type { Certainty } from "../attribute";
import { allows, applies, takesAway } from "./allows";
import { allOfShape, bedrockArns, oneOfShape } from "./bedrock-arns";
import { isOpen, type Statement } from "./document";
import { documentOf, type Permissions } from "./grant";
import { commonText, overlap } from "./overlap";
import type { PolicyText } from "./policy-text";
import type { RequestContext } from "./request";
import { anyTextOf, type Steps } from "./symbols";
import { stepsOf } from "./text-steps";
import { agreed, anyOf } from "../three-valued";

/** Resources of one kind: any of them at will, one whichever, and one for an example. */
export interface ResourceKind {
  readonly any: Steps;
  readonly one: Steps;
  readonly example: Steps;
}

export const allAgentAliases: ResourceKind = {
  any: allOfShape(bedrockArns.agentAlias),
  one: oneOfShape(bedrockArns.agentAlias, "an agent alias"),
  example: oneOfShape("arn:aws:bedrock:us-east-1:123456789012:agent-alias/AAAAAAAAAA/AAAAAAAAAA", "an example"),
};

/** The ARN that is put together from an alias's id: an id of another agent before it would name nothing. */
export const agentAliasOfId = (id: PolicyText): Steps => [
  ...allOfShape(bedrockArns.agentAlias.replace(/<id>$/, "")),
  ...stepsOf(id, "none"),
];

const context: RequestContext = new Map();

/** May the action be done on a resource of the kind, other than those given? */
export function mayReach(
  permissions: Permissions,
  action: string,
  kind: ResourceKind,
  besides: readonly Steps[] = [],
): Certainty {
  return anyOf(
    permissions.grants.map((grant) =>
      agreed(
        grant.policies.map((policy) => {
          const document = documentOf(policy);
          if (isOpen(document)) return "unknown";
          return anyOf(
            document.statements.map((slot) =>
              agreed(
                slot.map((each) => (isOpen(each) ? "unknown" : reaches(each, permissions, action, kind, besides))),
              ),
            ),
          );
        }),
      ),
    ),
  );
}

function reaches(
  statement: Statement,
  permissions: Permissions,
  action: string,
  kind: ResourceKind,
  besides: readonly Steps[],
): Certainty {
  if (statement.effect === "Deny") return "no";
  if (applies(statement, { action, resource: kind.one, context }) === "no") return "no";
  if (takesAway(permissions, { action, resource: kind.one, context }) === "yes") return "no";
  const { negated, texts } = statement.resources;
  if (negated) return proven(kind.example, permissions, action, besides);
  return anyOf(
    texts.flat().map((text): Certainty => {
      const steps = stepsOf(text);
      if (overlap(steps, kind.any) === "no") return "no";
      if (besides.some((own) => same(own, steps))) return "no";
      if (takesAway(permissions, { action, resource: anyTextOf(steps), context }) === "yes") return "no";
      const witnesses = [commonText(steps, kind.any), kind.example].filter((each) => each !== undefined);
      return witnesses.some((witness) => proven(witness, permissions, action, besides) === "yes") ? "yes" : "unknown";
    }),
  );
}

/** The statement names exactly that resource, without a wildcard. */
const same = (own: Steps, named: Steps): boolean =>
  named.every(({ kind, characters }) => kind === "symbol" || characters !== null) && overlap(named, own) === "yes";

function proven(resource: Steps, permissions: Permissions, action: string, besides: readonly Steps[]): Certainty {
  const another = besides.every((own) => !same(own, resource));
  return another && allows(permissions, { action, resource, context }) === "yes" ? "yes" : "unknown";
}
