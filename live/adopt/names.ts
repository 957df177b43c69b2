/** `search-aws_news` as `SearchAwsNews`: the id of a construct. */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^\d/.test(joined) ? `N${joined}` : joined;
}

/** `SearchAWSNews` as `search-aws-news`: the name of a file. */
export const kebabCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();

/** Names as different construct ids, none of them one that is taken. */
export function constructIds(names: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken);
  return names.map((name) => {
    const wanted = pascalCase(name);
    let id = wanted;
    for (let count = 2; used.has(id); count += 1) id = `${wanted}${count}`;
    used.add(id);
    return id;
  });
}
