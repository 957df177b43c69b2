/** The key of one instance: a number by `count`, a string by `for_each`, nothing otherwise. */
export type InstanceKey = string | number | undefined;

export interface ModuleStep {
  readonly name: string;
  readonly key: InstanceKey;
}

const step = /\.?module\.([^.[\]]+)(?:\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\])?/y;

/**
 * Reads a module instance's address, `module.a["x.y"].module.b[0]`.
 * @returns the steps from the root, or undefined for text that is no such address.
 */
export function parseModuleAddress(address: string): ModuleStep[] | undefined {
  const steps: ModuleStep[] = [];
  let position = 0;
  while (position < address.length) {
    step.lastIndex = position;
    const found = step.exec(address);
    if (found === null) return undefined;
    const [whole, name, count, quoted] = found;
    steps.push({ name: name ?? "", key: keyOf(count, quoted) });
    position += whole.length;
  }
  return steps;
}

function keyOf(count: string | undefined, quoted: string | undefined): InstanceKey {
  if (count !== undefined) return Number(count);
  if (quoted === undefined) return undefined;
  try {
    // Terraform's escapes are JSON's, and two of its own that keep `${` and `%{` from being read as a template.
    return String(JSON.parse(quoted.replaceAll("$${", "${").replaceAll("%%{", "%{")));
  } catch {
    return quoted;
  }
}

/** One string for a module instance, whatever its keys contain; the root module is the empty string. */
export function moduleId(steps: readonly ModuleStep[]): string {
  return steps.length === 0 ? "" : JSON.stringify(steps.map(({ name, key }) => [name, key ?? null]));
}
