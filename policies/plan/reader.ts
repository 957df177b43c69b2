import type { ModuleStep } from "./address";
import type { Attribute, Certainty, PossibleValue } from "../attribute";
import type { SourceLocation } from "../estate";
import type { ConfigBackend } from "./configuration/backend";
import type { AttributePath, ConfigModule, ConfigResource, LocatedSource } from "./configuration/module";
import type { PlanEnvelope } from "./envelope";
import { Instances } from "./instances";
import { member, objectOf } from "./json";
import { plannedValue, readPlannedResources, type PlannedResource } from "./planned-resources";
import { formatPath } from "./configuration/format-path";
import { Follower } from "./values/follower";
import { configOf, scopeOfModule, scopeOfResource } from "./values/instance-scope";
import { giveFolder } from "./values/settling";
import { hasSecret, plain, structured, undetermined, type Value, type Values } from "./values/value";
import { PlanWorld } from "./values/world";
import { expandedBlocks, type WrittenBlock } from "./values/written-blocks";

/** Values that a reader of policy documents takes apart. */
export interface Structure {
  readonly values: Values;
  readonly trail: readonly string[];
  /** The value that the plan holds already for an attribute, or the attribute itself. */
  readonly settled: (value: Value) => Value;
}

/** Answers what an attribute of a planned resource will be: by the plan's own value, else by following its source expression. */
export class PlanReader {
  readonly instances: Instances;
  private readonly world: PlanWorld;

  constructor(
    plan: PlanEnvelope,
    private readonly root: ConfigModule,
    planName: string,
  ) {
    this.instances = new Instances(readPlannedResources(plan.resourceChanges, planName), plan.priorState);
    this.world = new PlanWorld(root, plan.variables, this.instances);
  }

  attribute(resource: PlannedResource, path: AttributePath): Attribute {
    const planned = plannedValue(resource, path);
    if (planned.state === "known") {
      return {
        possible: [{ kind: "known", value: planned.value ?? null, sensitive: planned.sensitive }],
        trail: [`${resource.address}.${formatPath(path)} is known in the plan`],
      };
    }
    return this.followed(resource, path);
  }

  /** What the source expression can give, whatever the plan holds. */
  followed(resource: PlannedResource, path: AttributePath): Attribute {
    const follower = new Follower(this.world);
    const values = this.follow(resource, path, follower);
    if (values === undefined) return open(noSource(path));
    return { possible: values.map((value) => toPossible(value, this.world)), trail: follower.trail };
  }

  /** Undefined where no source expression is at hand. */
  private follow(resource: PlannedResource, path: AttributePath, follower: Follower): Values | undefined {
    const place = scopeOfResource(resource, follower);
    const located = place?.config.sourceOf(path);
    if (place === undefined || located === undefined) return undefined;
    const label = `${resource.address}.${formatPath(path)}`;
    return follower.source(located.source, located.rest, place.scope, label);
  }

  /**
   * What an attribute will be, with texts and lists of which parts are unknown kept apart: for a reader of policy documents,
   * who knows what an unknown part of one means.
   */
  structure(resource: PlannedResource, path: AttributePath): Structure {
    const planned = plannedValue(resource, path);
    if (planned.state === "unknown") return this.structureWritten(resource, path);
    const value: Value = { kind: "known", value: planned.value ?? null, sensitive: planned.sensitive };
    const trail = [`${resource.address}.${formatPath(path)} is known in the plan`];
    return { values: [value], trail, settled: this.settled };
  }

  /** The same, by the source expression alone. */
  structureWritten(resource: PlannedResource, path: AttributePath): Structure {
    const follower = new Follower(this.world, true);
    const values = this.follow(resource, path, follower) ?? undetermined(noSource(path), giveFolder);
    return { values, trail: follower.trail, settled: this.settled };
  }

  /** The value that the plan holds already for an attribute, or the attribute itself. */
  readonly settled = (value: Value): Value => this.world.valueOf(value) ?? value;

  /** Values of a structure as an attribute, as rules know it. */
  attributeOf(values: Values): Attribute {
    return { possible: values.map((value) => toPossible(value, this.world)), trail: [] };
  }

  /** How many blocks of a kind the configuration writes out; dynamic ones are not among them. */
  writtenBlocks(resource: PlannedResource, ...path: AttributePath): number {
    const leaves = this.configOf(resource)?.leaves?.() ?? [];
    const under = leaves.filter(([leaf]) => path.every((key, index) => leaf[index] === key));
    return new Set(under.map(([leaf]) => leaf[path.length]).filter((key) => typeof key === "number")).size;
  }

  /**
   * Every block of a kind that the configuration writes, with those that dynamic blocks make. Undefined: they are not worked out, or
   * nothing of them is at hand.
   */
  expandedBlocks(resource: PlannedResource, name: string): readonly WrittenBlock[] | undefined {
    const follower = new Follower(this.world, true);
    const place = scopeOfResource(resource, follower);
    if (place === undefined) return undefined;
    const sources = [name, "dynamic"].flatMap((each) => {
      const source = place.config.sourceOf([each])?.source;
      return source === undefined || source.kind === "references" ? [] : [[each, source] as const];
    });
    const body = Object.fromEntries(sources.map(([each, { json }]) => [each, json]));
    const writtenIn = sources.flatMap(([, source]) => ("writtenIn" in source ? [source.writtenIn] : []))[0] ?? "";
    const label = `${resource.address}.${name}`;
    return expandedBlocks(body, name, { scope: place.scope, writtenIn, follower, settled: this.settled, label });
  }

  /** Keys of a map: of the planned one, else of every map that its source expression can give. Undefined: they are not known. */
  keys(resource: PlannedResource, path: AttributePath): readonly string[] | undefined {
    const planned = plannedValue(resource, path);
    if (planned.state === "known") return Object.keys(objectOf(planned.value));
    const maps = this.follow(resource, path, new Follower(this.world))?.map(structured);
    return maps?.every((map) => map.kind === "map") === true
      ? [...new Set(maps.flatMap(({ entries }) => [...entries.keys()]))]
      : undefined;
  }

  /** Whether the configuration says anything of an attribute or a block. A plan's JSON leaves out dynamic blocks: only a folder has them. */
  isSet(resource: PlannedResource, name: string): Certainty {
    const config = this.configOf(resource);
    if (config === undefined) return "unknown";
    const isTold = (config.leaves?.() ?? []).some(([[first]]) => first === name);
    if (isTold || config.sourceOf([name]) !== undefined) return "yes";
    const dynamic = config.sourceOf(["dynamic"])?.source;
    const blocks = dynamic === undefined || !("json" in dynamic) ? [] : [dynamic.json].flat();
    if (blocks.some((block) => member(block, name) !== undefined)) return "yes";
    return config.location === undefined ? "unknown" : "no";
  }

  constructPath(resource: PlannedResource): string | undefined {
    return this.configOf(resource)?.constructPath;
  }

  /** Where its block begins, in HCL. */
  location(resource: PlannedResource): SourceLocation | undefined {
    return this.configOf(resource)?.location?.();
  }

  /** The resource instance of that address; its type is as an attribute has it, with `data.` before a data source's. */
  at(address: string, type: string): PlannedResource | undefined {
    return this.instances.at(address, type);
  }

  /** Whether the configuration sets an argument, to whatever value. */
  isConfigured(resource: PlannedResource, argument: string): boolean {
    return this.configOf(resource)?.sourceOf([argument]) !== undefined;
  }

  /** What the configuration folder has for a setting of a provider, by its NAME or NAME.ALIAS in a module. */
  providerSource(key: string, path: AttributePath, module: readonly ModuleStep[] = []): LocatedSource | undefined {
    return scopeOfModule(module, new Follower(this.world))?.module.providers?.get(key)?.(path);
  }

  get backend(): ConfigBackend | undefined {
    return this.root.backend;
  }

  providerKey(resource: PlannedResource): string | undefined {
    return this.configOf(resource)?.providerKey;
  }

  private configOf(resource: PlannedResource): ConfigResource | undefined {
    return configOf(resource, this.root);
  }

  /** Evaluates an expression node that stands in a module outside any resource, as provider settings do. */
  moduleSource(located: LocatedSource, label: string, module: readonly ModuleStep[] = []): Attribute {
    const follower = new Follower(this.world);
    const scope = scopeOfModule(module, follower);
    if (scope === undefined) return open(`the module of ${label} is not in the configuration`);
    const values = follower.source(located.source, located.rest, scope, label);
    return { possible: values.map((value) => toPossible(value, this.world)), trail: follower.trail };
  }
}

const noSource = (path: AttributePath): string => `no source expression for ${formatPath(path)} is at hand`;

function toPossible(value: Value, world: PlanWorld): PossibleValue {
  if (value.kind === "undetermined") return value;
  if (value.kind === "attribute") {
    const settled = world.valueOf(value);
    return {
      kind: "resolved",
      of: value.address,
      type: value.type,
      attribute: formatPath(value.path),
      ...(settled?.kind === "known" ? { value: settled.value } : {}),
    };
  }
  const whole = plain(value);
  if (whole !== undefined) return { kind: "known", value: whole.value, sensitive: hasSecret(value) };
  return { kind: "undetermined", because: `a ${value.kind} with parts that are not known yet`, settledBy: "apply" };
}

export function open(because: string, settledBy = giveFolder): Attribute {
  return { possible: [{ kind: "undetermined", because, settledBy }], trail: [] };
}
