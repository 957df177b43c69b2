import type { BodyCodec } from "./body-codec";
import { readBindings } from "./read-bindings";
import { writeBindings } from "./write-bindings";
import { findByPath, pathAsked } from "./rest-paths";
import type { Operation, Shape } from "./schema";
import type { Fault, Protocol } from "./wire";
import { parseXml, readXml } from "./read-xml";
import { writeXml } from "./write-xml";
import { element, escapeXml } from "./xml-element";

export interface RestXmlSettings {
  readonly xmlNamespace: string;
  /** Operations whose answer is its one member's text alone, without the structure around it. */
  readonly unwrapped?: readonly string[];
}

/**
 * REST XML: the operation by method and path, XML in and out.
 * @see https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
 */
export function restXml({ xmlNamespace, unwrapped = [] }: RestXmlSettings): Protocol {
  const codec = (operation: Operation): BodyCodec => ({
    contentType: "application/xml",
    read: (shape, body, only) => readXml(shape, parseXml(body), "", only),
    write: (shape, value, only) => {
      const content = unwrapped.includes(operation.name)
        ? escapeXml(Object.values(value as Record<string, string | undefined>)[0] ?? "")
        : writeXml(shape, value, "", only);
      return element(rootName(shape), content, { xmlns: xmlNamespace });
    },
  });
  return {
    kind: "rest",
    asked: pathAsked,
    find: findByPath,
    read: (match, request) => readBindings(match, request, codec(match.operation)),
    write: (operation, output) => {
      const response = writeBindings(operation, output, codec(operation));
      return response.headers["content-range"] === undefined ? response : { ...response, status: partialContent };
    },
    writeFault: (fault, requestId) => ({
      status: fault.status,
      headers: { "content-type": "application/xml" },
      body: writeError(fault, requestId),
    }),
    inputFault: ({ kind, message }) => {
      const code = kind === "malformed" || kind === "unknown" ? "MalformedXML" : "InvalidRequest";
      return { code, queryCode: code, status: 400, message, members: {} };
    },
  };
}

/** No model has this status: HTTP asks for it where a part of the content is answered. */
const partialContent = 206;

const rootName = (shape: Shape): string => shape.getMergedTraits().xmlName ?? shape.getName() ?? "Result";

function writeError({ code, message, members }: Fault, requestId: string): string {
  const beside = Object.entries(members).filter(([name, value]) => name !== "message" && typeof value === "string");
  const content = [
    element("Code", code),
    element("Message", escapeXml(message)),
    ...beside.map(([name, value]) => element(name, escapeXml(String(value)))),
    element("RequestId", requestId),
  ];
  return element("Error", content.join(""));
}
