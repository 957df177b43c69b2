import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "@jest/globals";
import { clientOf, runLocalAws } from "../support/run-local-aws";

const role = "arn:aws:iam::111122223333:role/service/agent";

test("a key that no session was given to is the account's administrator", async () => {
  const sts = new STSClient(clientOf(await runLocalAws()));
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: "111122223333",
    Arn: "arn:aws:iam::111122223333:user/local",
  });
});

test("a session's key is the role's session, in another account too", async () => {
  const aws = await runLocalAws({ accountId: "444455556666" });
  const { Credentials, AssumedRoleUser } = await new STSClient(clientOf(aws)).send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "lambda", DurationSeconds: 900 }),
  );
  expect(AssumedRoleUser?.Arn).toBe("arn:aws:sts::444455556666:assumed-role/agent/lambda");
  const minutes = ((Credentials?.Expiration?.getTime() ?? 0) - aws.clock.now().getTime()) / 60_000;
  expect(minutes).toBeCloseTo(15, 1);
  const session = new STSClient(clientOf(aws, Credentials?.AccessKeyId));
  expect(await session.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Arn: AssumedRoleUser?.Arn,
    UserId: AssumedRoleUser?.AssumedRoleId,
  });
});

test("a missing member is refused by its name", async () => {
  const sts = new STSClient(clientOf(await runLocalAws()));
  const asked = sts.send(new AssumeRoleCommand({ RoleArn: role } as never));
  await expect(asked).rejects.toMatchObject({
    name: "ValidationError",
    message: 'Missing required member "RoleSessionName".',
    $metadata: { httpStatusCode: 400 },
  });
});

test("an operation that is not there answers 501 by its name, and is kept", async () => {
  const aws = await runLocalAws();
  const asked = new STSClient(clientOf(aws)).send(new GetSessionTokenCommand({}));
  await expect(asked).rejects.toMatchObject({
    message: "Local AWS has no operation STS.GetSessionToken.",
    $metadata: { httpStatusCode: 501 },
  });
  expect(aws.requests.missing()).toEqual(["STS.GetSessionToken"]);
  aws.requests.clear();
});
