import type { GrantedPolicy } from "../../iam";
import { isList } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import type { PolicyReader } from "../policy-documents/policy-reader";
import type { PlanReader } from "../reader";
import { structured, type Values } from "../values/value";
import type { PolicyByArn } from "./policies";
import type { PlanSource } from "./source";

/** A resource that gives a policy to roles, users or groups. */
export interface Giving {
  readonly resource: PlannedResource;
  /** Names of roles; empty where it gives to users and groups only. */
  readonly roles: readonly Values[];
  readonly toOthers: boolean;
  /** Managed policies of this plan that it may give, by address. */
  readonly gives: readonly string[];
  readonly policies: () => readonly GrantedPolicy[];
}

const inlineTypes = ["aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"];

const attachmentTypes = [
  "aws_iam_role_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_user_policy_attachment",
  "aws_iam_group_policy_attachment",
];

export function readGivings(source: PlanSource, documents: PolicyReader, byArn: PolicyByArn): readonly Giving[] {
  const { standing, read, reader } = source;
  const inline = standing(...inlineTypes).map((resource): Giving => ({
    resource,
    ...(resource.type === "aws_iam_role_policy"
      ? { roles: namedBy(reader, resource, "role"), toOthers: false }
      : { roles: [], toOthers: true }),
    gives: [],
    policies: () => documents.policies(resource, "policy"),
  }));
  const attachments = standing(...attachmentTypes).map((resource): Giving => {
    const arn = read(resource, "policy_arn");
    return {
      resource,
      ...receivers(resource, reader),
      gives: arn.possible.flatMap((value) => (value.kind === "resolved" ? [value.of] : [])),
      policies: () => byArn(arn),
    };
  });
  return [...inline, ...attachments, ...standing(exclusiveType).flatMap((each) => exclusive(each, reader, byArn))];
}

/** Attaches what is missing of its list, and takes the rest away. Its twin for inline policies adds none. */
const exclusiveType = "aws_iam_role_policy_attachments_exclusive";

function exclusive(resource: PlannedResource, reader: PlanReader, byArn: PolicyByArn): Giving[] {
  const roles = namedBy(reader, resource, "role_name");
  return namedBy(reader, resource, "policy_arns").map((item): Giving => {
    const arn = reader.attributeOf(item);
    const gives = arn.possible.flatMap((value) => (value.kind === "resolved" ? [value.of] : []));
    return { resource, roles, toOthers: false, gives, policies: () => byArn(arn) };
  });
}

function receivers(resource: PlannedResource, reader: PlanReader): Pick<Giving, "roles" | "toOthers"> {
  switch (resource.type) {
    case "aws_iam_role_policy_attachment":
      return { roles: namedBy(reader, resource, "role"), toOthers: false };
    case "aws_iam_policy_attachment":
      return {
        roles: namedBy(reader, resource, "roles"),
        toOthers: holdsAny(resource, "users") || holdsAny(resource, "groups"),
      };
    default:
      return { roles: [], toOthers: true };
  }
}

/**
 * What an attribute names roles by: one role, or each of a list. A reference goes before a name that is known, since two
 * accounts may have a role of one name.
 */
export function namedBy(reader: PlanReader, resource: PlannedResource, attribute: string): readonly Values[] {
  const written = listedNames(reader.structureWritten(resource, [attribute]).values);
  const isReference = written.flat().every(({ kind }) => kind === "attribute");
  return isReference ? written : listedNames(reader.structure(resource, [attribute]).values);
}

function listedNames(values: Values): readonly Values[] {
  const [only, ...others] = values.map(structured);
  if (only?.kind === "list" && others.length === 0) return only.items;
  if (only?.kind === "known" && only.value === null && others.length === 0) return [];
  return [values];
}

function holdsAny(resource: PlannedResource, attribute: string): boolean {
  const planned = plannedValue(resource, [attribute]);
  return planned.state === "unknown" || (isList(planned.value) && planned.value.length > 0);
}
