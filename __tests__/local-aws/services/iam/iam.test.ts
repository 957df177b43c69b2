import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  TagRoleCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "@jest/globals";
import { isAllowed } from "../../../../local-aws/services/iam";
import { clientOf, runLocalAws } from "../../support/run-local-aws";

const account = "111122223333";
const RoleName = "News";
const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (Principal: object) => policy({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
const forBedrock = trust({ Service: "bedrock.amazonaws.com" });
const invoke = (Resource: string) => policy({ Effect: "Allow", Action: "bedrock:InvokeModel", Resource });
const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";

async function withRole() {
  const aws = await runLocalAws();
  const iam = new IAMClient(clientOf(aws));
  const Tags = [{ Key: "Project", Value: "news & co" }];
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: forBedrock, Path: "/agents/", Tags }));
  const mayInvoke = () => {
    const by = { roleArn: `arn:aws:iam::${account}:role/agents/News` };
    const context = { ...aws, accountId: account, region: "eu-west-2" };
    return isAllowed({ by, action: "bedrock:InvokeModel", resource: model }, context);
  };
  return { aws, iam, mayInvoke };
}

describe("a role", () => {
  test("is kept with its trust, URL-encoded, and its tags; its name in any case", async () => {
    const { iam } = await withRole();
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: "news" }));
    expect(Role).toMatchObject({
      RoleName,
      Arn: `arn:aws:iam::${account}:role/agents/News`,
      Path: "/agents/",
      MaxSessionDuration: 3600,
      Tags: [{ Key: "Project", Value: "news & co" }],
    });
    expect(Role?.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22/);
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(forBedrock);
    const { Roles } = await iam.send(new ListRolesCommand({ PathPrefix: "/agents/" }));
    expect(Roles?.map((role) => role.RoleName)).toEqual([RoleName]);
    expect((await iam.send(new ListRolesCommand({ PathPrefix: "/other/" }))).Roles).toEqual([]);
  });

  test("changes its description, session, trust and tags in place", async () => {
    const { iam } = await withRole();
    await iam.send(new UpdateRoleCommand({ RoleName, Description: "one", MaxSessionDuration: 7200 }));
    await iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: "two" }));
    const forLambda = trust({ Service: "lambda.amazonaws.com" });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: forLambda }));
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "Team", Value: "a" }] }));
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: "Team", Value: "b" }] }));
    await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ["Project"] }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({ Description: "two", MaxSessionDuration: 7200 });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(forLambda);
    expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: "Team", Value: "b" }]);
  });

  test("is refused twice, and with a name or a trust that IAM does not take", async () => {
    const { iam } = await withRole();
    const create = (name: string, AssumeRolePolicyDocument: string) =>
      iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
    await expect(create("NEWS", forBedrock)).rejects.toMatchObject({
      name: "EntityAlreadyExistsException",
      $metadata: { httpStatusCode: 409 },
    });
    await expect(create("a/b", forBedrock)).rejects.toMatchObject({ name: "ValidationError" });
    await expect(create("a".repeat(65), forBedrock)).rejects.toThrow("less than or equal to 64");
    const wrong = { name: "MalformedPolicyDocumentException", $metadata: { httpStatusCode: 400 } };
    await expect(create("other", invoke("*"))).rejects.toMatchObject(wrong);
    await expect(create("other", "{")).rejects.toThrow("invalid Json");
    const gone = trust({ AWS: `arn:aws:iam::${account}:role/gone` });
    await expect(create("other", gone)).rejects.toThrow("Invalid principal in policy");
    const long = trust({ Service: Array.from({ length: 100 }, () => "bedrock.amazonaws.com") });
    await expect(create("other", long)).rejects.toMatchObject({ name: "LimitExceededException" });
  });

  test("that is not there has no entity", async () => {
    const { iam } = await withRole();
    await expect(iam.send(new GetRoleCommand({ RoleName: "other" }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: "The role with name other cannot be found.",
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe("an inline policy", () => {
  const PolicyName = "invoke";
  test("is kept, decides, and goes", async () => {
    const { iam, mayInvoke } = await withRole();
    expect(mayInvoke()).toBe(false);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: invoke(model) }));
    expect(mayInvoke()).toBe(true);
    const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    expect(decodeURIComponent(PolicyDocument)).toBe(invoke(model));
    expect(PolicyDocument).not.toMatch(/[{}":*()'!]/);
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual([PolicyName]);
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: "DeleteConflictException",
      message: "Cannot delete entity, must delete policies first.",
    });
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    expect(mayInvoke()).toBe(false);
    await expect(iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
    await iam.send(new DeleteRoleCommand({ RoleName }));
  });

  test.each([
    ["a principal", forBedrock.replace('"Action"', '"Resource":"*","Action"'), "should not specify a principal"],
    ["no resource", policy({ Effect: "Allow", Action: "*" }), "must contain resources"],
    ["no action", policy({ Effect: "Allow", Resource: "*" }), "must contain actions"],
    [
      "an action without a service",
      policy({ Effect: "Allow", Action: "Invoke", Resource: "*" }),
      "prefaced by a vendor",
    ],
    ["a resource that is no ARN", invoke("my-model"), "Resource my-model must be in ARN format"],
    ["an element that IAM lacks", policy({ Effect: "Allow", Action: "*", Resource: "*", Role: "x" }), "Syntax errors"],
    ["both Action and NotAction", policy({ Effect: "Allow", Action: "*", NotAction: "*", Resource: "*" }), "Syntax"],
    [
      "an operator that IAM lacks",
      policy({ Effect: "Allow", Action: "*", Resource: "*", Condition: { StringIs: { a: "b" } } }),
      "Invalid Condition type : StringIs",
    ],
  ])("with %s is malformed", async (_name, PolicyDocument, message) => {
    const { iam } = await withRole();
    const put = iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    await expect(put).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
    await expect(put).rejects.toThrow(message);
  });

  test("counts towards the role's 10,240 characters with the others", async () => {
    const { iam } = await withRole();
    const PolicyDocument = invoke(`${model}${"x".repeat(6000)}`);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "a", PolicyDocument }));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "a", PolicyDocument }));
    const second = iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "b", PolicyDocument }));
    await expect(second).rejects.toMatchObject({ name: "LimitExceededException" });
  });
});

describe("a managed policy", () => {
  const PolicyArn = `arn:aws:iam::${account}:policy/invoke`;
  async function withPolicy() {
    const given = await withRole();
    await given.iam.send(new CreatePolicyCommand({ PolicyName: "invoke", PolicyDocument: invoke("arn:aws:s3:::x") }));
    return given;
  }

  test("decides by its default version, where it is attached", async () => {
    const { iam, mayInvoke } = await withPolicy();
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: invoke(model) }));
    expect(mayInvoke()).toBe(false);
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: "v2" }));
    expect(mayInvoke()).toBe(true);
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toEqual([{ PolicyArn, PolicyName: "invoke" }]);
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ AttachmentCount: 1, DefaultVersionId: "v2", IsAttachable: true });
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v2" }));
    expect(PolicyVersion).toMatchObject({ IsDefaultVersion: true, VersionId: "v2" });
    expect(decodeURIComponent(PolicyVersion?.Document ?? "")).toBe(invoke(model));
    const conflict = { name: "DeleteConflictException" };
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject(conflict);
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toThrow("must detach all policies first");
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(mayInvoke()).toBe(false);
    const again = iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await expect(again).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  test("has five versions at most, and a number once", async () => {
    const { iam } = await withPolicy();
    const cut = () =>
      iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: invoke("*"), SetAsDefault: true }));
    for (let version = 2; version <= 5; version++) await cut();
    await expect(cut()).rejects.toMatchObject({ name: "LimitExceededException" });
    const remove = (VersionId: string) => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    await expect(remove("v5")).rejects.toMatchObject({ name: "DeleteConflictException" });
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toThrow("more than one version");
    await remove("v4");
    await expect(remove("v4")).rejects.toMatchObject({ name: "NoSuchEntityException" });
    expect((await cut()).PolicyVersion?.VersionId).toBe("v6");
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(["v6", "v5", "v3", "v2", "v1"]);
  });

  test("is refused twice, too large, or without a resource; is tagged; goes", async () => {
    const { iam } = await withPolicy();
    const create = (PolicyName: string, PolicyDocument: string) =>
      iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    await expect(create("invoke", invoke("*"))).rejects.toMatchObject({ name: "EntityAlreadyExistsException" });
    await expect(create("b", invoke(model + "x".repeat(6144)))).rejects.toMatchObject({
      name: "LimitExceededException",
    });
    await expect(create("b", forBedrock)).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
    const Tags = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ];
    await iam.send(new TagPolicyCommand({ PolicyArn, Tags }));
    await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: ["a"] }));
    expect((await iam.send(new ListPolicyTagsCommand({ PolicyArn }))).Tags).toEqual([{ Key: "b", Value: "2" }]);
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    const gone = iam.send(new GetPolicyCommand({ PolicyArn }));
    await expect(gone).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });

  test("of AWS's own decides where its document is here, and is refused by name where it is not", async () => {
    const { iam, mayInvoke } = await withRole();
    const attach = (name: string) =>
      iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: `arn:aws:iam::aws:policy/${name}` }));
    await attach("service-role/AWSLambdaBasicExecutionRole");
    expect(mayInvoke()).toBe(false);
    await attach("AmazonBedrockFullAccess");
    expect(mayInvoke()).toBe(true);
    await expect(attach("PowerUserAccess")).rejects.toThrow(
      "no document of AWS's policy arn:aws:iam::aws:policy/Power",
    );
  });
});

test("the user is the administrator; a role's session is no user", async () => {
  const { aws, iam } = await withRole();
  const { User } = await iam.send(new GetUserCommand({}));
  expect(User).toMatchObject({ UserName: "local", Arn: `arn:aws:iam::${account}:user/local` });
  const other = iam.send(new GetUserCommand({ UserName: "other" }));
  await expect(other).rejects.toMatchObject({ name: "NoSuchEntityException" });
  const RoleArn = `arn:aws:iam::${account}:role/agents/News`;
  const sts = new STSClient(clientOf(aws));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "now" }));
  const session = new IAMClient(clientOf(aws, Credentials?.AccessKeyId));
  await expect(session.send(new GetUserCommand({}))).rejects.toMatchObject({ name: "ValidationError" });
});
