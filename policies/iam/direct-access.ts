import { takesAway } from "./allows";
import { isOpen, type Open } from "./document";
import { documentOf, type Grant, type Permissions } from "./grant";
import { directTargets } from "./model-calls";
import { waysOf, type DirectAccess } from "./ways-around";

export type { DirectAccess } from "./ways-around";

/** Every statement that gives, or may give, a way to a model around an application inference profile: its worst one. */
export function directAccess(permissions: Permissions): readonly DirectAccess[] {
  const attached = permissions.grants.filter((grant) => grant.attached !== "unknown");
  const ways = attached.flatMap((grant) => waysThrough(grant, permissions));
  for (const grant of permissions.grants) {
    // One policy that may be attached is enough for a doubt; each is judged by itself where it is written.
    const [way] = grant.attached === "unknown" ? waysAlone(grant) : [];
    if (way !== undefined) return [...ways, way];
  }
  return ways;
}

/** What a policy that may be anybody's gives by itself; worked out once for all who may have it. */
function waysAlone(grant: Grant): readonly DirectAccess[] {
  const found =
    alone.get(grant.policies) ??
    waysThrough(grant, { grants: [{ ...grant, attached: "yes" }] }).map((way) => ({
      ...way,
      answer: "unknown" as const,
      because: way.because ?? "whom this policy is attached to is not known",
      settledBy: way.settledBy ?? "name the role by reference, or give the configuration folder with --config DIR",
    }));
  alone.set(grant.policies, found);
  return found;
}

const alone = new WeakMap<Grant["policies"], readonly DirectAccess[]>();

function waysThrough(grant: Grant, permissions: Permissions): readonly DirectAccess[] {
  return grant.policies.flatMap((policy) => {
    const document = documentOf(policy);
    if (isOpen(document)) return openWay(grant, document, permissions);
    return document.statements.flatMap((slot) =>
      slot.flatMap((statement) => {
        if (isOpen(statement)) return openWay(grant, statement, permissions);
        return waysOf(statement, grant, permissions, grant.policies.length === 1 && slot.length === 1);
      }),
    );
  });
}

/** What is not known can be anything, but for what is taken away from all of it. */
function openWay(grant: Grant, { because, settledBy }: Open, permissions: Permissions): readonly DirectAccess[] {
  for (const { called, actions, contexts, one } of directTargets) {
    for (const action of actions) {
      const refused = contexts.every((context) => takesAway(permissions, { action, resource: one, context }) === "yes");
      const way = { action, called, resource: undefined, address: grant.address, because, settledBy };
      if (!refused) return [{ answer: "unknown", ...way }];
    }
  }
  return [];
}
