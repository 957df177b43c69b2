import type { Api } from "../../estate";
import type { PlannedResource } from "../planned-resources";
import { lazily } from "./lazily";
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
  const { standing, place, read, link, own } = source;
  const integrations = partsByApi(source, `${prefix}integration`, id);
  const stages = partsByApi(source, `${prefix}stage`, id);
  return standing(api).map((each) =>
    lazily(place(each), {
      name: () => read(each, "name"),
      id: () => own(each, "id"),
      integrations: () => integrations(each).map((part) => link(part, uri)),
      stages: () => stages(each).map(place),
    }),
  );
}

/** The parts of each API, by the API that they name; indexed once, when first asked. */
function partsByApi(
  { standing, link }: PlanSource,
  type: string,
  id: string,
): (api: PlannedResource) => readonly PlannedResource[] {
  let index: Map<string, PlannedResource[]> | undefined;
  return (api) => {
    if (index === undefined) {
      index = new Map();
      for (const part of standing(type)) {
        for (const value of link(part, id).possible) {
          if (value.kind === "resolved") index.set(value.of, [...(index.get(value.of) ?? []), part]);
        }
      }
    }
    return index.get(api.address) ?? [];
  };
}
