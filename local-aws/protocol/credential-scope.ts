import type { WireRequest } from "./wire";

export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  /** The service's name in signatures, such as `bedrock`. */
  readonly service: string;
}

/**
 * Who signed a request, for which service and Region, from the Authorization header or a presigned address. The
 * signature itself is not verified.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function credentialScopeOf({ headers, query }: WireRequest): CredentialScope | undefined {
  const credential =
    /Credential=([^,\s]+)/.exec(headers["authorization"] ?? "")?.[1] ?? query.get("X-Amz-Credential") ?? "";
  const [accessKeyId, , region, service] = credential.split("/");
  return accessKeyId && region && service ? { accessKeyId, region, service } : undefined;
}
