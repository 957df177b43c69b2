import { certainText, describeValue, type Attribute, type PossibleValue } from "../attribute";
import type {
  ActionGroup,
  Agent,
  AgentAlias,
  Api,
  Estate,
  InferenceProfile,
  LambdaFunction,
  TaggedResource,
} from "../estate";
import { kindOfModelName, namesApplicationProfile, profileNamedBy } from "../inference-profile";
import { modelNameOf, modelsIn } from "../model-name";
import { projectOf } from "../project-tag";
import { scopeOf } from "../scope-of";
import { nameOf } from "./name-of";

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

/** One tree for each API, for each function that spends and that no API leads to, and for each agent that neither leads to. */
export function moneyPaths(estate: Estate, tagKey: string): Station[] {
  const drawing = new Drawing(estate, tagKey);
  const client = (next: Station): Station => ({ kind: "client", name: "", next: [next] });
  const apis = estate.apis.map((api) => client(drawing.api(api)));
  // What an agent carries out actions by is drawn below that agent.
  const functions = estate.functions.flatMap((lambda) =>
    drawing.reached.has(lambda) || !drawing.spends(lambda) ? [] : [client(drawing.function(lambda))],
  );
  const agents = drawing.agentsOnce(estate.agents);
  return [...apis, ...functions, ...agents];
}

class Drawing {
  readonly reached = new Set<Agent | LambdaFunction>();

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

  /** Each agent once: those that call each other through their action groups would be drawn for ever. */
  agentsOnce(agents: readonly Agent[]): Station[] {
    return agents.flatMap((agent) => (this.reached.has(agent) ? [] : [this.agent(agent)]));
  }

  function(lambda: LambdaFunction): Station {
    this.reached.add(lambda);
    return {
      kind: "function",
      name: nameOf(lambda.name, lambda.address),
      bill: this.tagBill(lambda),
      next: [
        ...this.invokedBy(lambda).map((each) => this.alias(each)),
        ...modelsOf(lambda).map((model) => this.model(model)),
      ],
    };
  }

  /** Whether it invokes an agent or calls a model itself. */
  spends(lambda: LambdaFunction): boolean {
    return this.invokedBy(lambda).length > 0 || modelsOf(lambda).length > 0;
  }

  private invokedBy({ variables, environment }: LambdaFunction): readonly AgentAlias[] {
    const names = variables === "undetermined" ? ["AGENT_ALIAS_ID"] : variables;
    return [...new Set(names.flatMap((name) => pick(this.aliases, environment(name))))];
  }

  private alias(alias: AgentAlias): Station {
    const next = this.agentsOnce(pick(this.agents, alias.agentId));
    return { kind: "alias", name: nameOf(alias.name, alias.address), next };
  }

  private model(model: PossibleValue): Station {
    const profile = profileNamedBy(model, this.estate);
    if (profile !== undefined) return this.profile(profile);
    if (model.kind === "undetermined") {
      return { kind: "model", name: "not known yet", bill: lost("not proven to reach a project's bill"), next: [] };
    }
    const name = describeValue(model).replaceAll('"', "");
    if (namesApplicationProfile(model) === "yes")
      return { kind: "profile", name, bill: lost(`not in ${scopeOf(this.estate)}: its tags cannot be seen`), next: [] };
    if (model.kind === "resolved") {
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

/** What its environment names of models and profiles. */
function modelsOf({ variables, environment }: LambdaFunction): readonly PossibleValue[] {
  const values = variables === "undetermined" ? [] : variables.flatMap((name) => environment(name).possible);
  return values.filter((value) => ["profile", "model", "both"].includes(modelNameOf(value))).flatMap(modelsIn);
}

const lost = (text: string): Bill => ({ text, lost: true });

function addressesIn(attribute: Attribute): string[] {
  return attribute.possible.flatMap((value) => (value.kind === "resolved" ? [value.of] : []));
}

function pick<T>(things: ReadonlyMap<string, T>, attribute: Attribute): T[] {
  return addressesIn(attribute).flatMap((address) => things.get(address) ?? []);
}

function byAddress<T extends { readonly address: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.address, thing]));
}
