import {
  GetFunctionCommand,
  GetPolicyCommand,
  type FunctionConfiguration,
  paginateListFunctions,
} from "@aws-sdk/client-lambda";
import { known, type Attribute } from "../../policies/attribute";
import type { LambdaFunction, LambdaPermission } from "../../policies/estate";
import { listOf, member, objectOf, textOf } from "../../policies/plan/json";
import { collected } from "../at-a-time";
import type { LiveClients } from "../clients";
import { ifThere } from "../live-failure";
import { answered } from "./answered";
import { tagReader } from "./tags";

/** A function of the account, and what AWS told of it. */
export interface LiveFunction extends LambdaFunction {
  readonly answer: FunctionConfiguration;
  readonly tags: Readonly<Record<string, string>>;
}

/** @param name the function's name or ARN. @throws LiveFailure, also where there is none */
export async function readFunction({ lambda, region }: LiveClients, name: string): Promise<LiveFunction> {
  const { Configuration, Tags: tags = {} } = await lambda.send(new GetFunctionCommand({ FunctionName: name }));
  const answer = answered(Configuration, `configuration of the function ${name}`);
  const address = answered(answer.FunctionArn, "ARN of the function");
  const variables = answer.Environment?.Variables ?? {};
  const seen = [`AWS answers GetFunction of ${address}`];
  return {
    answer,
    tags,
    address,
    type: "aws_lambda_function",
    region: known(region),
    name: known(answer.FunctionName),
    arn: known(address),
    // A function whose variables cannot be decrypted answers with an error in their place.
    variables: answer.Environment?.Error === undefined ? Object.keys(variables) : "undetermined",
    environment: (variable) => variableOf(variables[variable], seen),
    role: known(answer.Role ?? null, seen),
    tag: tagReader(address, tags),
  };
}

/** Names of Bedrock's resources: ids of agents and aliases, models, and ARNs. Whatever else a variable holds may be a secret. */
const nameOfBedrock =
  /^([A-Z0-9]{10}|arn:aws[a-z-]*:bedrock:\S+|([a-z-]+\.)?(amazon|anthropic|meta|mistral|cohere|deepseek|openai)\.[\w.:-]+)$/;

/** What may be a secret is there to be judged, and is not shown. */
export function variableOf(value: string | undefined, trail: readonly string[]): Attribute {
  if (value === undefined) return known(null, trail);
  return { possible: [{ kind: "known", value, sensitive: !nameOfBedrock.test(value) }], trail };
}

/** Names of the functions whose environment names any of these ids. */
export async function functionsNaming({ lambda }: LiveClients, ids: readonly string[]): Promise<string[]> {
  const all = await collected(paginateListFunctions({ client: lambda }, {}), ({ Functions }) => Functions);
  return all.flatMap(({ FunctionName: name, Environment }) => {
    const values = Object.values(Environment?.Variables ?? {});
    return name !== undefined && values.some((value) => ids.some((id) => value.includes(id))) ? [name] : [];
  });
}

/** Who may call the function, by its own policy. */
export async function readPermissions(
  { lambda, region }: LiveClients,
  { address }: Pick<LiveFunction, "address">,
): Promise<LambdaPermission[]> {
  const answer = await ifThere(lambda.send(new GetPolicyCommand({ FunctionName: address })));
  const statements = member(JSON.parse(answer?.Policy ?? "{}"), "Statement");
  return listOf(statements)
    .filter((statement) => member(statement, "Effect") === "Allow")
    .map((statement, index) => {
      const sid = textOf(member(statement, "Sid")) ?? String(index);
      const principal = member(statement, "Principal");
      const service = member(principal, "Service") ?? member(principal, "AWS") ?? principal;
      const seen = [`AWS answers GetPolicy of ${address}`];
      return {
        address: `${address}/policy/${sid}`,
        type: "aws_lambda_permission",
        region: known(region),
        functionName: known(address),
        qualifier: known(null),
        action: known(member(statement, "Action") ?? null, seen),
        principal: known(service ?? null, seen),
        sourceArn: known(conditionOf(statement, "aws:sourcearn"), seen),
        sourceAccount: known(conditionOf(statement, "aws:sourceaccount"), seen),
      };
    });
}

/** The value that a statement's condition asks of a key, whose letters IAM reads in any case. */
function conditionOf(statement: unknown, key: string): unknown {
  const found = Object.values(objectOf(member(statement, "Condition")))
    .flatMap((keys) => Object.entries(objectOf(keys)))
    .find(([name]) => name.toLowerCase() === key);
  return found?.[1] ?? null;
}
