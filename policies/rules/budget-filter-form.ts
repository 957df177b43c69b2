/** Is it what a TagKeyValue filter holds, whatever the filter that it stands in is called? */
export const holdsTag = (values: unknown): boolean =>
  Array.isArray(values) && values.some((value) => /^(?:user|aws):[^$]+\$/.test(String(value)));

/** What is wrong with the form of a TagKeyValue filter's values, as the end of a sentence; empty where nothing is. */
export function malformed(values: readonly unknown[], tagKey: string): string {
  const texts = values.map(String);
  if (texts.some((text) => text.includes("${"))) {
    return ", which holds a literal ${: the interpolation was escaped, and the filter matches nothing";
  }
  if (texts.some((text) => text.startsWith(`${tagKey}$`))) return ", which lacks the prefix user: and matches nothing";
  if (texts.every((text) => !/^(user|aws):[^$]+\$.+$/.test(text)))
    return `, which has not the form user:${tagKey}$VALUE and matches nothing`;
  return "";
}
