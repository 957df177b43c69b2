import { belief, sourced } from "../../belief";
import { badRequest } from "./state";

belief(
  "API Gateway",
  "Updates are JSON Patch over paths of their own: a key in a path has ~1 for /, a list is changed by its members, values are text.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html"),
);

export interface PatchOperation {
  readonly op?: string | undefined;
  readonly path?: string | undefined;
  readonly value?: string | undefined;
}

/**
 * How a path may be changed: a value of that type; `member`: the last segment is the member of a list; `slot`: the last
 * segment is the index of a list of one; `part`: all below it, to be removed alone.
 */
type PathKind = "text" | "number" | "boolean" | "member" | "slot" | "part";

/** Paths without their first slash; `*` stands for any one segment: `{ "requestTemplates/*": "text" }`. */
export type PatchablePaths = Readonly<Record<string, PathKind>>;

type Node = Record<string, unknown>;

/** The segments of a path: `/requestTemplates/application~1json` has two. */
const segmentsOf = (path = ""): string[] =>
  path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/** Changes an object in place. @throws BadRequestException for a path or an operation that is not among `paths` */
export function patch(target: object, operations: readonly PatchOperation[] = [], paths: PatchablePaths): void {
  for (const operation of operations) {
    const segments = segmentsOf(operation.path);
    const kind = kindOf(segments, paths);
    if (kind === undefined || !["add", "replace", "remove"].includes(operation.op ?? ""))
      throw badRequest(`Invalid patch path ${operation.path ?? ""}`);
    change(target as Node, segments, kind, operation);
  }
}

function kindOf(segments: readonly string[], paths: PatchablePaths): PathKind | undefined {
  const fits = (pattern: string) => {
    const parts = pattern.split("/");
    return parts.length === segments.length && parts.every((part, at) => part === "*" || part === segments[at]);
  };
  return Object.entries(paths).find(([pattern]) => fits(pattern))?.[1];
}

function change(target: Node, segments: readonly string[], kind: PathKind, { op, path, value }: PatchOperation): void {
  const key = segments.at(-1) ?? "";
  if (kind === "member" || kind === "slot") {
    const holder = descend(target, segments.slice(0, -2));
    const name = segments.at(-2) ?? "";
    const before = (holder[name] as string[] | undefined) ?? [];
    if (kind === "slot") holder[name] = [value];
    else holder[name] = op === "remove" ? before.filter((each) => each !== key) : [...new Set([...before, key])];
    return;
  }
  const holder = descend(target, segments.slice(0, -1));
  if (op === "remove") Reflect.deleteProperty(holder, key);
  else if (kind === "part") throw badRequest(`Invalid patch path ${path ?? ""}`);
  else holder[key] = typed(value ?? "", kind);
}

/** The object at a path, made where it is not there. */
function descend(from: Node, segments: readonly string[]): Node {
  return segments.reduce((node, segment) => (node[segment] ??= {}) as Node, from);
}

function typed(value: string, kind: PathKind): unknown {
  if (kind === "boolean") return value === "true";
  if (kind !== "number") return value;
  const number = Number(value);
  if (Number.isNaN(number)) throw badRequest(`Invalid number ${value}`);
  return number;
}
