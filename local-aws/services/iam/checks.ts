import * as sdk from "@aws-sdk/client-iam";
import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { AwsError, modelled } from "../../protocol/aws-error";
import type { PolicyDocument } from "./policy/document";
import { NotAPolicy, readDocument } from "./policy/read-document";
import { iamSlice, type Tag } from "./state";

belief(
  "IAM",
  "A role's inline policies hold 10,240 characters together, a managed policy 6,144, a trust policy 2,048; white space does not count.",
  sourced("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
);

/** @throws ValidationError for a name that IAM refuses */
export function checkName(member: string, name: string, maxLength: number): void {
  const constraint =
    name.length > maxLength
      ? `Member must have length less than or equal to ${String(maxLength)}`
      : String.raw`Member must satisfy regular expression pattern: [\w+=,.@-]+`;
  if (name.length <= maxLength && /^[\w+=,.@-]+$/.test(name)) return;
  const found = `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: ${constraint}`;
  throw new AwsError("ValidationError", 400, found);
}

/** What a role may do: no principal, and resources. @throws MalformedPolicyDocument */
export function checkPermissions(text: string): void {
  for (const { principal, resource } of read(text).statements) {
    if (principal) throw malformed("Policy document should not specify a principal.");
    if (!resource) throw malformed("Policy statement must contain resources.");
    const wrong = resource.patterns.find((pattern) => !isArnPattern(pattern));
    if (wrong !== undefined) throw malformed(`Resource ${wrong} must be in ARN format or "*".`);
  }
}

/** Who may assume a role: principals that are there, and no resource. @throws MalformedPolicyDocument */
export function checkTrust(text: string, { accountId, state }: Pick<Context, "accountId" | "state">): void {
  const arns = Object.values(state(iamSlice).roles).map(({ arn }) => arn);
  const isGone = (value: string) => value.includes(`:iam::${accountId}:role/`) && !arns.includes(value);
  for (const { principal, resource } of read(text).statements) {
    if (resource) throw malformed("Has prohibited field Resource");
    if (!principal) throw malformed("Missing required field Principal");
    const gone = principal.named.find(({ type, value }) => type === "AWS" && isGone(value));
    if (gone) throw malformed(`Invalid principal in policy: "AWS":"${gone.value}"`);
  }
  if (sizeOf(text) > 2048) throw modelled(sdk.LimitExceededException, "Cannot exceed quota for ACLSizePerRole: 2048");
}

/** Characters of a policy, as IAM counts them. */
export const sizeOf = (text: string): number => text.replace(/\s/g, "").length;

/** Tags with others put over them. @throws LimitExceeded for more than 50 */
export function withTags(tags: readonly Tag[], added: readonly Tag[]): Tag[] {
  const all = new Map([...tags, ...added].map((tag) => [tag.Key, tag]));
  if (all.size > 50) throw modelled(sdk.LimitExceededException, "The number of tags has reached the maximum limit.");
  return [...all.values()];
}

/** A policy as IAM answers it: URL-encoded by RFC 3986. */
export const encoded = (document: string): string =>
  encodeURIComponent(document).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const isArnPattern = (pattern: string): boolean => pattern === "*" || /^(arn|\*)(:[^:]*){4}:.+$/s.test(bare(pattern));

/** Without variables, whose names have colons. */
const bare = (pattern: string): string => pattern.replace(/\$\{[^}]*\}/g, "x");

function read(text: string): PolicyDocument {
  try {
    return readDocument(text);
  } catch (error) {
    throw error instanceof NotAPolicy ? malformed(error.message) : error;
  }
}

const malformed = (message: string) => modelled(sdk.MalformedPolicyDocumentException, message);
