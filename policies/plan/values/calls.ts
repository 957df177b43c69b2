import type { Expression } from "../expression/ast";
import { callCollection } from "./collections";
import { callFunction } from "./operations";
import { withNames, type Scope } from "./scope";
import { giveFolder } from "./settling";
import { buildStructure } from "./structures";
import { callOnTexts } from "./texts";
import { hasSecret, knownValue, structured, undetermined, type Values } from "./value";
import type { PlanWorld } from "./world";

/** What a call needs of the one who follows it. */
export interface CallFollowing {
  readonly expression: (expression: Expression, scope: Scope) => Values;
  /** Adds a link to the trail. */
  readonly tell: (link: string) => void;
}

type Call = Extract<Expression, { kind: "call" }>;

/** Follows calls of functions: over texts, over collections, and of files. */
export class CallFollower {
  private inTemplateFile = false;

  constructor(
    private readonly world: PlanWorld,
    private readonly structural: boolean,
    private readonly following: CallFollowing,
  ) {}

  follow({ name, args, spread }: Call, scope: Scope): Values {
    const given = args.map((arg) => this.following.expression(arg, scope).map(structured));
    const all = spread ? spreadOut(given) : given;
    if (all === undefined) return callFunction(name, given, true);
    const settled = all.map((arg) => this.world.settled(arg).map(structured));
    if (name === "file" || name === "templatefile") return this.file(settled, scope);
    if (name === "yamldecode") return this.yaml(settled, scope);
    return (
      callOnTexts(name, settled) ??
      (this.structural ? buildStructure(name, all, false) : undefined) ??
      callCollection(name, settled) ??
      callFunction(name, all, false)
    );
  }

  /** A file of the configuration folder, or with values for its names a template. */
  private file([name, given]: readonly Values[], scope: Scope): Values {
    const { world, following } = this;
    const file = name === undefined ? undefined : world.scalarOf(name);
    const text = typeof file === "string" ? world.files.textOf(file) : undefined;
    if (text === undefined) return undetermined("a file that is not at hand", giveFolder);
    following.tell(`${String(file)} is read from the configuration folder`);
    if (given === undefined) return knownValue(text);
    const [map, ...others] = given;
    if (map?.kind !== "map" || others.length > 0)
      return undetermined("a template file with values that are not at hand");
    // Terraform refuses it too: it might have no end.
    if (this.inTemplateFile) return undetermined("a template file within a template file");
    const names = [...map.entries.keys()].map((key) => [key, map.entries.get(key) ?? []] as const);
    this.inTemplateFile = true;
    try {
      return following.expression(world.files.templateOf(text), withNames(scope, names));
    } finally {
      this.inTemplateFile = false;
    }
  }

  private yaml([given = []]: readonly Values[], { module }: Scope): Values {
    const text = this.world.scalarOf(given);
    return typeof text === "string" && module.decodeYaml !== undefined && !given.some(hasSecret)
      ? module.decodeYaml(text)
      : undetermined("YAML that is not at hand", giveFolder);
  }
}

/** What a list in the last place is spread into; undefined where its items are not in their places. */
function spreadOut(args: readonly Values[]): readonly Values[] | undefined {
  const [only, ...others] = args.at(-1) ?? [];
  return only?.kind === "list" && only.loose !== true && others.length === 0
    ? [...args.slice(0, -1), ...only.items]
    : undefined;
}
