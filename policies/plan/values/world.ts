import type { ConfigModule } from "../configuration/module";
import type { Instances } from "../instances";
import { plannedValue } from "../planned-resources";
import { ConfigFiles } from "./files";
import { plain, type Value, type Values } from "./value";

/** Everything that expressions of one plan can refer to. */
export class PlanWorld {
  /** What expressions read of the configuration folder. */
  readonly files: ConfigFiles;

  constructor(
    readonly root: ConfigModule,
    /** Values of the root module's variables, as the plan was made with. */
    readonly variables: unknown,
    readonly instances: Instances,
  ) {
    this.files = new ConfigFiles(root.folder);
  }

  /** The value that the plan holds already for an attribute of a resource. */
  valueOf(value: Value): Value | undefined {
    if (value.kind !== "attribute") return undefined;
    const resource = this.instances.at(value.address, value.type);
    const planned = resource && plannedValue(resource, value.path);
    return planned?.state === "known" && planned.value !== undefined
      ? { kind: "known", value: planned.value, sensitive: planned.sensitive }
      : undefined;
  }

  /** Attributes whose value the plan holds already become that value, where a value is needed: in conditions, keys and text. */
  settled(values: Values): Values {
    return values.map((value) => this.valueOf(value) ?? value);
  }

  /** The one plain value of a set, or undefined while anything else is possible. */
  scalarOf(values: Values): unknown {
    const [only, ...others] = values;
    return only === undefined || others.length > 0 ? undefined : plain(this.valueOf(only) ?? only)?.value;
  }
}
