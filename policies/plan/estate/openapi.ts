import { certainText, known, type Attribute, type Certainty } from "../../attribute";
import { isObject, listOf, member, objectOf } from "../json";
import { open } from "../reader";

/** One operation of an API that is defined by an OpenAPI body. */
export interface Operation {
  readonly name: string;
  readonly authorization: Attribute;
  readonly keyRequired: boolean;
  readonly mocked: Certainty;
}

/**
 * The operations of an OpenAPI body, as API Gateway imports them; undefined where the body cannot be read.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function operationsOf(body: Attribute): readonly Operation[] | undefined {
  const api = documentOf(body);
  if (api === undefined) return undefined;
  return Object.entries(objectOf(api["paths"])).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods))
      .filter(([method]) => httpMethods.has(method.toLowerCase()))
      .map(([method, operation]) => readOperation(`${nameOf(method)} ${path}`, operation, api)),
  );
}

/** A body may bring its resource policy along. */
export function policyInOpenApi(body: Attribute): Attribute[] {
  const policy = documentOf(body)?.["x-amazon-apigateway-policy"];
  return policy === undefined ? [] : [known(JSON.stringify(policy))];
}

const anyMethod = "x-amazon-apigateway-any-method";
const httpMethods = new Set(["get", "put", "post", "delete", "options", "head", "patch", anyMethod]);
const nameOf = (method: string): string => (method === anyMethod ? "ANY" : method.toUpperCase());

function documentOf(body: Attribute): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(certainText(body) ?? "");
    return isObject(json) ? json : undefined;
  } catch {
    // YAML, or not known yet: not read here.
    return undefined;
  }
}

function readOperation(name: string, operation: unknown, api: Readonly<Record<string, unknown>>): Operation {
  const schemes = objectOf(api["securityDefinitions"] ?? member(api["components"], "securitySchemes"));
  const kinds = listOf(member(operation, "security")).flatMap((each) =>
    Object.keys(objectOf(each)).map((scheme) => kindOf(member(schemes, scheme))),
  );
  const iam = member(member(operation, "x-amazon-apigateway-auth"), "type");
  const integration = member(member(operation, "x-amazon-apigateway-integration"), "type");
  return {
    name,
    authorization: authorizationBy(typeof iam === "string" ? iam : "NONE", kinds),
    keyRequired: kinds.includes("key"),
    mocked: String(integration).toLowerCase() === "mock" ? "yes" : "no",
  };
}

function authorizationBy(iam: string, kinds: readonly string[]): Attribute {
  if (kinds.includes("authorizer")) return known("CUSTOM");
  return kinds.includes("other")
    ? open("a security scheme without an authorizer of API Gateway's", "give the scheme x-amazon-apigateway-authorizer")
    : known(iam);
}

/** API Gateway heeds an API key in the header x-api-key, and schemes that have an authorizer of its own. */
function kindOf(scheme: unknown): "authorizer" | "key" | "other" {
  const own = ["x-amazon-apigateway-authorizer", "x-amazon-apigateway-authtype"];
  if (own.some((extension) => member(scheme, extension) !== undefined)) return "authorizer";
  return member(scheme, "type") === "apiKey" && String(member(scheme, "name")).toLowerCase() === "x-api-key"
    ? "key"
    : "other";
}
