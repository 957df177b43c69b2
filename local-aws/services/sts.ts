import * as sdk from "@aws-sdk/client-sts";
import { assumed, belief, sourced } from "../belief";
import { principalsSlice } from "../principals";
import { defineService } from "../service";
import * as wires from "../wires";

belief(
  "STS",
  "A session of a role is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION, its user id ROLEID:SESSION.",
  sourced("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"),
);
belief(
  "STS",
  "Any access key that no session was given to is the account's administrator.",
  assumed("no key is checked"),
);

const hourSeconds = 3600;

export const sts = defineService(sdk, wires.sts, {
  GetCallerIdentity: (_input, { caller }) => ({ UserId: caller.userId, Account: caller.accountId, Arn: caller.arn }),

  AssumeRole: (
    { RoleArn, RoleSessionName, DurationSeconds = hourSeconds },
    { accountId, partition, clock, id, state },
  ) => {
    const role = RoleArn.split("/").at(-1) ?? RoleArn;
    const arn = `arn:${partition}:sts::${accountId}:assumed-role/${role}/${RoleSessionName}`;
    const userId = `AROA${id(17)}:${RoleSessionName}`;
    const accessKeyId = `ASIA${id(16)}`;
    const expires = new Date(clock.now().getTime() + DurationSeconds * 1000);
    state(principalsSlice).sessions[accessKeyId] = {
      arn,
      userId,
      accountId,
      accessKeyId,
      roleArn: RoleArn,
      expires: expires.toISOString(),
    };
    return {
      Credentials: { AccessKeyId: accessKeyId, SecretAccessKey: id(40), SessionToken: id(64), Expiration: expires },
      AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    };
  },
});
