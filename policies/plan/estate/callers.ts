import type { Api, LambdaFunction } from "../../estate";
import type { PlannedResource } from "../planned-resources";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

export const readFunctions = ({ standing, place, read }: PlanSource): LambdaFunction[] =>
  standing("aws_lambda_function").map((lambda) =>
    lazily(
      Object.assign(place(lambda), {
        environment: (variable: string) => read(lambda, "environment", 0, "variables", variable),
      }),
      { name: () => read(lambda, "function_name") },
    ),
  );

export function readApis(source: PlanSource): Api[] {
  const { standing, place, read } = source;
  const integrations = partsByApi(source, "aws_api_gateway_integration");
  const stages = partsByApi(source, "aws_api_gateway_stage");
  return standing("aws_api_gateway_rest_api").map((api) =>
    lazily(place(api), {
      name: () => read(api, "name"),
      integrations: () => integrations(api).map((part) => read(part, "uri")),
      stages: () => stages(api).map(place),
    }),
  );
}

/** The parts of each API, by the API that their `rest_api_id` leads to; indexed once, when first asked. */
function partsByApi(
  { standing, read }: PlanSource,
  type: string,
): (api: PlannedResource) => readonly PlannedResource[] {
  let index: Map<string, PlannedResource[]> | undefined;
  return (api) => {
    if (index === undefined) {
      index = new Map();
      for (const part of standing(type)) {
        for (const value of read(part, "rest_api_id").possible) {
          if (value.kind === "resolved") index.set(value.of, [...(index.get(value.of) ?? []), part]);
        }
      }
    }
    return index.get(api.address) ?? [];
  };
}
