import {
  isOpen,
  nodeOfJson,
  readDocument,
  stepsOf,
  type AccessRequest,
  type Grant,
  type Steps,
} from "../../../policies/iam";

export const profile = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc";
export const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0";
export const literal = (text: string): Steps => stepsOf([{ kind: "literal", text }], "none");

/** A policy of these statements, attached. */
export const grant = (...statements: object[]): Grant => grantOf({ Statement: statements });

export function grantOf(policy: object): Grant {
  const [document] = readDocument(nodeOfJson(policy));
  if (document === undefined || isOpen(document)) throw new Error("not read");
  return { address: "a", policies: [{ kind: "document", document }] };
}

/** A policy with one statement, which will be one of these. */
export function oneOfTwo(...statements: object[]): Grant {
  const { policies } = grant(...statements);
  return {
    address: "a",
    policies: policies.map((policy) =>
      policy.kind === "document"
        ? { kind: "document", document: { statements: [policy.document.statements.flat()] } }
        : policy,
    ),
  };
}

export const allow = (more: object): object => ({
  Effect: "Allow",
  Action: "bedrock:InvokeModel",
  Resource: model,
  ...more,
});

export const request = (
  context: Record<string, string | null> = {},
  action = "bedrock:InvokeModel",
  resource = model,
): AccessRequest => ({
  action,
  resource: literal(resource),
  context: new Map(
    Object.entries(context).map(
      ([key, value]) => [key.toLowerCase(), value === null ? "absent" : literal(value)] as const,
    ),
  ),
});
