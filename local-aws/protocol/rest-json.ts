import type { BodyCodec } from "./body-codec";
import { readBindings } from "./read-bindings";
import { writeBindings, writeHeaders } from "./write-bindings";
import { parseJson, readJson, writeJson } from "./json";
import { jsonFault, writeJsonMembers } from "./json-fault";
import { findByPath, pathAsked } from "./rest-paths";
import { membersOf } from "./schema";
import type { Protocol } from "./wire";

const json: BodyCodec = {
  contentType: "application/json",
  read: (shape, body, only) => readJson(shape, parseJson(body), "", only),
  write: (shape, value, only) => JSON.stringify(writeJson(shape, value, "", only)),
};

/**
 * REST JSON: the operation by method and path.
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restJson(): Protocol {
  return {
    kind: "rest",
    asked: pathAsked,
    find: findByPath,
    read: (match, request) => readBindings(match, request, json),
    write: (operation, output) => writeBindings(operation, output, json),
    writeFault: (fault) => ({
      status: fault.status,
      headers: {
        "content-type": json.contentType,
        "x-amzn-errortype": fault.code,
        ...(fault.shape && writeHeaders(membersOf(fault.shape), fault.members)),
      },
      body: JSON.stringify(writeJsonMembers(fault)),
    }),
    inputFault: jsonFault,
  };
}
