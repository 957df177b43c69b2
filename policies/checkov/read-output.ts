import * as z from "zod/mini";
import type { EngineRecord } from "../second-engine";
import { CheckovError } from "./checkov-error";
import { isTested, testedVersions } from "./version";

const count = z.int().check(z.minimum(0));

const summarySchema = z.looseObject({
  passed: count,
  failed: count,
  parsing_errors: count,
  resource_count: count,
  checkov_version: z.string(),
});

const recordSchema = z.looseObject({
  check_id: z.string().check(z.minLength(1)),
  check_name: z.string(),
  resource: z.string(),
  resource_address: z.optional(z.nullable(z.string())),
});

/** `checkov --output json` of one framework. */
const reportSchema = z.looseObject({
  check_type: z.literal("terraform_plan"),
  results: z.looseObject({
    passed_checks: z.array(recordSchema),
    failed_checks: z.array(recordSchema),
    parsing_errors: z.array(z.unknown()),
  }),
  summary: summarySchema,
});

/** What Checkov said of one plan. */
export interface CheckovAnswer {
  readonly version: string;
  readonly records: readonly EngineRecord[];
}

/**
 * Reads what Checkov wrote to stdout, and believes nothing that it cannot count.
 * @throws CheckovError for text that is no report, an untested version, a plan that was not parsed or not looked at
 */
export function readOutput(stdout: string): CheckovAnswer {
  const json = parse(stdout);
  // Without a single record Checkov writes the summary alone.
  const alone = summarySchema.safeParse(json);
  const summary = alone.success ? alone.data : reportOf(json).summary;
  refuseUntested(summary.checkov_version);
  if (summary.parsing_errors > 0)
    throw new CheckovError("Checkov could not parse the plan, and exits as if all were well");
  if (summary.resource_count === 0) {
    throw new CheckovError(
      "Checkov looked at no resource at all: its policies did not load, or it did not read the plan",
    );
  }
  const { passed_checks, failed_checks, parsing_errors } = alone.success ? none : reportOf(json).results;
  if (
    passed_checks.length !== summary.passed ||
    failed_checks.length !== summary.failed ||
    parsing_errors.length !== summary.parsing_errors
  ) {
    throw new CheckovError("Checkov's summary does not count the records that it gives");
  }
  const records = [
    ...failed_checks.map((record) => recordOf(record, "fail")),
    ...passed_checks.map((record) => recordOf(record, "pass")),
  ];
  return { version: summary.checkov_version, records };
}

const none = { passed_checks: [], failed_checks: [], parsing_errors: [] } as const;

function parse(stdout: string): unknown {
  if (stdout.trim() === "") throw new CheckovError("Checkov wrote no report");
  try {
    return JSON.parse(stdout);
  } catch {
    throw new CheckovError("Checkov's report is not JSON, or was cut off");
  }
}

function reportOf(json: unknown): z.infer<typeof reportSchema> {
  const parsed = reportSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new CheckovError(`Checkov's report has not the known form${where === "" ? "" : ` at ${where}`}`);
}

function refuseUntested(version: string): void {
  if (isTested(version)) return;
  throw new CheckovError(`this is Checkov ${JSON.stringify(version)}; what is read here is ${testedVersions}`);
}

const recordOf = (
  { check_id, check_name, resource, resource_address }: z.infer<typeof recordSchema>,
  verdict: EngineRecord["verdict"],
): EngineRecord => ({ check: check_id, name: check_name, address: resource_address ?? resource, verdict });
