/** A statement of a function's resource policy, as AddPermission writes it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*" | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Who asks to invoke: a service for one of its resources, or a principal of IAM. */
export type Invoker =
  { readonly service: string; readonly sourceArn: string; readonly sourceAccount: string } | { readonly arn: string };

/** Whether one of the statements lets the invoker in. */
export function policyAllows(statements: readonly PolicyStatement[], action: string, invoker: Invoker): boolean {
  return statements.some(
    (statement) =>
      (matches(statement.Action, action) || statement.Action === "*") &&
      principalFits(statement.Principal, invoker) &&
      conditionsFit(statement.Condition ?? {}, invoker),
  );
}

function principalFits(principal: PolicyStatement["Principal"], invoker: Invoker): boolean {
  if (principal === "*") return true;
  if ("Service" in principal) return "service" in invoker && principal.Service === invoker.service;
  return "arn" in invoker && (principal.AWS === invoker.arn || principal.AWS === rootOf(invoker.arn));
}

const rootOf = (arn: string): string => {
  const [, partition = "aws", , , account = ""] = arn.split(":");
  return `arn:${partition}:iam::${account}:root`;
};

function conditionsFit(conditions: NonNullable<PolicyStatement["Condition"]>, invoker: Invoker): boolean {
  const known: Record<string, string> =
    "service" in invoker
      ? { "AWS:SourceArn": invoker.sourceArn, "AWS:SourceAccount": invoker.sourceAccount }
      : { "aws:PrincipalArn": invoker.arn };
  // A key that the request does not have, such as an organization, fits no condition.
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const given = known[key];
      return given !== undefined && (operator === "StringEquals" ? given === wanted : arnMatches(wanted, given));
    }),
  );
}

/** A pattern of ARNs: its first five parts are matched one by one, so that no wildcard reaches over a colon of theirs. */
function arnMatches(pattern: string, arn: string): boolean {
  const split = (text: string) => {
    const parts = text.split(":");
    return [...parts.slice(0, 5), parts.slice(5).join(":")];
  };
  const given = split(arn);
  return split(pattern).every((part, index) => matches(part, given[index] ?? ""));
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "is").test(text);
}
