import { randomUUID } from "node:crypto";
import * as sdk from "@aws-sdk/client-lambda";
import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { AwsError, modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { mayAssume } from "../iam/evaluate";
import { storeCode } from "./code";
import { configurationOf, invalid, withGiven } from "./configuration";
import { environments } from "./runtime/environments";
import { functionArn, functionOf, lambdaSlice, type LambdaFunction } from "./state";

belief(
  "Lambda",
  "A function that is there already is a ResourceConflictException, and an old RevisionId a PreconditionFailedException.",
  sourced("https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"),
);
belief(
  "Lambda",
  "CodeSha256 is the base64 SHA-256 of the zip.",
  sourced("https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html"),
);

belief(
  "Lambda",
  "A function's role must be there, and its trust policy must let lambda.amazonaws.com assume it.",
  sourced("https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"),
);

/** Functions: one version, $LATEST. */
export const functions = {
  CreateFunction: (input, context) => {
    refuse(input, ["VpcConfig", "Layers", "FileSystemConfigs", "ImageConfig", "DeadLetterConfig", "KMSKeyArn"]);
    const { FunctionName: name, Runtime, Handler, Publish, PackageType = "Zip" } = input;
    if (Publish || PackageType !== "Zip") throw notHere(Publish ? "published versions" : "images");
    if (!/^[\w-]{1,64}$/.test(name))
      throw invalid(`The function name ${name} is not 1 to 64 of a-z, A-Z, 0-9, - and _.`);
    if (Runtime === undefined || Handler === undefined)
      throw invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
    const arn = functionArn(name, context);
    const all = context.state(lambdaSlice).functions;
    if (all[arn]) throw modelled(sdk.ResourceConflictException, `Function already exist: ${name}`, { Type: "User" });
    const settings = withGiven(name, input, {
      role: input.Role,
      runtime: Runtime,
      handler: Handler,
      description: "",
      timeoutSec: 3,
      memoryMb: 128,
      architectures: input.Architectures ?? ["x86_64"],
      ephemeralStorageMb: 512,
      tracing: "PassThrough",
    });
    checkRole(settings.role, context);
    const made: LambdaFunction = {
      ...{ name, arn, settings, code: storeCode(input.Code, context), tags: input.Tags ?? {} },
      ...{ policy: [], policyRevision: randomUUID(), ...stampOf(context) },
    };
    all[arn] = made;
    return configurationOf(made);
  },

  GetFunction: ({ FunctionName, Qualifier }, context) => {
    const found = functionOf(FunctionName, context, Qualifier);
    const Tags = Object.keys(found.tags).length > 0 ? { Tags: found.tags } : {};
    return { Configuration: configurationOf(found), Code: { RepositoryType: "S3" }, ...Tags };
  },

  GetFunctionConfiguration: ({ FunctionName, Qualifier }, context) =>
    configurationOf(functionOf(FunctionName, context, Qualifier)),

  ListFunctions: (_input, { state, region }) => ({
    Functions: Object.values(state(lambdaSlice).functions)
      .filter(({ arn }) => arn.split(":")[3] === region)
      .map(configurationOf),
  }),

  ListVersionsByFunction: ({ FunctionName }, context) => {
    const found = functionOf(FunctionName, context);
    return { Versions: [{ ...configurationOf(found), FunctionArn: `${found.arn}:$LATEST` }] };
  },

  GetFunctionCodeSigningConfig: ({ FunctionName }, context) => ({
    FunctionName: functionOf(FunctionName, context).name,
    CodeSigningConfigArn: "",
  }),

  UpdateFunctionCode: (input, context) => {
    const found = functionOf(input.FunctionName, context);
    if (input.Publish) throw notHere("published versions");
    checkRevision(found, input.RevisionId);
    const code = storeCode(input, context);
    const settings = { ...found.settings, architectures: input.Architectures ?? found.settings.architectures };
    if (input.DryRun) {
      context.blobs.remove(code.blob);
      return configurationOf({ ...found, code, settings });
    }
    context.blobs.remove(found.code.blob);
    return change(found, { code, settings }, context);
  },

  UpdateFunctionConfiguration: (input, context) => {
    refuse(input, ["VpcConfig", "Layers", "FileSystemConfigs", "ImageConfig", "DeadLetterConfig", "KMSKeyArn"]);
    const found = functionOf(input.FunctionName, context);
    checkRevision(found, input.RevisionId);
    const settings = withGiven(found.name, input, found.settings);
    checkRole(settings.role, context);
    return change(found, { settings }, context);
  },

  DeleteFunction: ({ FunctionName, Qualifier }, context) => {
    const found = functionOf(FunctionName, context, Qualifier);
    Reflect.deleteProperty(context.state(lambdaSlice).functions, found.arn);
    context.blobs.remove(found.code.blob);
    context.live(environments).retire(found.arn);
    return { StatusCode: 204 };
  },
} satisfies Handlers<typeof sdk>;

const stampOf = ({ clock }: Context) => ({ revision: randomUUID(), modifiedAt: clock.now().toISOString() });

function change(found: LambdaFunction, changes: Partial<LambdaFunction>, context: Context) {
  Object.assign(found, changes, stampOf(context));
  context.live(environments).retire(found.arn);
  return configurationOf(found);
}

function checkRole(roleArn: string, context: Context): void {
  if (mayAssume({ service: "lambda.amazonaws.com" }, roleArn, {}, context)) return;
  throw invalid("The role defined for the function cannot be assumed by Lambda.");
}

function checkRevision({ revision }: LambdaFunction, expected: string | undefined): void {
  if (expected === undefined || expected === revision) return;
  const message = "The Revision Id provided does not match the latest Revision Id.";
  throw modelled(sdk.PreconditionFailedException, message, { Type: "User" });
}

const notHere = (what: string) => new AwsError("NotImplemented", 501, `Local AWS's Lambda has no ${what}.`);

/** Refuses what would be ignored otherwise; what is given empty asks for nothing. */
function refuse<T extends object>(input: T, members: readonly (keyof T & string)[]): void {
  const given = members.find((member) => !isEmpty(input[member]));
  if (given !== undefined) throw notHere(given);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}
