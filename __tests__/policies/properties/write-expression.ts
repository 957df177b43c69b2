import { writeLoop } from "./loops";
import type { Key, Model, Place, Reference, Test } from "./model";

/** Gives every thing of the configuration its name: another one makes the same configuration under other names. */
export type Naming = (name: string) => string;

/** What an expression needs to stand elsewhere in the configuration. */
export interface Declarations {
  readonly locals: Map<string, string>;
  /** Module by name, with the expression that its one argument is; each hands its argument out again. */
  readonly modules: Map<string, string>;
}

const types = { profile: "aws_bedrock_inference_profile", topic: "aws_sns_topic" };

/** Writes a model as the text within `${ }`. */
export class ExpressionWriter {
  constructor(
    private readonly name: Naming,
    private readonly declared: Declarations,
  ) {}

  model(model: Model): string {
    switch (model.kind) {
      case "literal":
        return JSON.stringify(model.value);
      case "attribute":
        return `${this.reference(model.of)}.${model.attribute}`;
      case "variable":
        return `var.${this.name(model.name)}`;
      case "conditional":
        return `(${this.test(model.test)} ? ${this.model(model.then)} : ${this.model(model.otherwise)})`;
      case "loop":
        return writeLoop(model, this.model(model.red), this.model(model.blue), (test) => this.test(test));
      case "directive":
        return `"%{ if ${this.test(model.test)} }\${${this.model(model.then)}}%{ else }\${${this.model(model.otherwise)}}%{ endif }"`;
      case "eitherModule":
        return `(${this.test(model.test)} ? ${this.module(model.then)} : ${this.module(model.otherwise)}).out`;
      case "call":
        return this.call(
          model.name,
          model.args.map((arg) => this.model(arg)),
        );
      case "element":
        return `element([${model.items.map((item) => this.model(item)).join(", ")}], ${this.place(model.at)})`;
      case "index":
        return `[${model.items.map((item) => this.model(item)).join(", ")}][${this.place(model.at)}]`;
      case "member":
        return `{ red = ${this.model(model.red)}, "blue" : ${this.model(model.blue)} }[${this.key(model.key)}]`;
      case "splat":
        // In parentheses: an index that follows a full splat directly is taken of each element.
        return `(${types.profile}.${this.name("counted")}[*].${model.attribute})[${this.place(model.at)}]`;
      case "parentheses":
        return `(${this.model(model.of)})`;
      case "template":
        return `"\${${this.model(model.of)}}"`;
      case "text":
        return `"x\${${this.model(model.of)}}"`;
      case "local":
        return `local.${this.declare(this.declared.locals, "local", this.model(model.of))}`;
      case "output":
        return `${this.module(model.of)}.out`;
    }
  }

  private call(name: string, args: readonly string[]): string {
    if (name === "one") return `one([${args.join(", ")}])`;
    return name === "replace" ? `replace(${args.join(", ")}, "arn", "nra")` : `${name}(${args.join(", ")})`;
  }

  private module(argument: Model): string {
    return `module.${this.declare(this.declared.modules, "module", this.model(argument))}`;
  }

  private declare(declared: Map<string, string>, prefix: string, text: string): string {
    const name = this.name(`${prefix}${declared.size}`);
    declared.set(name, text);
    return name;
  }

  private reference(reference: Reference): string {
    const [name = "", index = ""] = reference.split(/(?=\[)/);
    const type = name === "later" || name === "settled" ? types.topic : types.profile;
    return `${type}.${this.name(name)}${index}`;
  }

  private later(attribute: string): string {
    return `${types.topic}.${this.name("later")}.${attribute}`;
  }

  private place(at: Place): string {
    return at === "unknown" ? this.later("place") : String(at);
  }

  private key(key: Key): string {
    return key === "unknown" ? this.later("key") : JSON.stringify(key);
  }

  test(test: Test): string {
    switch (test.kind) {
      case "variable":
        return `var.${this.name(test.value ? "yes" : "no")}`;
      case "attribute":
        return `${types.topic}.${this.name("settled")}.${test.value ? "fifo" : "sealed"}`;
      case "word":
        return `var.${this.name("word")} ${test.operator} "${test.word}"`;
      case "number":
        return `var.${this.name("number")} ${test.operator} ${test.than}`;
      case "unknown":
        return this.later("flag");
      case "not":
        return `!(${this.test(test.of)})`;
      case "both":
        return `(${this.test(test.left)}) ${test.operator} (${this.test(test.right)})`;
    }
  }
}
