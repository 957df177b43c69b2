import * as z from "zod/mini";
import { ProgramFailure } from "../failure";

const planJson = z.looseObject({
  resource_changes: z._default(
    z.array(
      z.looseObject({
        address: z.string(),
        type: z.string(),
        mode: z.string(),
        change: z.looseObject({
          actions: z.array(z.string()),
          before: z.nullish(z.record(z.string(), z.unknown())),
          before_sensitive: z.unknown(),
          importing: z.nullish(z.unknown()),
        }),
      }),
    ),
    [],
  ),
  output_changes: z._default(z.record(z.string(), z.looseObject({ actions: z.array(z.string()) })), {}),
  /** Not in a plan of OpenTofu. */
  applyable: z.optional(z.boolean()),
});

/** What a plan does to one resource. */
export interface PlannedChange {
  address: string;
  type: string;
  /** Terraform's actions, joined: "create", "delete", "delete, create" and so on. */
  action: string;
  /** The resource before the change; attributes Terraform marks as sensitive are left out. */
  before: Record<string, unknown>;
}

export interface PlannedChanges {
  /** Reads and resources that stay as they are do not count. */
  resources: PlannedChange[];
  /** Whether applying would do anything: outputs and imports count here. */
  applyable: boolean;
}

/** Everything a plan changes. */
export function plannedChanges(planText: string): PlannedChanges {
  const parsed = planJson.safeParse(JSON.parse(planText));
  if (!parsed.success) {
    throw new ProgramFailure(`terraform show -json answered in an unknown form. ${z.prettifyError(parsed.error)}`);
  }
  const { resource_changes: rows, output_changes: outputs, applyable } = parsed.data;
  const resources = rows
    .filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op")
    .map(({ address, type, change }) => ({
      address,
      type,
      action: change.actions.join(", "),
      before: withoutSensitive(change.before ?? {}, change.before_sensitive),
    }));
  const changes =
    resources.length > 0 ||
    rows.some(({ change }) => change.importing != null) ||
    Object.values(outputs).some(({ actions }) => actions.join() !== "no-op");
  return { resources, applyable: applyable ?? changes };
}

/** One line a resource, as a person is shown them before a yes. */
export function listChanges(resources: readonly PlannedChange[]): string {
  return resources.map(({ action, address }) => `  ${action.padEnd(14)} ${address}`).join("\n");
}

function withoutSensitive(before: Record<string, unknown>, marks: unknown): Record<string, unknown> {
  if (marks === true) return {};
  const marked = (typeof marks === "object" && marks !== null ? marks : {}) as Record<string, unknown>;
  // A mark inside a list or map stands as { key: true }: the whole attribute is left out then.
  const isSensitive = (name: string): boolean => JSON.stringify(marked[name] ?? null).includes("true");
  return Object.fromEntries(Object.entries(before).filter(([name]) => !isSensitive(name)));
}
