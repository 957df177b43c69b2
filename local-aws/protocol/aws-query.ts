import { readQuery } from "./query";
import type { Operation } from "./schema";
import type { Fault, Protocol, WireRequest, WireResponse } from "./wire";
import { element, escapeXml } from "./xml-element";
import { writeXml } from "./write-xml";

export interface AwsQuerySettings {
  readonly version: string;
  readonly xmlNamespace: string;
}

/**
 * The query protocol: a form in, XML out.
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function awsQuery({ version, xmlNamespace }: AwsQuerySettings): Protocol {
  const asked = (request: WireRequest) => {
    const form = formOf(request);
    return form.get("Version") === version ? (form.get("Action") ?? undefined) : undefined;
  };
  return {
    kind: "query",
    asked,
    find: (request, operations) => {
      const operation = operations.get(asked(request) ?? "");
      return operation ? [{ operation, labels: {}, specificity: 1 }] : [];
    },
    read: ({ operation }, request) =>
      operation.input.isUnitSchema() ? {} : readQuery(operation.input, formOf(request)),
    write: (operation, output, requestId) => answer(200, writeResult(operation, output, requestId, xmlNamespace)),
    writeFault: (fault, requestId) => answer(fault.status, writeError(fault, requestId, xmlNamespace)),
    inputFault: ({ kind, message }) => {
      const code = kind === "missing" ? "ValidationError" : "MalformedInput";
      return { code, queryCode: code, status: 400, message, members: {} };
    },
  };
}

const formOf = ({ body }: WireRequest): URLSearchParams => new URLSearchParams(Buffer.from(body).toString("utf8"));

const answer = (status: number, body: string): WireResponse => ({
  status,
  headers: { "content-type": "text/xml" },
  body,
});

function writeResult({ name, output }: Operation, value: unknown, requestId: string, xmlns: string): string {
  const result = output.isUnitSchema() ? "" : element(`${name}Result`, writeXml(output, value));
  const metadata = element("ResponseMetadata", element("RequestId", requestId));
  return element(`${name}Response`, result + metadata, { xmlns });
}

function writeError({ queryCode, status, message }: Fault, requestId: string, xmlns: string): string {
  const error = [
    element("Type", status < 500 ? "Sender" : "Receiver"),
    element("Code", queryCode),
    element("Message", escapeXml(message)),
  ].join("");
  return element("ErrorResponse", element("Error", error) + element("RequestId", requestId), { xmlns });
}
