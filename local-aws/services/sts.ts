import * as sdk from "@aws-sdk/client-sts";
import { assumed, belief } from "../belief";
import { newRoleSession } from "../role-session";
import { defineService } from "../service";
import * as wires from "../wires";

belief(
  "STS",
  "Any access key that no session was given to is the account's administrator.",
  assumed("no key is checked"),
);

const hourSeconds = 3600;

export const sts = defineService(sdk, wires.sts, {
  GetCallerIdentity: (_input, { caller }) => ({ UserId: caller.userId, Account: caller.accountId, Arn: caller.arn }),

  AssumeRole: ({ RoleArn, RoleSessionName, DurationSeconds = hourSeconds }, context) => {
    const session = newRoleSession(
      { roleArn: RoleArn, name: RoleSessionName, durationSeconds: DurationSeconds },
      context,
    );
    const { accessKeyId, secretAccessKey, sessionToken } = session;
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: new Date(session.expires),
      },
      AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    };
  },
});
