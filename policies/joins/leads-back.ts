import type { Led } from "./led";

/** Something that leads to a thing, for certain or perhaps. */
export interface Leading<From> {
  readonly from: From;
  readonly certainty: "yes" | "unknown";
}

/** The way back: everything that leads to a thing. What may lead to any thing of its kind is kept once for all of them. */
export class LeadsBack<From, To> {
  readonly toAny: readonly Leading<From>[];
  private readonly own = new Map<To, Leading<From>[]>();

  /** @param any how "to any of them" looks, as the index of those things has it */
  constructor(links: Iterable<readonly [From, Led<To>]>, any: Led<To>) {
    const toAny: Leading<From>[] = [];
    for (const [from, { certain, possible }] of links) {
      const leadsAnywhere = possible.size > certain.size && possible.size === any.possible.size;
      if (leadsAnywhere) toAny.push({ from, certainty: "unknown" });
      for (const to of certain) this.add(to, { from, certainty: "yes" });
      for (const to of leadsAnywhere ? [] : possible) {
        if (!certain.has(to)) this.add(to, { from, certainty: "unknown" });
      }
    }
    this.toAny = toAny;
  }

  /** What leads to this thing in particular. */
  toOne(to: To): readonly Leading<From>[] {
    return this.own.get(to) ?? [];
  }

  private add(to: To, leading: Leading<From>): void {
    const found = this.own.get(to);
    if (found === undefined) this.own.set(to, [leading]);
    else found.push(leading);
  }
}
