import type { Expression, ForExpression } from "../expression/ast";
import { elementsOf, type Element } from "./elements";
import { listsOf, objectsOf, truthOf, type Made } from "./loops";
import { withNames, type Scope } from "./scope";
import { union, type Value, type Values } from "./value";

/** What a `for` needs of the one who follows it. */
export interface ForFollowing {
  readonly expression: (expression: Expression, scope: Scope) => Values;
  /** The one plain value of an expression, or undefined. */
  readonly scalar: (expression: Expression, scope: Scope) => unknown;
  /** The value that the plan holds for an attribute. */
  readonly settled: (value: Value) => Value;
  /** A reader of policy documents asks, to whom a computed list is one thing. */
  readonly structural: boolean;
}

/** The lists or objects that a `for` can give: over each collection that it may be about, element by element. */
export function followFor(loop: ForExpression, scope: Scope, following: ForFollowing): Values {
  return union(following.expression(loop.in, scope).map((each) => overCollection(loop, each, scope, following)));
}

function overCollection(loop: ForExpression, collection: Value, scope: Scope, following: ForFollowing): Values {
  const found = elementsOf(collection, following.settled);
  if (!("elements" in found)) return everyMember(loop, collection, scope, following) ?? found;
  const { elements, loose } = found;
  const made = elements.map((element) => turn(loop, element, scope, following));
  return loop.by === undefined ? listsOf(made, loose) : objectsOf(made, loop.grouped, loose);
}

/** One turn of the loop. What the condition leaves out is not looked at. */
function turn(loop: ForExpression, element: Element, scope: Scope, { expression, scalar }: ForFollowing): Made {
  const { key, value, test, by, result } = loop;
  const inner = withNames(scope, [...(key === undefined ? [] : [[key, element.key] as const]), [value, element.value]]);
  const truth = test === undefined ? true : truthOf(scalar(test, inner));
  if (truth === false) return { included: false, key: undefined, value: [], element: element.value };
  return {
    included: truth === true && element.certain ? true : undefined,
    key: by && scalar(by, inner),
    value: expression(result, inner),
    element: element.value,
  };
}

/** Of a computed list an attribute of each element: as with a splat, it stands for all of them. */
function everyMember(
  { key, value, test, by, result }: ForExpression,
  of: Value,
  scope: Scope,
  { expression, structural }: ForFollowing,
): Values | undefined {
  if (!structural || of.kind !== "attribute" || of.path.length === 0) return undefined;
  if (key !== undefined || test !== undefined || by !== undefined) return undefined;
  const member: Value = { ...of, path: [...of.path, "*"] };
  const [only, ...others] = expression(result, withNames(scope, [[value, [member]]]));
  const isOfMembers = only?.kind === "attribute" && only.address === of.address && startsWith(only.path, member.path);
  return isOfMembers && others.length === 0 ? [only] : undefined;
}

const startsWith = (path: readonly unknown[], start: readonly unknown[]): boolean =>
  start.every((key, index) => path[index] === key);
