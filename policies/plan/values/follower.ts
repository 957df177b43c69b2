import type { AttributePath, Source } from "../configuration/module";
import type { Expression } from "../expression/ast";
import { parseTemplate } from "../expression/parse";
import { namesOf } from "../expression/references";
import { isList, member } from "../json";
import { descend, descendAnywhere } from "./access";
import { resolveName } from "./names";
import { callFunction, operate } from "./operations";
import { buildStructure } from "./structures";
import type { Following, Scope } from "./scope";
import { giveFolder } from "./settling";
import { knownValue, plain, structured, undetermined, union, type Value, type Values } from "./value";
import type { PlanWorld } from "./world";

/** Longer chains than a person could check are given up, and so are circles. */
const maxChain = 200;

/** Bounds expressions that fan out: every conditional can double the ways. */
const maxSteps = 20_000;

/** Follows expressions to the set of values that they can take. One follower serves one question and keeps its trail. */
export class Follower implements Following {
  readonly trail: string[] = [];
  private depth = 0;
  private steps = 0;

  /**
   * @param structural keeps texts, documents and lists with unknown parts in them apart, for a reader of policy documents.
   * @default such values are undetermined
   */
  constructor(
    readonly world: PlanWorld,
    private readonly structural = false,
  ) {}

  source(source: Source, rest: AttributePath, scope: Scope, label: string): Values {
    return this.step(() => {
      if (source.kind === "references") return undetermined(mentions(source.references[0], label), giveFolder);
      if (source.kind === "template") this.trail.push(`${label} = ${show(partOf(source.json, rest))}`);
      const whole = source.kind === "constant" ? knownValue(source.json) : this.json(source.json, scope);
      return rest.reduce<Values>(descend, whole);
    });
  }

  settled(values: Values): Values {
    return values.map((value) => this.world.valueOf(value) ?? value);
  }

  private step(read: () => Values): Values {
    if (this.depth >= maxChain || ++this.steps > maxSteps) {
      return undetermined("the chain of references is too long, or goes in a circle");
    }
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  /** JSON configuration: every string is a template, and so is every key. */
  private json(json: unknown, scope: Scope): Values {
    if (typeof json === "string") return this.expression(parseTemplate(json), scope);
    if (typeof json !== "object" || json === null) return knownValue(json);
    return this.step(() => this.structure(json, scope));
  }

  private structure(json: object, scope: Scope): Values {
    if (isList(json)) return [{ kind: "list", items: json.map((item) => this.json(item, scope)) }];
    const entries = new Map<string, Values>();
    for (const [key, value] of Object.entries(json)) {
      if (/[$%]\{/.test(key)) return undetermined("a map whose keys are computed");
      entries.set(key, this.json(value, scope));
    }
    return [{ kind: "map", entries }];
  }

  private expression(expression: Expression, scope: Scope): Values {
    return this.step(() => this.dispatch(expression, scope));
  }

  private dispatch(expression: Expression, scope: Scope): Values {
    switch (expression.kind) {
      case "literal":
        return knownValue(expression.value);
      case "name":
        return undetermined(`${expression.name} alone is not a value`);
      case "get":
        return this.get(expression, scope);
      case "splat":
        return this.splat(expression, scope);
      case "conditional":
        return this.conditional(expression, scope);
      case "call":
        return this.call(expression, scope);
      case "template":
        return this.template(expression.parts, scope);
      case "tuple":
        return [{ kind: "list", items: expression.items.map((item) => this.expression(item, scope)) }];
      case "object":
        return this.object(expression.entries, scope);
      case "operation":
        return operate(
          expression.operator,
          expression.operands.map((operand) => this.settled(this.expression(operand, scope))),
        );
      case "opaque":
        return undetermined(`an expression that is not followed: ${expression.why}`);
    }
  }

  private get(expression: Of<"get">, scope: Scope): Values {
    const path = namesOf(expression);
    const named = path && resolveName(path, scope, this);
    return named ?? this.index(this.expression(expression.of, scope), this.expression(expression.key, scope));
  }

  private index(of: Values, key: Values): Values {
    const name = this.scalar(key);
    return typeof name === "string" || typeof name === "number" ? descend(of, name) : descendAnywhere(of);
  }

  private splat(expression: Of<"splat">, scope: Scope): Values {
    const keys = expression.each.map((key) => this.expression(key, scope));
    return union(
      this.expression(expression.of, scope).map((value) => {
        const shape = structured(this.structural ? (this.world.valueOf(value) ?? value) : value);
        if (shape.kind === "undetermined") return [shape];
        const every = this.structural ? this.everyElement(shape, keys) : undefined;
        if (every !== undefined) return every;
        // A splat over anything but a list treats it as a list of one.
        const items = shape.kind === "list" ? shape.items : [[shape]];
        const loose = shape.kind === "list" && shape.loose === true ? { loose: true as const } : {};
        return [
          { kind: "list", items: items.map((item) => keys.reduce((of, key) => this.index(of, key), item)), ...loose },
        ];
      }),
    );
  }

  /** A computed list has no elements before the apply: `[*]` stands for all of them. */
  private everyElement(value: Value, keys: readonly Values[]): Values | undefined {
    if (value.kind !== "attribute" || value.path.length === 0) return undefined;
    const path = keys.map((key) => this.scalar(key));
    return path.every((key) => typeof key === "string" || typeof key === "number")
      ? [{ ...value, path: [...value.path, "*", ...path] }]
      : undefined;
  }

  private conditional(expression: Of<"conditional">, scope: Scope): Values {
    const outcome = this.scalar(this.expression(expression.test, scope));
    // A text that says so is as good as the truth there.
    if (outcome === true || outcome === "true") return this.expression(expression.then, scope);
    if (outcome === false || outcome === "false") return this.expression(expression.otherwise, scope);
    return union([this.expression(expression.then, scope), this.expression(expression.otherwise, scope)]);
  }

  private call(expression: Of<"call">, scope: Scope): Values {
    const args = expression.args.map((arg) => this.expression(arg, scope).map(structured));
    const built = this.structural ? buildStructure(expression.name, args, expression.spread) : undefined;
    if (built !== undefined) return built;
    return callFunction(expression.name, args, expression.spread);
  }

  /** Text around a value makes another value: only when every part is known is the whole known. */
  private template(parts: readonly Expression[], scope: Scope): Values {
    const values = parts.map((part) => this.expression(part, scope));
    let text = "";
    for (const part of values) {
      const scalar = this.scalar(part);
      if (typeof scalar !== "string" && typeof scalar !== "number" && typeof scalar !== "boolean") {
        return this.structural
          ? [{ kind: "text", parts: values }]
          : undetermined("text around a value that is not known yet");
      }
      text += String(scalar);
    }
    return knownValue(text);
  }

  private object(items: readonly (readonly [Expression, Expression])[], scope: Scope): Values {
    const entries = new Map<string, Values>();
    for (const [keyExpression, value] of items) {
      const name = this.scalar(this.expression(keyExpression, scope));
      if (typeof name !== "string" && typeof name !== "number") return undetermined("a map whose keys are computed");
      entries.set(String(name), this.expression(value, scope));
    }
    return [{ kind: "map", entries }];
  }

  /** The one plain value of a set, or undefined while anything else is possible. */
  private scalar(values: Values): unknown {
    const [only] = values;
    return only === undefined || values.length > 1 ? undefined : plain(this.world.valueOf(only) ?? only)?.value;
  }
}

type Of<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

function mentions(reference: string | undefined, label: string): string {
  return reference === undefined
    ? `the source of ${label} is not in the plan`
    : `${label} mentions ${reference}; what it computes from it is not in the plan`;
}

/** What is written at a path, so far as it is written out: what stands beside it is nobody's matter. */
function partOf(json: unknown, path: AttributePath): unknown {
  let part = json;
  for (const key of path) {
    const next = key === 0 && !isList(part) ? part : member(part, key);
    if (next === undefined) return part;
    part = next;
  }
  return part;
}

/** What sensitive() hides is hidden in its own text too. */
function show(json: unknown): string {
  const written = typeof json === "string" ? json : JSON.stringify(json);
  const text = written.replace(/(?<!\w)sensitive\([\s\S]*/, "sensitive(…)}");
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
