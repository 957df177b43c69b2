import type { LambdaFunction } from "../../estate";
import { lazily } from "../../lazily";
import { listOf } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import type { PlanSource } from "./source";

export const readFunctions = ({ reader, standing, place, read, own }: PlanSource): LambdaFunction[] =>
  standing("aws_lambda_function").map((lambda) =>
    lazily(
      Object.assign(place(lambda), {
        environment: remembered((variable: string) => read(lambda, "environment", 0, "variables", variable)),
      }),
      {
        name: () => read(lambda, "function_name"),
        arn: () => own(lambda, "arn"),
        role: () => read(lambda, "role"),
        variables: () => variablesOf(lambda, reader),
      },
    ),
  );

/** Several rules ask for the same variables. */
function remembered<Result>(ask: (name: string) => Result): (name: string) => Result {
  const answers = new Map<string, Result>();
  return (name) => {
    const answer = answers.get(name) ?? ask(name);
    answers.set(name, answer);
    return answer;
  };
}

/** Names of the variables, from the plan's own value or from every map that may be written for them. */
function variablesOf(lambda: PlannedResource, reader: PlanReader): LambdaFunction["variables"] {
  const environment = plannedValue(lambda, ["environment"]);
  if (environment.state === "known" && listOf(environment.value).length === 0) return [];
  return reader.keys(lambda, ["environment", 0, "variables"]) ?? "undetermined";
}
