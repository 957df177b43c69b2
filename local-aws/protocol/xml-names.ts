import type { Member, Shape } from "./schema";

/** The element or attribute of a member. */
export const xmlName = ({ name, own }: Member): string => own.xmlName ?? name;

/** The elements of a key and of a value in a map. */
export const mapNames = (shape: Shape): readonly [key: string, value: string] => [
  shape.getKeySchema().getMergedTraits().xmlName ?? "key",
  shape.getValueSchema().getMergedTraits().xmlName ?? "value",
];
