import type { LambdaPermission } from "../../estate";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

export const readPermissions = ({ standing, place, read }: PlanSource): LambdaPermission[] =>
  standing("aws_lambda_permission").map((permission) =>
    lazily(place(permission), {
      functionName: () => read(permission, "function_name"),
      qualifier: () => read(permission, "qualifier"),
      action: () => read(permission, "action"),
      principal: () => read(permission, "principal"),
      sourceArn: () => read(permission, "source_arn"),
      sourceAccount: () => read(permission, "source_account"),
    }),
  );
