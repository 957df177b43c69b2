import { certainText, certainValue, describeValue, type Attribute, type PossibleValue } from "../attribute";
import type {
  ActionGroup,
  Agent,
  AgentAlias,
  Api,
  Budget,
  Estate,
  InferenceProfile,
  LambdaFunction,
  TaggedResource,
} from "../estate";
import { kindOfModelName, namesApplicationProfile, profileNamedBy } from "../inference-profile";
import { filterValue, projectOf } from "../project-tag";

/** A station on the money's way from a client to a model, and the bill that its cost lands on. */
export interface Station {
  readonly kind: "client" | "API" | "function" | "alias" | "agent" | "profile" | "model";
  readonly name: string;
  /** Undefined where nothing is billed by itself. */
  readonly bill?: Bill | undefined;
  readonly next: readonly Station[];
}

export interface Bill {
  readonly text: string;
  /** Lands on no project's bill, as far as can be seen. */
  readonly lost: boolean;
}

/** One tree for each API, and one for each agent that no API of this plan leads to. */
export function moneyPaths(estate: Estate, tagKey: string): Station[] {
  const drawing = new Drawing(estate, tagKey);
  const ways = estate.apis.map((api): Station => ({ kind: "client", name: "", next: [drawing.api(api)] }));
  return [
    ...ways,
    ...estate.agents.filter((agent) => !drawing.reached.has(agent)).map((agent) => drawing.agent(agent)),
  ];
}

/** What counts the projects' spend: one line a budget. */
export function budgetLines(estate: Estate, tagKey: string): string[] {
  const projects = new Set(estate.inferenceProfiles.map((profile) => projectOf(profile.tag(tagKey))));
  return [...projects].flatMap((project) =>
    project === undefined
      ? []
      : estate.budgets
          .filter((budget) => counts(budget, filterValue(tagKey, project)))
          .map((budget) => `${describeBudget(budget)} counts ${tagKey} = ${project}`),
  );
}

class Drawing {
  readonly reached = new Set<Agent>();

  private readonly functions: ReadonlyMap<string, LambdaFunction>;
  private readonly aliases: ReadonlyMap<string, AgentAlias>;
  private readonly agents: ReadonlyMap<string, Agent>;
  private readonly groupsByAgent = new Map<string, ActionGroup[]>();

  constructor(
    private readonly estate: Estate,
    private readonly tagKey: string,
  ) {
    this.functions = byAddress(estate.functions);
    this.aliases = byAddress(estate.aliases);
    this.agents = byAddress(estate.agents);
    for (const group of estate.actionGroups) {
      for (const agent of addressesIn(group.agentId)) {
        this.groupsByAgent.set(agent, [...(this.groupsByAgent.get(agent) ?? []), group]);
      }
    }
  }

  api(api: Api): Station {
    const called = api.integrations.flatMap((uri) => pick(this.functions, uri));
    const [stage] = api.stages;
    return {
      kind: "API",
      name: nameOf(api.name, api.address),
      bill: stage && this.tagBill(stage),
      next: [...new Set(called)].map((lambda) => this.function(lambda)),
    };
  }

  agent(agent: Agent): Station {
    this.reached.add(agent);
    const groups = this.groupsByAgent.get(agent.address) ?? [];
    const executors = groups.flatMap(({ executor }) => pick(this.functions, executor));
    return {
      kind: "agent",
      name: nameOf(agent.name, agent.address),
      next: [
        ...agent.foundationModel.possible.map((model) => this.model(model)),
        ...executors.map((lambda) => this.function(lambda)),
      ],
    };
  }

  private function(lambda: LambdaFunction): Station {
    const invoked = pick(this.aliases, lambda.environment("AGENT_ALIAS_ID"));
    return {
      kind: "function",
      name: nameOf(lambda.name, lambda.address),
      bill: this.tagBill(lambda),
      next: invoked.map((each) => this.alias(each)),
    };
  }

  private alias(alias: AgentAlias): Station {
    const served = pick(this.agents, alias.agentId);
    // An agent that calls itself through its own action group would be drawn for ever.
    const next = served.filter((agent) => !this.reached.has(agent)).map((agent) => this.agent(agent));
    return { kind: "alias", name: nameOf(alias.name, alias.address), next };
  }

  private model(model: PossibleValue): Station {
    const profile = profileNamedBy(model, this.estate);
    if (profile !== undefined) return this.profile(profile);
    if (model.kind === "undetermined") {
      return { kind: "model", name: "not known yet", bill: lost("not proven to reach a project's bill"), next: [] };
    }
    const name = describeValue(model).replaceAll('"', "");
    const answer = namesApplicationProfile(model);
    if (answer === "yes")
      return { kind: "profile", name, bill: lost("not in this plan: its tags cannot be seen"), next: [] };
    if (answer === "unknown" || model.kind === "resolved") {
      return { kind: "model", name, bill: lost("not proven to reach a project's bill"), next: [] };
    }
    return { kind: "model", name, bill: lost(`${kindOfModelName(model.value)}: no project's bill`), next: [] };
  }

  private profile(profile: InferenceProfile): Station {
    const model = certainText(profile.copyFrom)?.replace(/^.*\//, "") ?? "not known yet";
    return {
      kind: "profile",
      name: nameOf(profile.name, profile.address),
      bill: this.tagBill(profile),
      next: [{ kind: "model", name: model, bill: this.tagBill(profile), next: [] }],
    };
  }

  private tagBill(resource: TaggedResource): Bill {
    const project = projectOf(resource.tag(this.tagKey));
    return project === undefined
      ? lost(`no ${this.tagKey} tag: no project's bill`)
      : { text: `${this.tagKey} = ${project}`, lost: false };
  }
}

const lost = (text: string): Bill => ({ text, lost: true });

function counts(budget: Budget, wanted: string): boolean {
  if (budget.filters === "undetermined") return false;
  return budget.filters.some(({ values }) => {
    const list = certainValue(values)?.value;
    return Array.isArray(list) && list.includes(wanted);
  });
}

function describeBudget(budget: Budget): string {
  const limit = [budget.limitAmount, budget.limitUnit].map(certainText);
  const amount = limit.every((part) => part !== undefined) ? ` (${limit.join(" ")})` : "";
  return `budget ${nameOf(budget.name, budget.address)}${amount}`;
}

function addressesIn(attribute: Attribute): string[] {
  return attribute.possible.flatMap((value) => (value.kind === "resolved" ? [value.of] : []));
}

function pick<T>(things: ReadonlyMap<string, T>, attribute: Attribute): T[] {
  return addressesIn(attribute).flatMap((address) => things.get(address) ?? []);
}

function byAddress<T extends { readonly address: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.address, thing]));
}

function nameOf(name: Attribute, address: string): string {
  return certainText(name) ?? address;
}
