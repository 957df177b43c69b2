import type { AttributePath, Source } from "../configuration/module";
import type { Expression } from "../expression/ast";
import { parseTemplate } from "../expression/parse";
import { namesOf } from "../expression/references";
import { isList } from "../json";
import { descend, descendAnywhere } from "./access";
import { CallFollower } from "./calls";
import { followFor, type ForFollowing } from "./for-expression";
import { keyText, truthOf } from "./loops";
import { resolveName } from "./names";
import { operate } from "./operations";
import { withoutNames, type Following, type Scope } from "./scope";
import { giveFolder } from "./settling";
import { spliced } from "./structures";
import { mentions, written } from "./told";
import { knownValue, structured, undetermined, union, type Value, type Values } from "./value";
import type { PlanWorld } from "./world";

/** Longer chains than a person could check are given up, and so are circles. */
const maxChain = 200;

/** Bounds expressions that fan out: every conditional can double the ways. */
const maxSteps = 20_000;

/** Follows expressions to the set of values that they can take. One follower serves one question and keeps its trail. */
export class Follower implements Following {
  readonly trail: string[] = [];
  private readonly followingLoops: ForFollowing;
  private readonly calls: CallFollower;
  private depth = 0;
  private steps = 0;

  /**
   * @param structural keeps texts, documents and lists with unknown parts in them apart, for a reader of policy documents.
   * @default such values are undetermined
   */
  constructor(
    readonly world: PlanWorld,
    private readonly structural = false,
  ) {
    this.followingLoops = {
      expression: (expression, scope) => this.expression(expression, scope),
      scalar: (expression, scope) => this.world.scalarOf(this.expression(expression, scope)),
      settled: (value) => world.valueOf(value) ?? value,
      structural,
    };
    this.calls = new CallFollower(world, structural, {
      expression: (expression, scope) => this.expression(expression, scope),
      tell: (link) => {
        this.tell(link);
      },
    });
  }

  source(source: Source, rest: AttributePath, scope: Scope, label: string): Values {
    return this.step(() => {
      if (source.kind === "references") return undetermined(mentions(source.references[0], label), giveFolder);
      if (source.kind === "template") this.tell(`${label} = ${written(source.json, rest)}`);
      const whole = source.kind === "constant" ? knownValue(source.json) : this.json(source.json, scope);
      return rest.reduce<Values>(descend, whole);
    });
  }

  /** A loop comes by the same link again and again. */
  private tell(link: string): void {
    if (!this.trail.includes(link)) this.trail.push(link);
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
        return scope.names?.get(expression.name) ?? undetermined(`${expression.name} alone is not a value`);
      case "get":
        return this.get(expression, scope);
      case "splat":
        return this.splat(expression, scope);
      case "conditional":
        return this.conditional(expression, scope);
      case "call":
        return this.calls.follow(expression, scope);
      case "template":
        return this.template(expression.parts, scope);
      case "tuple":
        return [{ kind: "list", items: expression.items.map((item) => this.expression(item, scope)) }];
      case "object":
        return this.object(expression.entries, scope);
      case "for":
        return followFor(expression, scope, this.followingLoops);
      case "operation":
        return operate(
          expression.operator,
          expression.operands.map((operand) => this.world.settled(this.expression(operand, scope))),
        );
      case "opaque":
        return undetermined(`an expression that is not followed: ${expression.why}`);
    }
  }

  private get(expression: Of<"get">, scope: Scope): Values {
    const path = namesOf(expression);
    const [first] = path ?? [];
    const isHidden = first !== undefined && scope.names?.has(first) === true;
    const named = path === undefined || isHidden ? undefined : resolveName(path, withoutNames(scope), this);
    return named ?? this.index(this.expression(expression.of, scope), this.expression(expression.key, scope));
  }

  private index(of: Values, key: Values): Values {
    const name = this.world.scalarOf(key);
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
    const path = keys.map((key) => this.world.scalarOf(key));
    return path.every((key) => typeof key === "string" || typeof key === "number")
      ? [{ ...value, path: [...value.path, "*", ...path] }]
      : undefined;
  }

  private conditional(expression: Of<"conditional">, scope: Scope): Values {
    const outcome = truthOf(this.world.scalarOf(this.expression(expression.test, scope)));
    if (outcome === true) return this.expression(expression.then, scope);
    if (outcome === false) return this.expression(expression.otherwise, scope);
    return union([this.expression(expression.then, scope), this.expression(expression.otherwise, scope)]);
  }

  /** Text around a value makes another value: only when every part is known is the whole known. */
  private template(parts: readonly Expression[], scope: Scope): Values {
    const values = parts.map((part) => this.expression(part, scope));
    const scalars = values.map((part) => this.world.scalarOf(part));
    if (scalars.every(isTextual)) return knownValue(scalars.map(String).join(""));
    if (this.structural) return [{ kind: "text", parts: spliced(values) }];
    // Nothing but empty texts around it, which directives leave.
    const [only, ...others] = values.filter((_, index) => scalars[index] !== "");
    return only !== undefined && others.length === 0 && only.every(isOneText)
      ? only
      : undetermined("text around a value that is not known yet");
  }

  private object(items: readonly (readonly [Expression, Expression])[], scope: Scope): Values {
    const entries = new Map<string, Values>();
    for (const [keyExpression, value] of items) {
      const name = keyText(this.world.scalarOf(this.expression(keyExpression, scope)));
      if (name === undefined) return undetermined("a map whose keys are computed");
      entries.set(name, this.expression(value, scope));
    }
    return [{ kind: "map", entries }];
  }
}

const isTextual = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const isOneText = (value: Value): boolean =>
  value.kind === "attribute" || (value.kind === "known" && isTextual(value.value));

type Of<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;
