/** Where an attribute leads, or a chain of them. */
export interface Led<R> {
  readonly certain: ReadonlySet<R>;
  /** What it may lead to. Something that is certain as well is certain. */
  readonly possible: ReadonlySet<R>;
}

/** Where any of them leads. */
export function uniteLed<R>(all: readonly Led<R>[]): Led<R> {
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return only;
  return { certain: union(all.map(({ certain }) => certain)), possible: union(all.map(({ possible }) => possible)) };
}

function union<R>(sets: readonly ReadonlySet<R>[]): ReadonlySet<R> {
  const [only, ...others] = new Set(sets.filter(({ size }) => size > 0));
  return others.length === 0 ? (only ?? new Set()) : new Set([only, ...others].flatMap((set) => [...(set ?? [])]));
}

export const reached = <R>({ certain, possible }: Led<R>): ReadonlySet<R> => union([certain, possible]);

/** The same, of which nothing is certain. */
export const doubted = <R>(led: Led<R>): Led<R> => ({ certain: new Set(), possible: reached(led) });

/**
 * Where a chain of two links leads: to what each thing that the first leads to leads on to. What a link that may be anything
 * leads on to is worked out once.
 */
export class Chain<Between, R> {
  private ofAny: ReadonlySet<R> | undefined;
  private readonly known = new Map<Between, Led<R>>();

  /** @param any and @param end how "to any of them" looks at the end of each link */
  constructor(
    private readonly any: Led<Between>,
    private readonly end: Led<R>,
    private readonly onward: (between: Between) => Led<R>,
  ) {}

  through(first: Led<Between>): Led<R> {
    const sure = uniteLed([...first.certain].map((each) => this.next(each)));
    if (first.possible.size === 0) return sure;
    const more = first.possible === this.any.possible ? this.anywhere() : this.reachedBy(first.possible);
    return { certain: sure.certain, possible: union([sure.possible, more]) };
  }

  private anywhere(): ReadonlySet<R> {
    if (this.ofAny === undefined) {
      const found = this.reachedBy(this.any.possible);
      // One set stands for all of them, so that it is told by its identity and never copied.
      this.ofAny = found.size === this.end.possible.size ? this.end.possible : found;
    }
    return this.ofAny;
  }

  private reachedBy(between: ReadonlySet<Between>): ReadonlySet<R> {
    return union([...between].map((each) => reached(this.next(each))));
  }

  private next(between: Between): Led<R> {
    let led = this.known.get(between);
    if (led === undefined) {
      led = this.onward(between);
      this.known.set(between, led);
    }
    return led;
  }
}
