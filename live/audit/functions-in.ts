import { type FunctionConfiguration, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { type Attribute, known } from "../../policies/attribute";
import type { LambdaFunction } from "../../policies/estate";
import { modelNameOf } from "../../policies/model-name";
import type { LiveClients } from "../clients";
import { variableOf } from "../read/functions";
import type { Questions } from "./questions";

export interface SeenFunctions {
  readonly functions: readonly LambdaFunction[];
  readonly whole: boolean;
}

/**
 * Every function of a Region, with those of its variables that name a model or a profile: what else a variable holds may be a
 * secret, and is not kept. F functions take F/50 requests, since AWS lists no more on a page.
 */
export async function functionsIn(
  clients: LiveClients,
  questions: Questions,
  profileIds: ReadonlySet<string>,
): Promise<SeenFunctions> {
  const { items, failure } = await questions.list("the list of functions", async (Marker) => {
    const page = await clients.lambda.send(new ListFunctionsCommand({ Marker }));
    const functions = (page.Functions ?? []).flatMap((each) => functionOf(each, clients.region, profileIds) ?? []);
    return { items: functions, next: page.NextMarker === "" ? undefined : page.NextMarker };
  });
  const functions = [...new Map(items.map((each) => [each.address, each])).values()];
  const open = functions.some(({ variables }) => variables === "undetermined");
  return { functions, whole: failure === undefined && !open };
}

function functionOf(
  { FunctionArn: address, FunctionName, Role, Environment }: FunctionConfiguration,
  region: string,
  profileIds: ReadonlySet<string>,
): LambdaFunction | undefined {
  if (address === undefined) return undefined;
  const seen = [`AWS answers ListFunctions with ${address}`];
  const variables = new Map(
    Object.entries(Environment?.Variables ?? {})
      .map(([name, value]): [string, Attribute] => [name, variableOf(value, seen)])
      .filter(([, { possible }]) =>
        possible.some((value) => modelNameOf(value) !== "none" || ("value" in value && names(value.value, profileIds))),
      ),
  );
  return {
    address,
    type: "aws_lambda_function",
    region: known(region),
    name: known(FunctionName),
    arn: known(address),
    // A function whose variables cannot be decrypted answers with an error in their place.
    variables: Environment?.Error === undefined ? [...variables.keys()] : "undetermined",
    environment: (variable) => variables.get(variable) ?? known(null, seen),
    role: known(Role ?? null, seen),
    tag: () => known(null, ["the audit does not ask for the tags of functions"]),
  };
}

/** A variable may hold the bare id of a profile, which is a word of small letters and figures like any other. */
const names = (value: unknown, profileIds: ReadonlySet<string>): boolean =>
  typeof value === "string" && value.split(/[^a-z0-9]+/).some((word) => profileIds.has(word));
