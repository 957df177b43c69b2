import type { LambdaFunction } from "../../estate";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

export const readFunctions = ({ reader, standing, place, read, own }: PlanSource): LambdaFunction[] =>
  standing("aws_lambda_function").map((lambda) =>
    lazily(
      Object.assign(place(lambda), {
        environment: (variable: string) => read(lambda, "environment", 0, "variables", variable),
      }),
      {
        name: () => read(lambda, "function_name"),
        arn: () => own(lambda, "arn"),
        variables: (): LambdaFunction["variables"] =>
          reader.keys(lambda, ["environment", 0, "variables"]) ?? "undetermined",
      },
    ),
  );
