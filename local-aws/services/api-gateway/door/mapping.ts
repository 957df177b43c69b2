import { render } from "velocityjs";
import { belief, sourced } from "../../../belief";
import type { Call, MethodCall } from "./call";
import { contextVariables } from "./variables";

belief(
  "API Gateway",
  "Mapping templates are Velocity's, with $input, $context, $stageVariables and $util.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html"),
);

/** What a template may set in `$context.responseOverride`. */
export interface ResponseOverride {
  readonly status?: number | string;
  readonly header: Record<string, string>;
}

export interface Rendered {
  readonly text: string;
  readonly override: ResponseOverride;
}

/** Renders a mapping template for a call; `more` stands in `$context` beside its own. */
export function renderTemplate(template: string, call: Call & Partial<MethodCall>, more: object = {}): Rendered {
  const { request, stage, pathParameters = {} } = call;
  const body = Buffer.from(request.body).toString("utf8");
  const parameters = { header: request.headers, querystring: Object.fromEntries(request.query), path: pathParameters };
  const override: ResponseOverride = { header: {} };
  const text = render(template, {
    input: {
      body,
      params: (name?: string) => (name === undefined ? parameters : parameterOf(parameters, name)),
    },
    context: { ...contextVariables(call), ...more, responseOverride: override },
    stageVariables: stage.settings.variables ?? {},
    util: {
      escapeJavaScript: (value: unknown) => JSON.stringify(String(value)).slice(1, -1),
      base64Encode: (value: unknown) => Buffer.from(String(value)).toString("base64"),
      base64Decode: (value: unknown) => Buffer.from(String(value), "base64").toString("utf8"),
      urlEncode: (value: unknown) => encodeURIComponent(String(value)),
      urlDecode: (value: unknown) => decodeURIComponent(String(value)),
    },
  });
  return { text, override };
}

type Parameters = Readonly<Record<"header" | "querystring" | "path", Readonly<Record<string, string>>>>;

/** Path, query string and header are searched in this order. */
const parameterOf = ({ path, querystring, header }: Parameters, name: string): string =>
  path[name] ?? querystring[name] ?? header[name.toLowerCase()] ?? "";

/**
 * Headers of a response by their mappings: `'a literal'`, `method.request.header.Origin`, `context.requestId` or
 * `stageVariables.name`. A header without a value is left out.
 */
export function mapHeaders(
  mappings: Readonly<Record<string, string>>,
  prefix: string,
  call: Call & Partial<MethodCall>,
  more: object = {},
): Record<string, string> {
  const headers = Object.entries(mappings).flatMap(([target, source]) => {
    const value = valueOf(source, call, more);
    return target.startsWith(prefix) && value !== undefined ? [[target.slice(prefix.length), value] as const] : [];
  });
  return Object.fromEntries(headers);
}

function valueOf(source: string, call: Call & Partial<MethodCall>, more: object): string | undefined {
  const literal = /^'(.*)'$/s.exec(source)?.[1];
  if (literal !== undefined) return literal;
  const [root = "", ...path] = source.split(".");
  const name = path.slice(2).join(".");
  if (source.startsWith("method.request.header.")) return call.request.headers[name.toLowerCase()];
  if (source.startsWith("method.request.querystring.")) return call.request.query.get(name) ?? undefined;
  if (source.startsWith("method.request.path.")) return call.pathParameters?.[name];
  const roots: Record<string, unknown> = {
    context: { ...contextVariables(call), ...more },
    stageVariables: call.stage.settings.variables ?? {},
  };
  const found = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], roots[root]);
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}
