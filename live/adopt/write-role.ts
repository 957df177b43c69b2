import type { RoleAdoption } from "./adoption";
import { code } from "./source-text";
import { json, made, type Imported } from "./statements";
import type { OwnPolicy, StandingRole, Tags } from "./standing-agent";

/** The role, as it stands. */
export function roleStatements(role: StandingRole, tags: Tags): Imported {
  const { name, path, description, trust, boundary, maxSessionDurationSec } = role;
  const props = {
    name,
    path: path === "/" ? undefined : path,
    description,
    assumeRolePolicy: json("assumeRolePolicy", trust),
    maxSessionDuration: maxSessionDurationSec === 3600 ? undefined : maxSessionDurationSec,
    permissionsBoundary: boundary,
    tags: furtherTags(role.tags, tags),
  };
  return {
    bindings: ["IamRole"],
    constructs: ["ImportBlock"],
    statements: [
      made("IamRole", "Role", props, "role"),
      made("ImportBlock", "RoleImport", { to: code("role"), id: name }),
    ],
  };
}

/** The role's policies, without what they allowed of model calls. They change when the alias has moved, and not before. */
export function policyStatements(role: StandingRole, adoption: RoleAdoption, tags: Tags): Imported {
  const { inline, managed, needsDenial } = adoption;
  const written = inline.flatMap(({ name, document, isEmpty }, index) =>
    inlineStatements(`InlinePolicy${index + 1}`, role.name, { name, document: isEmpty ? undefined : document }),
  );
  const attached = managed.flatMap(({ arn, own, document, isEmpty }, index) =>
    managedStatements(`ManagedPolicy${index + 1}`, arn, role.name, {
      ...{ name: own.name, path: own.path === "/" ? undefined : own.path, description: own.description },
      ...{ policy: isEmpty ? lookOnly : json("policy", document), tags: furtherTags(own.tags, tags) },
    }),
  );
  const denial = { role: code("role.name"), environment: code("environment"), after: code("moved") };
  return {
    bindings: [
      ...(inline.length > 0 ? ["IamRolePolicy"] : []),
      ...(managed.length > 0 ? ["IamPolicy", "IamRolePolicyAttachment"] : []),
    ],
    constructs: needsDenial ? ["NoDirectModelAccess"] : [],
    statements: [
      ...written,
      ...attached,
      ...(needsDenial ? [made("NoDirectModelAccess", "NoDirectModelAccess", denial)] : []),
    ],
  };
}

interface InlinePolicy {
  readonly name: string;
  /** Undefined where nothing is left of it. */
  readonly document: OwnPolicy["document"] | undefined;
}

function inlineStatements(id: string, role: string, { name, document }: InlinePolicy): string[] {
  const policy = document === undefined ? lookOnly : json("policy", document);
  const constant = constantOf(id);
  return [
    made("IamRolePolicy", id, { name, role: code("role.name"), policy, dependsOn: code("moved") }, constant),
    made("ImportBlock", `${id}Import`, { to: code(constant), id: `${role}:${name}` }),
  ];
}

function managedStatements(id: string, arn: string, role: string, props: object): string[] {
  const constant = constantOf(id);
  const attached = `${constant}Attached`;
  const attachment = { role: code("role.name"), policyArn: code(`${constant}.arn`) };
  return [
    made("IamPolicy", id, { ...props, dependsOn: code("moved") }, constant),
    made("ImportBlock", `${id}Import`, { to: code(constant), id: arn }),
    made("IamRolePolicyAttachment", `${id}Attached`, attachment, attached),
    made("ImportBlock", `${id}AttachedImport`, { to: code(attached), id: `${role}/${arn}` }),
  ];
}

const constantOf = (id: string): string => `${id.charAt(0).toLowerCase()}${id.slice(1)}`;

/** IAM takes no policy without a statement, and Terraform would have to delete it. */
const lookOnly = code("lookOnly");

/** The constants that the policies use. */
export function policyConstants({ inline, managed, needsDenial }: RoleAdoption): Imported {
  const all = [...inline, ...managed];
  const Statement = [
    { Effect: "Allow", Action: "bedrock:GetInferenceProfile", Resource: code("inferenceProfile.arn") },
  ];
  const moved =
    "// Until the alias has moved, the version that it serves calls the model itself.\n  const moved = [alias.resource]";
  const left = `// What is left of a policy that allowed model calls and nothing else.\n  const lookOnly = ${
    json("const lookOnly", { Version: "2012-10-17", Statement }, "  ").text
  }`;
  return {
    bindings: [],
    constructs: [],
    statements: [
      ...(all.length > 0 || needsDenial ? [moved] : []),
      ...(all.some(({ isEmpty }) => isEmpty) ? [left] : []),
    ],
  };
}

/** Tags that the stack does not put on all that it makes. */
function furtherTags(own: Tags, shared: Tags): Tags | undefined {
  const further = Object.entries(own).filter(
    ([key, value]) => shared[key] !== value && key !== "Project" && !key.startsWith("aws:"),
  );
  return further.length === 0 ? undefined : Object.fromEntries(further);
}
