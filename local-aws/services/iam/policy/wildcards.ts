/** The value of a condition key at this request; undefined where it has none. */
export type LookUp = (key: string) => readonly string[] | undefined;

// A variable's value is taken as it is: its own `*` and `?` are hidden behind signs that no policy has.
const hidden = { "*": "\uE000", "?": "\uE001" } as const;

/**
 * A policy's text with its variables filled in: `${aws:PrincipalAccount}`, `${aws:PrincipalTag/team, 'none'}`, `${*}`.
 * Undefined where a variable has no value and no default: then the statement does not apply.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fillIn(template: string, lookUp: LookUp): string | undefined {
  const missing: string[] = [];
  const text = template.replace(/\$\{([^}]*)\}/g, (_match, inside: string) => {
    const [, key = inside, otherwise] = /^(.*?)\s*,\s*'(.*)'$/.exec(inside) ?? [];
    const value = ["*", "?", "$"].includes(inside) ? inside : (lookUp(key)?.[0] ?? otherwise);
    if (value === undefined) missing.push(key);
    return (value ?? "").replace(/[*?]/g, (sign) => hidden[sign as "*" | "?"]);
  });
  return missing.length === 0 ? text : undefined;
}

/** The text alone, for an operator without wildcards. */
export const plain = (filled: string): string => filled.replaceAll(hidden["*"], "*").replaceAll(hidden["?"], "?");

/** Whether a pattern with `*` and `?`, as `fillIn` gives it, is met by a text. */
export function fits(pattern: string, text: string, flags: "" | "i" = ""): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".")
    .replaceAll(hidden["*"], String.raw`\*`)
    .replaceAll(hidden["?"], String.raw`\?`);
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}

/**
 * Whether a pattern of an ARN is met. Each of the six parts is compared by itself: a `*` spans no colon but in the last.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function fitsArn(pattern: string, arn: string): boolean {
  if (pattern === "*") return true;
  const [patterns, parts] = [arnParts(pattern), arnParts(arn)];
  return patterns.length === 6 && patterns.every((part, index) => fits(part, parts[index] ?? ""));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
