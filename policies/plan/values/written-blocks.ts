import { jsonSource } from "../configuration/source";
import { isList, isObject, textOf, type JsonObject } from "../json";
import { elementsOf } from "./elements";
import { withNames, type Following, type Scope } from "./scope";
import { knownValue, type Value, type Values } from "./value";

/** A block as it is written, in the scope in which its expressions stand. */
export interface WrittenBlock {
  /** What an argument can be; null where it is not written. */
  readonly values: (argument: string) => Values;
  /** The blocks within it. Undefined: a dynamic one is not worked out. */
  readonly blocks: (name: string) => readonly WrittenBlock[] | undefined;
}

/** Where a block is written, and who follows its expressions. */
export interface BlockPlace {
  readonly scope: Scope;
  readonly writtenIn: string;
  readonly follower: Following;
  readonly settled: (value: Value) => Value;
  /** For the trail. */
  readonly label: string;
}

/**
 * The blocks of a name in a body, and those that its dynamic blocks make, one for each element of their for_each. In which order
 * the two kinds stand is not kept. Undefined: a dynamic one is not worked out.
 */
export function expandedBlocks(body: JsonObject, name: string, place: BlockPlace): readonly WrittenBlock[] | undefined {
  const blocks = bodies(body[name]).map((each) => writtenBlock(each, place));
  for (const dynamic of bodies(body["dynamic"]).flatMap((each) => bodies(each[name]))) {
    const made = dynamicBlocks(dynamic, name, place);
    if (made === undefined) return undefined;
    blocks.push(...made);
  }
  return blocks;
}

function writtenBlock(body: JsonObject, place: BlockPlace): WrittenBlock {
  const { follower, scope, writtenIn, label } = place;
  return {
    values: (argument) =>
      body[argument] === undefined
        ? knownValue(null)
        : follower.source(jsonSource(body[argument], writtenIn), [], scope, `${label}.${argument}`),
    blocks: (name) => expandedBlocks(body, name, { ...place, label: `${label}.${name}` }),
  };
}

function dynamicBlocks(dynamic: JsonObject, name: string, place: BlockPlace): readonly WrittenBlock[] | undefined {
  const [content] = bodies(dynamic["content"]);
  if (content === undefined) return undefined;
  const { follower, scope, writtenIn, settled, label } = place;
  const forEach = jsonSource(dynamic["for_each"], writtenIn);
  const [collection, ...others] = follower.source(forEach, [], scope, `${label}: for_each`);
  const found = collection === undefined || others.length > 0 ? undefined : elementsOf(collection, settled);
  if (found === undefined || !("elements" in found) || found.elements.some(({ certain }) => !certain)) return undefined;
  const iterator = (textOf(dynamic["iterator"]) ?? name).replace(/^\$\{(.*)\}$/, "$1");
  return found.elements.map(({ key, value }) => {
    const entries = new Map([
      ["key", key],
      ["value", value],
    ]);
    return writtenBlock(content, { ...place, scope: withNames(scope, [[iterator, [{ kind: "map", entries }]]]) });
  });
}

const bodies = (json: unknown): readonly JsonObject[] => (isList(json) ? json : [json]).filter(isObject);
