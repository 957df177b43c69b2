import type { Attribute } from "../../attribute";
import type { AttributePath } from "../configuration/module";
import type { PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import type { MemberReaders, PlannedPlace } from "./place";

/** What the reader of one family of resources works with. */
export interface PlanSource {
  readonly reader: PlanReader;
  /** Managed resource instances of these types that will stand after the apply. */
  readonly standing: (...types: string[]) => readonly PlannedResource[];
  /** Managed resource instances of these types that the plan takes away. */
  readonly removed: (...types: string[]) => readonly PlannedResource[];
  /** The resource as the estate has it, without what is its type's own. */
  readonly place: (resource: PlannedResource) => PlannedPlace;
  /** The same, with what is its family's own. */
  readonly placesWith: <Members extends object>(
    readers: MemberReaders<Members>,
  ) => (resource: PlannedResource) => PlannedPlace & Members;
  readonly read: (resource: PlannedResource, ...path: AttributePath) => Attribute;
  /** What an attribute that names another resource leads to. */
  readonly link: (resource: PlannedResource, ...path: AttributePath) => Attribute;
  /** How others know the resource: its id or ARN. */
  readonly own: (resource: PlannedResource, attribute: string) => Attribute;
}
