import type { PolicyHolder, Role } from "../../estate";
import type { Grant } from "../../iam";
import { lazily } from "../../lazily";
import { plannedValue, type PlannedResource } from "../planned-resources";
import { PolicyReader } from "../policy-documents/policy-reader";
import { keptBy } from "./exclusives";
import { readGivings, type Giving } from "./givings";
import { ownPolicies } from "./own-policies";
import { documentOfPolicy, managedPolicyTypes, policiesByArn, type PolicyByArn } from "./policies";
import { RoleIndex } from "./role-index";
import type { PlanSource } from "./source";

export interface Permissioned {
  readonly roles: readonly Role[];
  readonly otherPolicies: readonly PolicyHolder[];
}

/** Roles with their policies; and the policies that no role of the plan is certain to have, each by itself. */
export function readPolicies(source: PlanSource): Permissioned {
  const { standing, placesWith, read } = source;
  const documents = new PolicyReader(source.reader);
  const byArn = policiesByArn(source, documents);
  const givings = readGivings(source, documents, byArn);
  const planned = standing("aws_iam_role", "awscc_iam_role");
  const index = new RoleIndex(source.reader, planned);
  const { given, placed, anyones } = handOut(givings, index, keptBy(source, index));
  const ownOf = ownPolicies(source, documents, byArn);
  const placeOf = placesWith<Pick<Role, "name" | "arn" | "grants" | "boundary">>({
    name: (role) => read(role, role.type === "awscc_iam_role" ? "role_name" : "name"),
    arn: (role) => read(role, "arn"),
    grants: (role) => [...(given.get(role.address) ?? []), ...ownOf(role), ...anyones],
    boundary: (role) => boundaryOf(role, source, byArn),
  });
  return { roles: planned.map(placeOf), otherPolicies: readOthers(givings, placed, source, documents) };
}

function boundaryOf(role: PlannedResource, { reader, read }: PlanSource, byArn: PolicyByArn): Role["boundary"] {
  const boundary = read(role, "permissions_boundary");
  // Cloud Control leaves unknown what nobody sets.
  const isUnset =
    role.type === "awscc_iam_role" &&
    plannedValue(role, ["permissions_boundary"]).state === "unknown" &&
    !reader.isConfigured(role, "permissions_boundary");
  const isNone = isUnset || boundary.possible.every((value) => "value" in value && (value.value ?? "") === "");
  return isNone ? undefined : { address: role.address, policies: byArn(boundary) };
}

interface HandedOut {
  readonly given: ReadonlyMap<string, readonly Grant[]>;
  /** Given to a role of which nothing is known: each role may be the one. */
  readonly anyones: readonly Grant[];
  /** What needs no judgement of its own, since a role of the plan is certain to have it. */
  readonly placed: ReadonlySet<string>;
}

function handOut(givings: readonly Giving[], index: RoleIndex, keeps: ReturnType<typeof keptBy>): HandedOut {
  const given = new Map<string, Grant[]>();
  const anyones: Grant[] = [];
  const placed = new Set<string>();
  for (const giving of givings) {
    const { address } = giving.resource;
    for (const values of giving.roles) {
      const named = index.named(values);
      const policies = named.size === 0 ? [] : giving.policies();
      if (named === index.everyRole) {
        anyones.push({ address, attached: "unknown", policies });
        continue;
      }
      for (const [role, naming] of named) {
        const attached = keeps(role, giving) ? naming : "unknown";
        given.set(role, [...(given.get(role) ?? []), { address, attached, policies }]);
        if (attached !== "yes") continue;
        for (const policy of giving.gives) placed.add(policy);
        if (!giving.toOthers) placed.add(address);
      }
    }
  }
  return { given, placed, anyones };
}

function readOthers(
  givings: readonly Giving[],
  placed: ReadonlySet<string>,
  { standing, place }: PlanSource,
  documents: PolicyReader,
): readonly PolicyHolder[] {
  const managed = standing(...managedPolicyTypes);
  const here = new Set(managed.map(({ address }) => address));
  const toOthers = new Set(givings.flatMap((giving) => (giving.toOthers ? giving.gives : [])));
  // A managed policy of this plan is told once, at its own address.
  const loose = givings.filter(
    ({ resource, gives }) => !placed.has(resource.address) && !gives.some((address) => here.has(address)),
  );
  return [
    ...loose.map(({ resource, policies }): PolicyHolder =>
      lazily(place(resource), { grants: () => [{ address: resource.address, policies: policies() }] }),
    ),
    ...managed
      .filter(({ address }) => !placed.has(address) || toOthers.has(address))
      .map((policy): PolicyHolder =>
        lazily(place(policy), {
          grants: () => [{ address: policy.address, policies: documentOfPolicy(policy, documents) }],
        }),
      ),
  ];
}
