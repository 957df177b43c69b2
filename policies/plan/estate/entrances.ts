import { certainText, certainty, certainValue, known, type Attribute, type Certainty } from "../../attribute";
import type { Entrance } from "../../estate";
import { groupedBySome } from "../../grouped";
import type { PlannedResource } from "../planned-resources";
import { open } from "../reader";
import { lazily } from "../../lazily";
import { operationsOf } from "./openapi";
import type { PlanSource } from "./source";

export const readEntrances = (source: PlanSource): Entrance[] => [
  ...readMethods(source),
  ...readRoutes(source),
  ...readBodies(source),
  ...readUrls(source),
];

function readMethods(source: PlanSource): Entrance[] {
  const { standing, place, read, link } = source;
  const answering = integrationsByPlace(source);
  return standing("aws_api_gateway_method").map((method) =>
    lazily(Object.assign(place(method), { kind: "method" as const }), {
      name: () => read(method, "http_method"),
      api: () => link(method, "rest_api_id"),
      authorization: () => read(method, "authorization"),
      keyRequired: () => read(method, "api_key_required"),
      mocked: () => mockedBy(answering(method).map((each) => certainText(read(each, "type")))),
    }),
  );
}

/** Finds the integrations of a method's verb and resource; they are looked through once. */
function integrationsByPlace({
  standing,
  read,
  link,
}: PlanSource): (method: PlannedResource) => readonly PlannedResource[] {
  const placesOf = (each: PlannedResource): readonly string[] => {
    const verb = certainText(read(each, "http_method"));
    return verb === undefined ? [] : namesOf(link(each, "resource_id")).map((name) => `${verb} ${name}`);
  };
  let index: ReadonlyMap<string, readonly PlannedResource[]> | undefined;
  return (method) => {
    index ??= groupedBySome(standing("aws_api_gateway_integration"), placesOf);
    return [...new Set(placesOf(method).flatMap((place) => index?.get(place) ?? []))];
  };
}

/** How one certain reference may be written: as a resource's attribute, or as the text that it is known to be. */
function namesOf(reference: Attribute): readonly string[] {
  const [value, ...others] = reference.possible;
  const text = certainText(reference);
  const named = value?.kind === "resolved" && others.length === 0 ? [`${value.of}.${value.attribute}`] : [];
  return text === undefined ? named : [...named, text];
}

/** The method is not reached by an integration that cannot be found. */
function mockedBy(types: readonly (string | undefined)[]): Certainty {
  if (types.length === 0 || types.includes(undefined)) return "unknown";
  return types.every((type) => type === "MOCK") ? "yes" : "no";
}

/** A WebSocket API asks who is there when a connection is made, and not again. */
function readRoutes(source: PlanSource): Entrance[] {
  const { standing, place, read, link } = source;
  return standing("aws_apigatewayv2_route").flatMap((route) => {
    const key = certainText(read(route, "route_key"));
    const isConnect = key === "$connect";
    const socket = isConnect || /^[A-Z]+ \//.test(key ?? "") ? "no" : isWebSocket(link(route, "api_id"), source);
    if (socket === "yes" && key !== undefined) return [];
    const doubt =
      socket === "yes" ? "whether it is the $connect of its WebSocket API" : "whether its API is a WebSocket API";
    return [
      lazily(Object.assign(place(route), { kind: "route" as const, mocked: "no" as const }), {
        name: () => read(route, "route_key"),
        api: () => link(route, "api_id"),
        authorization: () => {
          const authorization = read(route, "authorization_type");
          const isOpen = certainText(authorization) === "NONE";
          return socket !== "no" && isOpen ? open(`${doubt} is not known`) : authorization;
        },
        keyRequired: () => read(route, "api_key_required"),
      }),
    ];
  });
}

function isWebSocket(api: Attribute, { standing, read, own }: PlanSource): Certainty {
  return certainty(api, (value) => {
    const found = standing("aws_apigatewayv2_api").find((each) =>
      value.kind === "resolved"
        ? value.of === each.address
        : value.kind === "known" && value.value === certainText(own(each, "id")),
    );
    if (found === undefined) return "unknown";
    return certainText(read(found, "protocol_type")) === "WEBSOCKET" ? "yes" : "no";
  });
}

const unreadBody = "an OpenAPI body that is not JSON, or not known yet";
const readableBody = "define the API by aws_api_gateway_method or aws_apigatewayv2_route resources";

/** APIs that an OpenAPI body defines, and HTTP APIs with the one route that `target` makes. */
function readBodies({ standing, place, read, own }: PlanSource): Entrance[] {
  return standing("aws_api_gateway_rest_api", "aws_apigatewayv2_api").flatMap((api) => {
    const kind = api.type === "aws_apigatewayv2_api" ? ("route" as const) : ("method" as const);
    const entrance = (name: string, facts: Pick<Entrance, "authorization" | "keyRequired" | "mocked">): Entrance =>
      Object.assign(lazily(place(api), { api: () => own(api, "id") }), { kind, name: known(name), ...facts });
    const unguarded = { authorization: known("NONE"), keyRequired: known(false), mocked: "no" as const };
    const quick = certainValue(read(api, "target"))?.value !== null ? [entrance("$default", unguarded)] : [];
    const body = read(api, "body");
    const value = certainValue(body)?.value;
    if (value === null || value === "") return quick;
    const operations = operationsOf(body);
    const defined = operations?.map(({ name, authorization, keyRequired, mocked }) =>
      entrance(name, { authorization, keyRequired: known(keyRequired), mocked }),
    ) ?? [
      entrance("ANY", {
        authorization: open(unreadBody, readableBody),
        keyRequired: open(unreadBody, readableBody),
        mocked: "no",
      }),
    ];
    return [...quick, ...defined];
  });
}

const readUrls = ({ standing, place, read }: PlanSource): Entrance[] =>
  standing("aws_lambda_function_url").map((url) =>
    lazily(
      Object.assign(place(url), {
        kind: "function URL" as const,
        api: known(null),
        keyRequired: known(false),
        mocked: "no" as const,
      }),
      {
        name: () => read(url, "function_name"),
        authorization: () => read(url, "authorization_type"),
      },
    ),
  );
