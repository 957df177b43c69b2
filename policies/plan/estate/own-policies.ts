import type { Grant } from "../../iam";
import { lazily } from "../../lazily";
import { listOf, member } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import type { PolicyReader } from "../policy-documents/policy-reader";
import type { PolicyByArn } from "./policies";
import type { PlanSource } from "./source";

/** Policies that a role's own block writes or attaches. */
export function ownPolicies(
  source: PlanSource,
  documents: PolicyReader,
  byArn: PolicyByArn,
): (role: PlannedResource) => readonly Grant[] {
  const standing = lazily({}, { elsewhere: () => givenElsewhere(source) });
  return (role) => {
    const isNew = role.change === "create" || role.change === "replace";
    const others = isNew ? noOthers : standing.elsewhere;
    return [...inline(role, others, source, documents), ...attached(role, others, source, byArn)];
  };
}

const noOthers: ReadonlySet<unknown> = new Set();

/** What a role's block calls the policies that it writes, and their members. */
const ofProvider = { blocks: "inline_policy", name: "name", document: "policy" } as const;
const ofCloudControl = { blocks: "policies", name: "policy_name", document: "policy_document" } as const;

function inline(
  role: PlannedResource,
  others: ReadonlySet<unknown>,
  source: PlanSource,
  documents: PolicyReader,
): readonly Grant[] {
  const { address } = role;
  const { blocks, name, document } = role.type === "awscc_iam_role" ? ofCloudControl : ofProvider;
  const rows = listOf(member(role.after, blocks));
  // Most roles have none.
  if (rows.length === 0) return [];
  // The plan holds these blocks as a set: what is not known of one is read from all that are written.
  const unsorted =
    rows.some((_, index) => plannedValue(role, [blocks, index, document]).state === "unknown") &&
    source.reader.writtenBlocks(role, blocks) === rows.length;
  return rows.flatMap((block, index): Grant[] => {
    if (others.has(member(block, name))) return [];
    const path = [blocks, index, document];
    return [
      { address, policies: unsorted ? documents.writtenPolicies(role, ...path) : documents.policies(role, ...path) },
    ];
  });
}

function attached(
  role: PlannedResource,
  others: ReadonlySet<unknown>,
  { reader }: PlanSource,
  byArn: PolicyByArn,
): readonly Grant[] {
  const { address } = role;
  const planned = plannedValue(role, ["managed_policy_arns"]);
  if (planned.state === "known") {
    const arns = listOf(planned.value).filter((arn) => !others.has(arn));
    return arns.map((value) => ({
      address,
      policies: byArn({ possible: [{ kind: "known", value, sensitive: false }], trail: [] }),
    }));
  }
  // A list that nobody writes is what other resources attach.
  if (!reader.isConfigured(role, "managed_policy_arns")) return [];
  const { values, settled } = reader.structureWritten(role, ["managed_policy_arns"]);
  return values.flatMap((value): Grant[] => {
    const list = settled(value);
    const items = list.kind === "list" ? list.items : [[list]];
    return items.map((item) => ({ address, policies: byArn(reader.attributeOf(item)) }));
  });
}

/**
 * Names and ARNs of the policies that resources of their own give to roles. What stands in AWS comes back in the role's block
 * too, as it was before the plan: those resources tell what it will be.
 */
function givenElsewhere({ standing, removed }: PlanSource): ReadonlySet<unknown> {
  const types = ["aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_iam_policy_attachment"];
  return new Set(
    [...standing(...types), ...removed(...types)].flatMap(({ before, after }) =>
      [before, after].flatMap((state) => [member(state, "name"), member(state, "policy_arn")]),
    ),
  );
}
