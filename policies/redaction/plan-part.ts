import { isList, isObject, listOf, member } from "../plan/json";

/**
 * What the strings at a place of a plan's JSON are.
 * - `structure`: the plan's own members; what is not a name there is treated as text;
 * - `named`: a map whose keys somebody chose, such as `variables`: a variable may be called `after` or `name`;
 * - `expressions`: blocks and arguments of the configuration, by name, down to their expression nodes;
 * - `names`: addresses, references, types, actions: what the plan is held together by;
 * - `for_each`: the expression of a `for_each`; `keys`: its constant, whose keys are part of addresses;
 * - `values`: what attributes, variables and outputs are; `template`: the text of a template of JSON configuration.
 */
export type PlanPart = "structure" | "named" | "expressions" | "names" | "for_each" | "keys" | "values" | "template";

/** Source: https://developer.hashicorp.com/terraform/internals/json-format */
const names = new Set(
  (
    "address previous_address module_address mode type name index deposed provider_name provider_config_key full_name " +
    "alias version_constraint actions action_reason reason replace_paths references depends_on resource attribute " +
    "format_version terraform_version timestamp status kind to_display module instance_key triggering_resource_address"
  ).split(" "),
);

const maps = new Set(["variables", "outputs", "output_changes", "module_calls", "provider_config"]);

/** The part that `key` of an object in this part leads to. The elements of a list are in the part of the list. */
export function partOf(part: PlanPart, container: object, key: string): PlanPart {
  switch (part) {
    case "named":
      return "structure";
    case "expressions":
      return isNode(container) ? partOfNode(container, key) : part;
    case "for_each":
      return key === "references" ? "names" : "keys";
    // Objects in a list of names, as in `relevant_attributes`, are structure again.
    case "names":
    case "structure":
      return partInStructure(container, key);
    default:
      return part;
  }
}

function partInStructure(container: object, key: string): PlanPart {
  if (isNode(container)) return partOfNode(container, key);
  switch (key) {
    case "before":
    case "after":
    case "value":
    case "default":
    case "config_values":
    case "before_identity":
    case "after_identity":
    case "identity":
      return "values";
    // The prior state has `values` too, in which resources and outputs follow.
    case "values":
      return Object.hasOwn(container, "address") ? "values" : "structure";
    case "expressions":
      return "expressions";
    case "for_each_expression":
      return "for_each";
    default:
      if (maps.has(key)) return isObject(member(container, key)) ? "named" : "structure";
      return names.has(key) ? "names" : "structure";
  }
}

function partOfNode(node: object, key: string): PlanPart {
  if (key === "references") return "names";
  return listOf(member(node, "references")).length > 0 ? "template" : "values";
}

/** An expression: what it is, as a constant or the text of a template, or what it refers to. */
function isNode(object: object): boolean {
  return Object.hasOwn(object, "constant_value") || isList(member(object, "references"));
}
