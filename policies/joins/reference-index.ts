import { certainText, type Attribute, type PossibleValue } from "../attribute";
import type { Resource } from "../estate";
import { reached, uniteLed, type Led } from "./led";

/**
 * Tells which resources of one kind an attribute leads to: as a reference to one, or by its id or ARN. It looks them up rather
 * than ask each, so that a plan of thousands of agents is joined in one pass.
 */
export class ReferenceIndex<R extends Resource> {
  /** Of an attribute that may be anything. */
  readonly any: Led<R>;
  /** Those whose id or ARN AWS has yet to give. An ARN may be foreseen; an id cannot. */
  private readonly unborn: ReadonlySet<R>;
  private readonly byAddress = new Map<string, Set<R>>();
  private readonly byText = new Map<string, Set<R>>();

  /** @param own how a resource is known to others: its id or its ARN */
  constructor(resources: readonly R[], own: (resource: R) => Attribute) {
    const unborn = new Set<R>();
    for (const resource of resources) {
      add(this.byAddress, resource.address, resource);
      const text = certainText(own(resource));
      if (text === undefined) unborn.add(resource);
      else add(this.byText, text, resource);
    }
    this.any = { certain: nothing, possible: new Set(resources) };
    this.unborn = unborn;
  }

  ledTo({ possible }: Attribute): Led<R> {
    const [first, ...others] = possible.map((value) => this.ledByValue(value));
    if (first === undefined) return nowhere;
    if (others.length === 0) return first;
    // Of several values one will be: it leads for certain only where all of them do.
    const certain = [...first.certain].filter((each) => others.every((other) => other.certain.has(each)));
    return { certain: new Set(certain), possible: reached(uniteLed([first, ...others])) };
  }

  private ledByValue(value: PossibleValue): Led<R> {
    if (value.kind === "undetermined") return this.any;
    if (value.kind === "resolved") {
      const certain = this.byAddress.get(value.of);
      if (certain !== undefined) return { certain, possible: nothing };
      // What a data source will find is not its own.
      if (!("value" in value)) return value.type.startsWith("data.") ? this.any : nowhere;
    }
    if (typeof value.value !== "string") return nowhere;
    const certain = new Set(arnsIn(value.value).flatMap((text) => [...(this.byText.get(text) ?? [])]));
    const foreseen = certain.size === 0 && value.value.startsWith("arn:");
    return { certain, possible: foreseen ? this.unborn : nothing };
  }
}

const nothing: ReadonlySet<never> = new Set<never>();
const nowhere: Led<never> = { certain: nothing, possible: nothing };

function add<R>(index: Map<string, Set<R>>, key: string, resource: R): void {
  const found = index.get(key);
  if (found === undefined) index.set(key, new Set([resource]));
  else found.add(resource);
}

/**
 * The text itself and every ARN that may stand in it: the URI of an integration holds a function's ARN, as
 * `.../functions/ARN/invocations`, and a qualified ARN begins with it.
 */
function arnsIn(text: string): readonly string[] {
  const found = new Set([text]);
  for (const { index } of text.matchAll(/arn:/g)) {
    const rest = text.slice(index);
    for (const { index: end } of rest.matchAll(/[^\w-]/g)) found.add(rest.slice(0, end));
    found.add(rest);
  }
  return [...found];
}
