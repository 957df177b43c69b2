import { checkMembers, memberFinder } from "./check-members";
import { mistypedMember, unknownMember, within } from "./input-fault";
import { readText } from "./scalar-text";
import { membersOf, type Shape } from "./schema";

/** `Tags.member.1.Key=x` as a tree of parts. */
type FormTree = string | Map<string, FormTree>;

/** The input of an operation from a form, without `Action` and `Version`. */
export function readQuery(shape: Shape, form: URLSearchParams): unknown {
  const tree = new Map<string, FormTree>();
  for (const [key, value] of form) if (key !== "Action" && key !== "Version") plant(tree, key.split("."), value, key);
  return readForm(shape, tree, "");
}

function plant(tree: Map<string, FormTree>, [head = "", ...rest]: readonly string[], value: string, key: string): void {
  if (rest.length === 0) {
    tree.set(head, value);
    return;
  }
  const branch = tree.get(head) ?? new Map<string, FormTree>();
  if (typeof branch === "string") throw mistypedMember(key, "either a value or a structure", value);
  tree.set(head, branch);
  plant(branch, rest, value, key);
}

function readForm(shape: Shape, tree: FormTree, path: string): unknown {
  if (shape.isStructSchema()) return readStructure(shape, branchesOf(tree, path), path);
  if (shape.isListSchema()) return readList(shape, tree, path);
  if (shape.isMapSchema()) return readMap(shape, tree, path);
  if (typeof tree !== "string") throw mistypedMember(path, "a value", tree);
  return readText(shape, tree, path, "date-time");
}

function readStructure(shape: Shape, branches: Map<string, FormTree>, path: string): unknown {
  const find = memberFinder(membersOf(shape), ({ name, own }) => own.xmlName ?? name);
  const result: Record<string, unknown> = {};
  for (const [key, branch] of branches) {
    const member = find(key, path);
    result[member.name] = readForm(member.shape, branch, within(path, key));
  }
  checkMembers(shape, result, path);
  return result;
}

function readList(shape: Shape, tree: FormTree, path: string): unknown {
  // `Names=` with nothing after it is an empty list.
  if (tree === "") return [];
  const item = shape.getValueSchema();
  return numbered(shape, tree, item.getMergedTraits().xmlName ?? "member", path).map((branch, index) =>
    readForm(item, branch, within(path, index)),
  );
}

function readMap(shape: Shape, tree: FormTree, path: string): unknown {
  if (tree === "") return {};
  const keyName = shape.getKeySchema().getMergedTraits().xmlName ?? "key";
  const valueName = shape.getValueSchema().getMergedTraits().xmlName ?? "value";
  return Object.fromEntries(
    numbered(shape, tree, "entry", path).map((branch) => {
      const entry = branchesOf(branch, path);
      const key = entry.get(keyName);
      if (typeof key !== "string") throw mistypedMember(within(path, keyName), "text", key);
      return [key, readForm(shape.getValueSchema(), entry.get(valueName) ?? "", within(path, key))];
    }),
  );
}

/** The branches `1`, `2`, ... in the order of their numbers; one level deeper where the list is not flattened. */
function numbered(shape: Shape, tree: FormTree, name: string, path: string): readonly FormTree[] {
  const flat = shape.getMergedTraits().xmlFlattened === 1;
  const branches = branchesOf(tree, path);
  const stray = flat ? undefined : [...branches.keys()].find((key) => key !== name);
  if (stray !== undefined) throw unknownMember(within(path, stray));
  const items = flat ? branches : branchesOf(branches.get(name) ?? "", path);
  return [...items].sort(([a], [b]) => Number(a) - Number(b)).map(([, branch]) => branch);
}

function branchesOf(tree: FormTree, path: string): Map<string, FormTree> {
  if (typeof tree === "string") throw mistypedMember(path, "a structure, list or map", tree);
  return tree;
}
