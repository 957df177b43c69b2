import type { Context } from "../../context";
import type { Asker } from "./policy/principals";
import type { LookUp } from "./policy/wildcards";
import type { Role } from "./state";

/** Condition keys with their values. */
export type Keys = Readonly<Record<string, string | readonly string[]>>;

/**
 * The condition keys that every request has.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function keysOf(
  asker: Asker,
  role: Role | undefined,
  { region, clock, accountId }: Pick<Context, "region" | "clock" | "accountId">,
): Keys {
  const tags = (role?.tags ?? []).map(({ Key, Value }) => [`aws:PrincipalTag/${Key}`, Value] as const);
  return {
    "aws:CurrentTime": clock.now().toISOString(),
    "aws:EpochTime": String(Math.floor(clock.now().getTime() / 1000)),
    "aws:RequestedRegion": region,
    "aws:ResourceAccount": accountId,
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": String(asker.type === "Service"),
    ...(asker.type === "AWS" && { "aws:PrincipalAccount": accountId, "aws:PrincipalArn": asker.names.at(-1) ?? "" }),
    ...(asker.type === "Service" && { "aws:PrincipalServiceName": asker.names[0] ?? "" }),
    ...Object.fromEntries(tags),
  };
}

/** Names of condition keys are the same in any case. */
export function lookUpIn(keys: Keys): LookUp {
  const found = new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), [value].flat()]));
  return (key) => found.get(key.toLowerCase());
}
