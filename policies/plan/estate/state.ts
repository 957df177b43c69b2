import { known } from "../../attribute";
import type { StateBackend } from "../../estate";
import type { ConfigBackend } from "../configuration/backend";
import { member } from "../json";

/** Without the configuration nothing is known of it: the plan's JSON leaves it out. */
export function readStateBackend(backend: ConfigBackend | undefined): StateBackend | undefined {
  if (backend === undefined) return undefined;
  const { type, settings, location } = backend;
  const address = addressOf(type);
  return {
    address,
    type: type ?? "local",
    location,
    setting: (name) => known(member(settings, name) ?? null, [`${address}.${name} is read from the configuration`]),
  };
}

function addressOf(type: string | undefined): string {
  if (type === undefined) return "terraform";
  return type === "cloud" ? "terraform.cloud" : `terraform.backend.${type}`;
}
