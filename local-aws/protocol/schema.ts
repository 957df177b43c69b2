import { NormalizedSchema } from "@smithy/core/schema";
import type { SchemaTraitsObject, StaticErrorSchema, StaticOperationSchema } from "@smithy/types";

/**
 * The one place that reads the schema tuples which the SDK's clients export. They are a young export: the clients are
 * pinned to exact versions, and a new layout is met here alone.
 * @see https://smithy.io/2.0/trait-index.html
 */
export type Shape = NormalizedSchema;

/** The exports of one client package, as `import * as sdk from "@aws-sdk/client-sts"` gives them. */
export type Sdk = object;

export interface Member {
  readonly name: string;
  readonly shape: Shape;
  /** Traits of the member and of the shape that it points to, the member's first. */
  readonly traits: SchemaTraitsObject;
  /** Traits of the member alone. */
  readonly own: SchemaTraitsObject;
  readonly required: boolean;
}

export interface Operation {
  readonly name: string;
  readonly input: Shape;
  readonly output: Shape;
  /** Absent where a service speaks no REST. `uri` may have a fixed query: `/{Key+}?x-id=GetObject`. */
  readonly http?: { readonly method: string; readonly uri: string; readonly status: number };
}

export interface ErrorShape {
  readonly name: string;
  readonly status: number;
  /** The code on the query protocol, which may differ from the name. */
  readonly queryCode: string;
  readonly shape: Shape;
}

const isOperationTuple = (value: unknown): value is StaticOperationSchema => Array.isArray(value) && value[0] === 9;
const isErrorTuple = (value: unknown): value is StaticErrorSchema => Array.isArray(value) && value[0] === -3;

/** Every operation of a client, by its name. */
export function operationsOf(sdk: Sdk): ReadonlyMap<string, Operation> {
  const tuples = Object.values(sdk).filter(isOperationTuple);
  return new Map(tuples.map((tuple) => [tuple[2], operationOf(tuple)]));
}

function operationOf([, , name, traits, input, output]: StaticOperationSchema): Operation {
  const http = typeof traits === "object" ? traits.http : undefined;
  return {
    name,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
    ...(http && { http: { method: http[0], uri: http[1], status: http[2] } }),
  };
}

/** The shape of a modelled error, by the name of its exception class. */
export function errorShapeOf(sdk: Sdk, name: string): ErrorShape | undefined {
  const tuple = (sdk as Record<string, unknown>)[`${name}$`];
  if (!isErrorTuple(tuple)) return undefined;
  const shape = NormalizedSchema.of(tuple);
  const { error, httpError, awsQueryError } = shape.getOwnTraits();
  const query = awsQueryError as readonly [code: string, status: number] | undefined;
  const status = (httpError as number | undefined) ?? query?.[1] ?? (error === "server" ? 500 : 400);
  return { name, status, queryCode: query?.[0] ?? name, shape };
}

const members = new WeakMap<object, readonly Member[]>();

/** The members of a structure or union, none of any other shape; required ones come first in the tuple, and it says how many they are. */
export function membersOf(shape: Shape): readonly Member[] {
  const tuple: unknown = shape.getSchema();
  if (!Array.isArray(tuple) || !shape.isStructSchema()) return [];
  const known = members.get(tuple);
  if (known) return known;
  const required = shape.isUnionSchema() ? 0 : ((tuple[6] as number | undefined) ?? 0);
  const found = [...shape.structIterator()].map(([name, member], index) => ({
    name,
    shape: member,
    traits: member.getMergedTraits(),
    own: member.getMemberTraits(),
    required: index < required,
  }));
  members.set(tuple, found);
  return found;
}

export type TimestampFormat = "date-time" | "http-date" | "epoch-seconds";

/** The format that the model sets for a timestamp; else the one that its place on the wire has by default. */
export function timestampFormatOf(shape: Shape, otherwise: TimestampFormat): TimestampFormat {
  const formats: Readonly<Record<number, TimestampFormat>> = { 5: "date-time", 6: "http-date", 7: "epoch-seconds" };
  return formats[Number(shape.getSchema())] ?? otherwise;
}
