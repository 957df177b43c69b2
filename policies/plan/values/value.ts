/**
 * What an expression can be while it is followed. A set of possible values is a list of these; a set never empties, since an
 * expression that cannot be followed is `undetermined`.
 */
export type Value =
  /** `loose` when Terraform may have made something else of it, a text of a number or a set of a list, for a variable whose type is not at hand. */
  | { readonly kind: "known"; readonly value: unknown; readonly sensitive?: boolean; readonly loose?: true }
  /** An attribute of one resource instance; an empty path is the instance itself. */
  | {
      readonly kind: "attribute";
      readonly address: string;
      readonly type: string;
      readonly path: readonly (string | number)[];
    }
  /** `loose` when its items stand in another order, or in another number, than they are named here: none has a place. `set`: it is one. */
  | {
      readonly kind: "list";
      readonly items: readonly Values[];
      readonly loose?: true;
      readonly set?: true;
      readonly untyped?: true;
    }
  /** `untyped`, as with a list: it is what a variable is given whose type is not at hand, which may make something else of it. */
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, Values>; readonly untyped?: true }
  /** Of a module whose for_each is not worked out: each key that the configuration names is one of its own, and no others are known. */
  | { readonly kind: "instances"; readonly at: (key: string) => Values }
  /** Text around values that are not known yet. Only a reader of policy documents meets it, and the next one. */
  | { readonly kind: "text"; readonly parts: readonly Values[] }
  /** The JSON text of a value, as `jsonencode` makes it. */
  | { readonly kind: "document"; readonly of: Values }
  | { readonly kind: "undetermined"; readonly because: string; readonly settledBy: string };

export type Values = readonly Value[];

export const knownValue = (value: unknown): Values => [{ kind: "known", value }];

export function undetermined(because: string, settledBy = "write the attribute as a direct reference"): Values {
  return [{ kind: "undetermined", because, settledBy }];
}

/** More possibilities than a person would check are not enumerated. */
const maxPossibilities = 64;

export function union(sets: readonly Values[]): Values {
  const values = sets.flat();
  // Mostly there is one, and nothing to compare it with.
  if (values.length < 2) return values;
  const all = new Map<unknown, Value>();
  for (const value of values) all.set(identity(value), value);
  return all.size > maxPossibilities
    ? undetermined(`more than ${maxPossibilities} possible values`)
    : [...all.values()];
}

/** Text for what can be compared. A map is itself alone: the outputs of two modules are not read to see if they are the same. */
function identity(value: Value): unknown {
  const form = comparable(value);
  // Written once, and not level by level: each would double what marks the quotes of the one below.
  if (form !== undefined) return JSON.stringify(form);
  switch (value.kind) {
    case "list":
      return value.items;
    case "map":
      return value.entries;
    case "instances":
      return value.at;
    case "text":
      return value.parts;
    case "document":
      return value.of;
    default:
      return value;
  }
}

function comparable(value: Value): readonly unknown[] | undefined {
  switch (value.kind) {
    case "known":
      return [
        value.kind,
        value.sensitive === true,
        typeof value.value === "object" && value.loose === true,
        value.value,
      ];
    case "attribute":
      return [value.kind, value.address, ...value.path];
    case "list": {
      const items = value.items.map((item) => item.map(comparable));
      return items.flat().includes(undefined) ? undefined : [value.kind, value.loose, value.set, value.untyped, items];
    }
    case "undetermined":
      return [value.kind, value.because];
    default:
      return undefined;
  }
}

/** Could it be of another type in Terraform than JSON shows? */
export const looksTyped = (value: unknown): boolean =>
  (typeof value === "string" || typeof value === "number" || typeof value === "boolean") &&
  /^(?:true|false|[+-]?\d+(?:\.\d+)?)$/.test(String(value));

/** Terraform's own structures as ours, so that a key of a known map and of a mixed one are looked up alike. */
export function structured(value: Value): Value {
  if (value.kind !== "known" || typeof value.value !== "object" || value.value === null) return value;
  const mark = value.sensitive === true ? { sensitive: true } : {};
  const isLoose = value.loose === true;
  const untyped = isLoose ? { untyped: true as const } : {};
  const part = (item: unknown): Values => [
    {
      kind: "known",
      value: item,
      ...mark,
      ...(isLoose && (looksTyped(item) || (typeof item === "object" && item !== null)) ? { loose: true } : {}),
    },
  ];
  if (Array.isArray(value.value)) return { kind: "list", items: value.value.map(part), ...untyped };
  const entries = Object.entries(value.value).map(([key, item]): [string, Values] => [key, part(item)]);
  return { kind: "map", entries: new Map(entries), ...untyped };
}

/** The plain JSON of a value with nothing open in it, or undefined. */
export function plain(value: Value): { readonly value: unknown } | undefined {
  switch (value.kind) {
    case "known":
      return { value: value.value };
    case "list":
      return plainAll(value.items);
    case "map": {
      const keys = [...value.entries.keys()];
      const items = plainAll([...value.entries.values()]);
      return items && { value: Object.fromEntries(keys.map((key, index) => [key, items.value[index]])) };
    }
    default:
      return undefined;
  }
}

function plainAll(sets: readonly Values[]): { readonly value: readonly unknown[] } | undefined {
  const items: unknown[] = [];
  for (const [first, ...others] of sets) {
    const item = first === undefined || others.length > 0 ? undefined : plain(first);
    if (item === undefined) return undefined;
    items.push(item.value);
  }
  return { value: items };
}

/** Whether anything that is known of it is a secret. */
export function hasSecret(value: Value): boolean {
  switch (value.kind) {
    case "known":
      return value.sensitive === true;
    case "list":
      return value.items.some((item) => item.some(hasSecret));
    case "map":
      return [...value.entries.values()].some((each) => each.some(hasSecret));
    case "text":
      return value.parts.some((part) => part.some(hasSecret));
    case "document":
      return value.of.some(hasSecret);
    default:
      return false;
  }
}
