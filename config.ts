import type { App } from "cdktf";
import { type Setting, settings } from "./config-settings";
import { type AwsEnvironment, awsEnvironment } from "./constructs/aws-environment";
import { ChargebackInputError } from "./constructs/input-error";
import { type ModelSource, modelSource } from "./constructs/model-source";
import { ProjectTags } from "./constructs/project-tags";

/** What `main.ts` builds from. */
export interface Config {
  readonly environment: AwsEnvironment;
  readonly tags: ProjectTags;
  readonly model: ModelSource;
  readonly pinToVersion: string | undefined;
  readonly api: { readonly allowedOrigins: readonly string[]; readonly createLoggingRole: boolean };
  readonly budget: { readonly monthlyLimitUsd: number; readonly notifyEmails: readonly string[] };
  readonly activateCostAllocationTag: boolean;
  readonly stateBucket: string;
  /** Make the stack of the state bucket instead of the projects' stacks. */
  readonly bootstrap: boolean;
}

/**
 * Reads everything that may differ between installations: the `context` of cdktf.json, with the environment before it.
 * An environment variable that is set but empty counts as not set.
 *
 * | key in `context`            | environment                               | what                                        | default |
 * | --------------------------- | ----------------------------------------- | ------------------------------------------- | ------- |
 * | `accountId`                 | `CHARGEBACK_ACCOUNT_ID`                   | AWS account; `000000000000` is a placeholder that plans offline only | required |
 * | `region`                    | `CHARGEBACK_REGION`                       | AWS Region                                  | required |
 * | `project`                   | `CHARGEBACK_PROJECT`                      | value of the `Project` tag; names resources | required |
 * | `tags`                      | `CHARGEBACK_TAGS`                         | further tags (`Team=news,CostCentre=42`)    | none |
 * | `modelId`                   | `CHARGEBACK_MODEL_ID`                     | foundation model or system-defined profile  | the catalogue's default model |
 * | `acceptModelRisk`           | `CHARGEBACK_ACCEPT_MODEL_RISK`            | reason to use a model the catalogue refuses | refused |
 * | `pinToVersion`              | `CHARGEBACK_PIN_TO_VERSION`               | agent version to serve, for a rollback      | follow the agent |
 * | `monthlyLimitUsd`           | `CHARGEBACK_MONTHLY_LIMIT_USD`            | budget, US dollars a month                  | required |
 * | `notifyEmails`              | `CHARGEBACK_NOTIFY_EMAILS`                | who hears of the budget                     | required |
 * | `allowedOrigins`            | `CHARGEBACK_ALLOWED_ORIGINS`              | origins of the website                      | required |
 * | `createApiLoggingRole`      | `CHARGEBACK_CREATE_API_LOGGING_ROLE`      | make API Gateway's one logging role here    | `true` |
 * | `activateCostAllocationTag` | `CHARGEBACK_ACTIVATE_COST_ALLOCATION_TAG` | payer account only, a day after the first deployment | `false` |
 * | `stateBucket`               | `CHARGEBACK_STATE_BUCKET`                 | S3 bucket of the Terraform state            | `chargeback-state-ACCOUNT-REGION` |
 * | `bundleDir`                 | -                                         | folder of prebuilt Lambda zips              | `lambda/bundles` |
 * | -                           | `CHARGEBACK_BOOTSTRAP`                    | `true`: make the state bucket's stack alone | `false` |
 *
 * @throws ChargebackInputError for the first value that is missing or wrong, and for an unknown key
 */
export function readConfig(app: App, variables: NodeJS.ProcessEnv = process.env): Config {
  const context = app.node.getAllContext() as Record<string, unknown>;
  refuseUnknownKeys(context);
  const read = <T>(key: keyof typeof settings, { variable, fromText, schema, expected }: Setting<T>): T => {
    const override = variables[variable];
    const isOverridden = override !== undefined && override !== "";
    const received = isOverridden ? fromText(override) : context[key];
    const result = schema.safeParse(received);
    if (result.success) return result.data;
    throw new ChargebackInputError({
      where: isOverridden ? `${variable} (key ${key})` : key,
      expected,
      received: isOverridden ? override : received,
      remedy: isOverridden
        ? `Change or unset the environment variable ${variable}.`
        : `Set it under "context" in cdktf.json, or in the environment as ${variable}.`,
    });
  };
  const environment = awsEnvironment(read("accountId", settings.accountId), read("region", settings.region));
  const acceptRisk = read("acceptModelRisk", settings.acceptModelRisk);
  const stateBucket = read("stateBucket", settings.stateBucket);
  return {
    environment,
    tags: new ProjectTags({ project: read("project", settings.project), tags: read("tags", settings.tags) }),
    model: modelSource(read("modelId", settings.modelId), acceptRisk === undefined ? {} : { acceptRisk }),
    pinToVersion: read("pinToVersion", settings.pinToVersion),
    api: {
      allowedOrigins: read("allowedOrigins", settings.allowedOrigins),
      createLoggingRole: read("createApiLoggingRole", settings.createApiLoggingRole),
    },
    budget: {
      monthlyLimitUsd: read("monthlyLimitUsd", settings.monthlyLimitUsd),
      notifyEmails: read("notifyEmails", settings.notifyEmails),
    },
    activateCostAllocationTag: read("activateCostAllocationTag", settings.activateCostAllocationTag),
    stateBucket: stateBucket ?? `chargeback-state-${environment.accountId}-${environment.region}`,
    bootstrap: variables.CHARGEBACK_BOOTSTRAP === "true",
  };
}

/** A misspelt key would otherwise leave its default in force without a word. */
function refuseUnknownKeys(context: Record<string, unknown>): void {
  const known = [...Object.keys(settings), "bundleDir"];
  const unknown = Object.keys(context).find((key) => !known.includes(key) && !/^@?cdktf/.test(key));
  if (unknown === undefined) return;
  throw new ChargebackInputError({
    where: unknown,
    expected: `one of the keys ${known.join(", ")}`,
    received: unknown,
    remedy: 'Correct or remove this key under "context" in cdktf.json.',
  });
}
