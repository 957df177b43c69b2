import { parseJson, readJson, writeJson } from "./json";
import { jsonFault, writeJsonMembers } from "./json-fault";
import type { Protocol, WireRequest } from "./wire";

export interface AwsJsonSettings {
  readonly version: "1.0" | "1.1";
  /** What stands before the dot in X-Amz-Target. */
  readonly target: string;
}

/**
 * JSON 1.0 and 1.1: the operation in X-Amz-Target, JSON in and out.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJson({ version, target }: AwsJsonSettings): Protocol {
  const headers = { "content-type": `application/x-amz-json-${version}` };
  const asked = ({ headers: { "x-amz-target": name = "" } }: WireRequest) =>
    name.startsWith(`${target}.`) ? name.slice(target.length + 1) : undefined;
  return {
    kind: "json",
    asked,
    find: (request, operations) => {
      const operation = operations.get(asked(request) ?? "");
      return operation ? [{ operation, labels: {}, specificity: 1 }] : [];
    },
    read: ({ operation: { input } }, { body }) => (input.isUnitSchema() ? {} : readJson(input, parseJson(body))),
    write: ({ output }, value) => ({
      status: 200,
      headers,
      body: output.isUnitSchema() ? "" : JSON.stringify(writeJson(output, value ?? {})),
    }),
    writeFault: (fault) => ({
      status: fault.status,
      headers: { ...headers, "x-amzn-errortype": fault.code },
      body: JSON.stringify({ __type: fault.code, ...writeJsonMembers(fault) }),
    }),
    inputFault: jsonFault,
  };
}
