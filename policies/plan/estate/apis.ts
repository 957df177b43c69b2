import { certainText, certainValue, known, type Attribute } from "../../attribute";
import type { Api, Resource } from "../../estate";
import type { PlannedResource } from "../planned-resources";
import { policyInOpenApi } from "./openapi";
import type { PlanSource } from "./source";

/** REST APIs, and the HTTP and WebSocket APIs of API Gateway's second version. */
export const readApis = (source: PlanSource): Api[] => [
  ...readKind(source, { api: "aws_api_gateway_rest_api", prefix: "aws_api_gateway_", id: "rest_api_id", uri: "uri" }),
  ...readKind(source, {
    api: "aws_apigatewayv2_api",
    prefix: "aws_apigatewayv2_",
    id: "api_id",
    uri: "integration_uri",
  }),
];

interface ApiKind {
  readonly api: string;
  readonly prefix: string;
  /** Attribute by which a part names its API. */
  readonly id: string;
  /** Attribute of an integration that names what it calls. */
  readonly uri: string;
}

function readKind(source: PlanSource, { api, prefix, id, uri }: ApiKind): Api[] {
  const { standing, place, placesWith, read, link, own } = source;
  const integrations = partsByApi(source, `${prefix}integration`, id);
  const stages = partsByApi(source, `${prefix}stage`, id);
  const policies = partsByApi(source, `${prefix}rest_api_policy`, id);
  // A policy whose API cannot be told may be the policy of any.
  const strayPolicies = (): Attribute[] =>
    standing(`${prefix}rest_api_policy`)
      .map((part) => link(part, id))
      .filter(({ possible }) => possible.some(({ kind }) => kind === "undetermined"));
  const placeOf = placesWith<Omit<Api, keyof Resource>>({
    name: (each) => read(each, "name"),
    id: (each) => own(each, "id"),
    integrations: (each) => integrations(each).map((part) => link(part, uri)),
    policies: (each) => [
      ...ownPolicy(each, source),
      ...policies(each).map((part) => read(part, "policy")),
      ...strayPolicies(),
    ],
    endpointTypes: (each) => endpointTypes(each, source),
    stages: (each) => stages(each).map(place),
  });
  return standing(api).map(placeOf);
}

/** A policy that nobody sets is not known before the apply either. */
function ownPolicy(api: PlannedResource, { reader, read }: PlanSource): Attribute[] {
  const policy = read(api, "policy");
  const isSet = certainText(policy) !== undefined || reader.isConfigured(api, "policy");
  return [...(isSet ? [policy] : []), ...policyInOpenApi(read(api, "body"))];
}

/** AWS makes an API without it an edge-optimized one; the provider does not know that before the apply. */
function endpointTypes(api: PlannedResource, { reader, read }: PlanSource): Attribute {
  const types = read(api, "endpoint_configuration", 0, "types");
  const isSet = certainValue(types) !== undefined || reader.isConfigured(api, "endpoint_configuration");
  return isSet ? types : known(["EDGE"]);
}

/** The parts of each API, by the API that they name; indexed once, when first asked. */
function partsByApi(
  { standing, link, own }: PlanSource,
  type: string,
  id: string,
): (api: PlannedResource) => readonly PlannedResource[] {
  let index: Map<string, PlannedResource[]> | undefined;
  return (api) => {
    if (index === undefined) {
      index = new Map();
      for (const part of standing(type)) {
        for (const name of namesIn(link(part, id))) index.set(name, [...(index.get(name) ?? []), part]);
      }
    }
    const known = certainText(own(api, "id"));
    return [...(index.get(api.address) ?? []), ...((known !== undefined && index.get(known)) || [])];
  };
}

const namesIn = ({ possible }: Attribute): string[] =>
  possible.flatMap((value) => {
    if (value.kind === "resolved") return [value.of];
    return value.kind === "known" && typeof value.value === "string" ? [value.value] : [];
  });
