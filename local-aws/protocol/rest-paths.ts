import { membersOf, type Operation } from "./schema";
import type { Match, WireRequest } from "./wire";

interface Template {
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly query: readonly (readonly [key: string, value: string])[];
  /** Query parameters and headers without which the operation is not meant: several share one path. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}
interface Segment {
  readonly literal?: string;
  readonly label?: string;
  readonly greedy: boolean;
}

/** What a REST request asks for, where no operation answers. */
export const pathAsked = ({ method, path, query }: WireRequest): string => {
  const keys = [...query.keys()].filter((key) => key !== "x-id");
  return `${method} ${path}${keys.length > 0 ? `?${keys.join("&")}` : ""}`;
};

/** Every operation whose method, path, fixed query and required query and headers fit the request. */
export function findByPath(request: WireRequest, operations: ReadonlyMap<string, Operation>): readonly Match[] {
  const parts = request.path.split("/").slice(1);
  return [...operations.values()].flatMap((operation) => matchOne(operation, request, parts) ?? []);
}

function matchOne(operation: Operation, request: WireRequest, parts: readonly string[]): Match | undefined {
  const template = templateOf(operation);
  if (template?.method !== request.method) return undefined;
  const labels = matchPath(template.segments, parts);
  if (!labels) return undefined;
  const { query, requiredQuery, requiredHeaders } = template;
  if (!query.every(([key, value]) => request.query.has(key) && (value === "" || request.query.get(key) === value)))
    return undefined;
  if (!requiredQuery.every((key) => request.query.has(key))) return undefined;
  if (!requiredHeaders.every((key) => request.headers[key] !== undefined)) return undefined;
  const literals = template.segments.filter(({ literal }) => literal !== undefined).length;
  const conditions = query.length + requiredQuery.length + requiredHeaders.length;
  return { operation, labels, specificity: literals * 100 + conditions };
}

/** The labels of a path, decoded; undefined where it does not fit. A slash at the end makes no difference. */
function matchPath(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const given = parts.at(-1) === "" ? parts.slice(0, -1) : parts;
  const greedyAt = segments.findIndex(({ greedy }) => greedy);
  const surplus = greedyAt < 0 ? 0 : given.length - segments.length;
  if (surplus < 0 || (greedyAt < 0 && given.length !== segments.length)) return undefined;
  const labels: Record<string, string> = {};
  let at = 0;
  for (const { literal, label, greedy } of segments) {
    const taken = given.slice(at, (at += greedy ? surplus + 1 : 1));
    if (literal !== undefined && taken[0] !== literal) return undefined;
    if (label === undefined) continue;
    // A key of S3 may end with a slash, which belongs to it.
    const text = greedy && at === given.length && parts.at(-1) === "" ? [...taken, ""] : taken;
    const decoded = decode(text.join("/"));
    if (decoded === undefined || decoded === "") return undefined;
    labels[label] = decoded;
  }
  return labels;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const templates = new WeakMap<Operation, Template>();

function templateOf(operation: Operation): Template | undefined {
  if (!operation.http) return undefined;
  const known = templates.get(operation);
  if (known) return known;
  const made = parseTemplate(operation, operation.http);
  templates.set(operation, made);
  return made;
}

function parseTemplate({ input }: Operation, { method, uri }: NonNullable<Operation["http"]>): Template {
  const [pathname = "", fixed] = uri.split("?");
  const required = membersOf(input).filter((member) => member.required);
  const labels = membersOf(input).filter(({ traits }) => traits.httpLabel);
  // S3's templates were written for a bucket in the host name: here it stands in the path, before all else.
  const before = labels.filter(({ name }) => !pathname.includes(`{${name}`)).map(({ name }) => `{${name}}`);
  return {
    method,
    segments: [...before, ...pathname.split("/").filter((part) => part !== "")].map(parseSegment),
    query: [...new URLSearchParams(fixed)].filter(([key]) => key !== "x-id"),
    requiredQuery: required.flatMap(({ traits }) => traits.httpQuery ?? []),
    requiredHeaders: required.flatMap(({ traits }) => traits.httpHeader?.toLowerCase() ?? []),
  };
}

function parseSegment(part: string): Segment {
  const label = /^\{(\w+)(\+?)\}$/.exec(part);
  return label?.[1] === undefined ? { literal: part, greedy: false } : { label: label[1], greedy: label[2] === "+" };
}
