import type { DocumentType } from "@smithy/types";

/** JSON and nothing else: what is kept survives a restart. A time is its ISO text. */
type Plain<T> = T extends DocumentType | undefined
  ? T
  : T extends
        | Date
        | Uint8Array
        | bigint
        | symbol
        | ((...args: never[]) => unknown)
        | ReadonlyMap<unknown, unknown>
        | ReadonlySet<unknown>
    ? never
    : { [K in keyof T]: Plain<T[K]> };

/** A part of the state with a name and a type. Whoever imports it may read and write it: services share by slices. */
export interface Slice<T> {
  readonly name: string;
  readonly initial: () => T;
}

/** `slice("sns", (): SnsState => ({ topics: {} }))`: a file `sns.json` in the state's folder. */
export function slice<T>(name: string, initial: () => T & Plain<T>): Slice<T> {
  return { name, initial };
}
