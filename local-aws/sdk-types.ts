import type { Readable } from "node:stream";
import type { DocumentType } from "@smithy/types";

/** The operations of a client, by the command classes that its package exports. */
export type OperationName<S> = { [K in keyof S]: K extends `${infer N}Command` ? N : never }[keyof S] & string;

export type CommandOf<S, N extends string> = `${N}Command` extends keyof S
  ? S[`${N}Command`] extends new (...args: never[]) => infer C
    ? C
    : never
  : never;

/** The input as a handler gets it: checked, so that what AWS requires is there; a stream has been read to its end. */
export type Received<C> = C extends { readonly input: infer I } ? Present<I> : never;

/** The output as a handler gives it. */
export type Answered<C> = C extends { resolveMiddleware: (...args: never[]) => (...args: never[]) => Promise<infer R> }
  ? R extends { output: infer O }
    ? { [K in keyof Omit<O, "$metadata">]: Sent<Omit<O, "$metadata">[K]> }
    : never
  : never;

/** The SDK types what AWS requires as `T | undefined`: it has been checked, and is there. */
type Present<T> = T extends Leaf
  ? T
  : T extends readonly unknown[]
    ? { [K in keyof T]: Present<T[K]> }
    : T extends object
      ? {
          [K in keyof T]: undefined extends T[K]
            ? object extends Pick<T, K>
              ? Bytes<T[K]>
              : Exclude<Bytes<T[K]>, undefined>
            : Bytes<T[K]>;
        }
      : T;

type Leaf = DocumentType | bigint | Date | Uint8Array | undefined;

/** A streaming blob is one of many things in the SDK; here it is its bytes. */
type Bytes<T> = Readable extends T ? Uint8Array | Extract<T, undefined> : Present<T>;

/** The SDK dresses bytes and streams with methods of its own: bytes are enough here. */
type Sent<T> = [Extract<T, { transformToString: unknown }>] extends [never] ? T : Uint8Array | Extract<T, undefined>;
