import type { Endpoint } from "./control";

/** A request to a service of the local AWS. */
export interface AwsCall {
  method: "GET" | "PUT";
  path: string;
  /** As signatures name it: `s3`, `apigateway`. */
  service: string;
  region: string;
  body?: string;
}

/** Calls a service of the local AWS without its SDK, which users of the command line need not have. No signature is checked there. */
export function callAws({ endpoint }: Endpoint, call: AwsCall): Promise<Response> {
  const scope = `AKIALOCALAWS/20260101/${call.region}/${call.service}/aws4_request`;
  return fetch(endpoint + call.path, {
    method: call.method,
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` },
    ...(call.body !== undefined && { body: call.body }),
  });
}
