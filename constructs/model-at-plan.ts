import { conditional, Fn, Op, Token, type TerraformResourceLifecycle } from "cdktf";
import { models } from "../catalogue";
import type { AwsEnvironment } from "./aws-environment";
import { GEOGRAPHIES } from "./model-source";

/** ARN of what an id stands for that Terraform alone knows: a system-defined profile's begins with a geography. */
export function copyFromAtPlan({ partition, region, accountId }: AwsEnvironment, id: string): string {
  const isSystem = Fn.can(Fn.regex(`^(${GEOGRAPHIES})[.][a-z0-9]+[.]`, id));
  // Token by token: cdktf cannot put a text with tokens in it into an expression.
  const either = (system: string, model: string): string => Token.asString(conditional(isSystem, system, model));
  const owner = either(accountId, "");
  return `arn:${partition}:bedrock:${region}:${owner}:${either("inference-profile", "foundation-model")}/${id}`;
}

/** Later than any end of life that AWS could announce: for a model of which none is known. */
const NEVER = "9999-12-31";

/** The catalogue's refusal of a retired model, as a condition that Terraform asks on the day of each plan. */
export function liveAtPlan(where: string, id: string): NonNullable<TerraformResourceLifecycle["precondition"]> {
  const endsOfLife = Object.fromEntries(
    models.flatMap(({ modelId, systemProfiles, endOfLife }) =>
      endOfLife === undefined
        ? []
        : [modelId, ...systemProfiles.map((profile) => profile.id)].map((it) => [it, endOfLife]),
    ),
  );
  const endOfLife = Fn.join("", [Fn.lookup(endsOfLife, id, NEVER) as string, "T00:00:00Z"]);
  return [
    {
      condition: Op.eq(Fn.timecmp(Fn.plantimestamp(), endOfLife), -1),
      errorMessage:
        `${where}: the model ${id} has reached its end of life, and calls of it fail. Choose another one: ` +
        "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html",
    },
  ];
}
