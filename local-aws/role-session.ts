import { belief, sourced } from "./belief";
import type { Context } from "./context";
import { type Principal, principalsSlice } from "./principals";

belief(
  "STS",
  "A session of a role is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION, its user id ROLEID:SESSION.",
  sourced("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"),
);

interface RoleSessionProps {
  readonly roleArn: string;
  /** Of the session: whoever made it. */
  readonly name: string;
  readonly durationSeconds: number;
}

/** A session of a role with its credentials. */
export interface RoleSession extends Principal {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO. */
  readonly expires: string;
}

/** Makes a session of a role, as AssumeRole does and as services do for the roles that are passed to them. */
export function newRoleSession(
  { roleArn, name, durationSeconds }: RoleSessionProps,
  { accountId, partition, clock, id, state }: Pick<Context, "accountId" | "partition" | "clock" | "id" | "state">,
): RoleSession {
  const role = roleArn.split("/").at(-1) ?? roleArn;
  const accessKeyId = `ASIA${id(16)}`;
  const session = {
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${role}/${name}`,
    userId: `AROA${id(17)}:${name}`,
    accountId,
    accessKeyId,
    roleArn,
    expires: new Date(clock.now().getTime() + durationSeconds * 1000).toISOString(),
  };
  state(principalsSlice).sessions[accessKeyId] = session;
  return { ...session, secretAccessKey: id(40), sessionToken: id(64) };
}
