import * as z from "zod";
import { defaultModel } from "./catalogue";
import { originPattern } from "./constructs/api-cors";

/** One key of the configuration. */
export interface Setting<T> {
  /** Environment variable that goes before cdktf.json. */
  readonly variable: string;
  /** Reads the variable's text; what cannot be read is returned as text, for the schema to refuse. */
  readonly fromText: (text: string) => unknown;
  readonly schema: z.ZodType<T>;
  /** What the schema accepts, in words. */
  readonly expected: string;
}

const setting = <T>(variable: string, fromText: Setting<T>["fromText"], schema: z.ZodType<T>, expected: string) => ({
  variable,
  fromText,
  schema,
  expected,
});

const text = (value: string) => value;
const list = (value: string) => value.split(",").map((item) => item.trim());
const number = (value: string) => (value.trim() === "" ? value : Number(value));
const flag = (value: string) => (value === "true" ? true : value === "false" ? false : value);
const pairs = (value: string) =>
  Object.fromEntries(list(value).map((pair) => [pair.split("=", 1)[0] ?? pair, pair.split("=").slice(1).join("=")]));

/** By key in the `context` of cdktf.json. */
export const settings = {
  accountId: setting(
    "CHARGEBACK_ACCOUNT_ID",
    text,
    z.string().regex(/^\d{12}$/),
    "an AWS account id: text of twelve digits",
  ),
  region: setting(
    "CHARGEBACK_REGION",
    text,
    z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
    "an AWS Region such as eu-west-2",
  ),
  project: setting(
    "CHARGEBACK_PROJECT",
    text,
    z
      .string()
      .max(48)
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
    "1 to 48 characters of a-z, 0-9 and single hyphens, starting with a letter",
  ),
  tags: setting(
    "CHARGEBACK_TAGS",
    pairs,
    z.record(z.string(), z.string()).default({}),
    "tags beside Project, key to text (in the environment: Key=value,Key=value)",
  ),
  modelId: setting(
    "CHARGEBACK_MODEL_ID",
    text,
    z.string().min(1).default(defaultModel.modelId),
    "a foundation model id or a system-defined inference profile id",
  ),
  acceptModelRisk: setting(
    "CHARGEBACK_ACCEPT_MODEL_RISK",
    text,
    z.string().trim().min(1).optional(),
    "the reason for a model that the catalogue refuses",
  ),
  pinToVersion: setting(
    "CHARGEBACK_PIN_TO_VERSION",
    text,
    z
      .string()
      .regex(/^[1-9]\d*$/)
      .optional(),
    "the number of an existing agent version, as text",
  ),
  monthlyLimitUsd: setting(
    "CHARGEBACK_MONTHLY_LIMIT_USD",
    number,
    z.number().positive(),
    "an amount of US dollars above 0",
  ),
  notifyEmails: setting(
    "CHARGEBACK_NOTIFY_EMAILS",
    list,
    z.array(z.email()).min(1).max(10),
    "1 to 10 e-mail addresses (in the environment: separated by commas)",
  ),
  allowedOrigins: setting(
    "CHARGEBACK_ALLOWED_ORIGINS",
    list,
    z.array(z.string().regex(originPattern)).min(1),
    "origins such as https://www.example.com, without a path, no * (in the environment: separated by commas)",
  ),
  createApiLoggingRole: setting("CHARGEBACK_CREATE_API_LOGGING_ROLE", flag, z.boolean().default(true), "true or false"),
  activateCostAllocationTag: setting(
    "CHARGEBACK_ACTIVATE_COST_ALLOCATION_TAG",
    flag,
    z.boolean().default(false),
    "true or false",
  ),
  stateBucket: setting(
    "CHARGEBACK_STATE_BUCKET",
    text,
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
    "an S3 bucket name of 3 to 63 characters",
  ),
};
