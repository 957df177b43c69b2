import { readFileSync } from "node:fs";

interface Row {
  name: string;
  address: string;
}

interface Plan {
  resource_changes: Row[];
  planned_values: { root_module: { resources: Row[] } };
  configuration: { root_module: { resources: Row[] } };
}

/** What the recorded plan calls its project; names, ARNs, tags and the budget's filter hold it. */
const project = /aws-news-agent/g;

/** What stands in every stack beside its agents, and refers to none of them. */
const others =
  /^aws_(cloudwatch_log_group|iam_role|sns_topic|sns_topic_policy|api_gateway_rest_api|api_gateway_resource)\b/;

export interface Composition {
  readonly resources: number;
  /** Copies of the whole project; every resource beyond them is a log group, a role, a topic or an API. */
  readonly projects: number;
}

/** The recorded plan of the news agent, copied under names of its own as often as it takes. */
export function largePlan(recorded: string, { resources, projects }: Composition): string {
  const plan = JSON.parse(readFileSync(recorded, "utf8")) as Plan;
  const { resource_changes: changes } = plan;
  const planned = plan.planned_values.root_module.resources;
  const configured = plan.configuration.root_module.resources;
  // Longest first, so that no address is taken for the beginning of another.
  const addresses = changes.map(({ address }) => address).sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`(${addresses.map((each) => each.replaceAll(".", "\\.")).join("|")})(?![\\w-])`, "g");

  const copy = (rows: readonly Row[]): Row[] => {
    const whole = JSON.stringify(rows);
    const rest = JSON.stringify(rows.filter(({ address }) => others.test(address)));
    const copies: Row[] = [];
    for (let round = 0; copies.length < resources; round++) {
      const text = round < projects ? whole : rest;
      const renamed = JSON.parse(text.replaceAll(pattern, `$1_${round}`).replaceAll(project, `$&-${round}`)) as Row[];
      copies.push(...renamed.map((row) => ({ ...row, name: `${row.name}_${round}` })));
    }
    return copies.slice(0, resources);
  };
  const order = new Map(addresses.map((address, index) => [address, index]));
  const inOrder = (rows: readonly Row[]): Row[] =>
    [...rows].sort((one, other) => (order.get(one.address) ?? 0) - (order.get(other.address) ?? 0));
  plan.resource_changes = copy(inOrder(changes));
  plan.planned_values.root_module.resources = copy(inOrder(planned));
  plan.configuration.root_module.resources = copy(inOrder(configured));
  return JSON.stringify(plan);
}
