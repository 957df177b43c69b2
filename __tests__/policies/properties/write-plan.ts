import { atPlan, evaluateModel, InvalidExpression, unknown } from "./evaluate-model";
import { goodArn, type Model } from "./model";
import { ExpressionWriter, type Declarations, type Naming } from "./write-expression";

/** How a list of agents is written down. None of it changes what an agent's model is. */
export interface Layout {
  /** @default the plain names */
  readonly name?: Naming;
  /** Agents that stand in a module of their own, which is told the model. @default none */
  readonly inModule?: (agent: number) => boolean;
  /** @default as written */
  readonly reorder?: <T>(rows: readonly T[]) => T[];
  /** The plan knows no agent's model, so that only its expression tells. @default false */
  readonly forget?: boolean;
}

export interface WrittenPlan {
  readonly plan: Record<string, unknown>;
  /** The configuration folder's files, by path in it. */
  readonly files: Readonly<Record<string, unknown>>;
  /** Address of each agent. */
  readonly agents: readonly string[];
}

/** The plan that Terraform makes of a JSON configuration with these agents. @throws InvalidExpression */
export function writePlan(models: readonly Model[], layout: Layout = {}): WrittenPlan {
  const name = layout.name ?? ((plain) => plain);
  const reorder = layout.reorder ?? (<T>(rows: readonly T[]): T[] => [...rows]);
  const inModule = layout.inModule ?? (() => false);
  const declared: Declarations = { locals: new Map(), modules: new Map() };
  const writer = new ExpressionWriter(name, declared);
  const agents = models.map((model, index) => {
    const planned = evaluateModel(model, atPlan);
    const known = layout.forget === true ? unknown : planned;
    return { own: name(`agent${index}`), text: `\${${writer.model(model)}}`, known, apart: inModule(index) };
  });
  const addressOf = ({ own, apart }: (typeof agents)[number]): string =>
    apart ? `module.${own}.aws_bedrockagent_agent.this` : `aws_bedrockagent_agent.${own}`;

  const rows = [
    ...fixedRows(name),
    ...agents.map((agent) => ({
      ...row("aws_bedrockagent_agent", agent.apart ? "this" : agent.own, undefined, {
        foundation_model: agent.known,
      }),
      address: addressOf(agent),
      ...(agent.apart ? { module_address: `module.${agent.own}` } : {}),
    })),
  ];
  const passing = [...declared.modules].map(([own, text]) => ({ own, args: { input: `\${${text}}` }, body: handOut }));
  const holding = agents
    .filter(({ apart }) => apart)
    .map(({ own, text }) => ({ own, args: { model: text }, body: holdAgent }));
  const calls = reorder([...passing, ...holding]);
  const resources = reorder([
    ...fixedResources(name),
    ...agents
      .filter(({ apart }) => !apart)
      .map(({ own, text }) => ({ type: "aws_bedrockagent_agent", name: own, body: { foundation_model: text } })),
  ]);
  const variables = Object.fromEntries(
    reorder(Object.entries(variableValues).map(([plain, value]) => [name(plain), value] as const)),
  );
  return {
    agents: agents.map(addressOf),
    plan: {
      format_version: "1.2",
      terraform_version: "1.11.4",
      variables: mapValues(variables, (value) => ({ value })),
      planned_values: { root_module: {} },
      resource_changes: reorder(rows),
      configuration: {
        provider_config: {},
        root_module: {
          resources: resources.map(configurationRow),
          module_calls: Object.fromEntries(calls.map(({ own, args, body }) => [own, callRow(args, body)])),
          variables: mapValues(variables, (value) => ({ default: value })),
        },
      },
    },
    files: {
      "main.tf.json": {
        variable: mapValues(variables, (value) => ({ default: value })),
        locals: mapValues(Object.fromEntries(declared.locals), (text) => `\${${text}}`),
        resource: groupBy(resources),
        module: Object.fromEntries(calls.map(({ own, args, body }) => [own, { source: `./${body.folder}`, ...args }])),
      },
      ...Object.fromEntries([handOut, holdAgent].map((body) => [`${body.folder}/main.tf.json`, moduleFile(body)])),
    },
  };
}

/** The plan that has an agent for each expression, of which it knows nothing but the text. */
export function planOfTexts(texts: readonly string[]): WrittenPlan {
  const name: Naming = (plain) => plain;
  const type = "aws_bedrockagent_agent";
  const own = texts.map((text, index) => ({ name: `agent${index}`, text }));
  const resources = [
    ...fixedResources(name),
    ...own.map((agent) => ({ type, name: agent.name, body: { foundation_model: `\${${agent.text}}` } })),
  ];
  return {
    agents: own.map((agent) => `${type}.${agent.name}`),
    plan: {
      format_version: "1.2",
      terraform_version: "1.11.4",
      planned_values: { root_module: {} },
      resource_changes: [
        ...fixedRows(name),
        ...own.map((agent) => row(type, agent.name, undefined, { foundation_model: unknown })),
      ],
      configuration: { provider_config: {}, root_module: { resources: resources.map(configurationRow) } },
    },
    files: {},
  };
}

const variableValues = { good: goodArn, bad: "amazon.nova-lite-v1:0", yes: true, no: false, word: "x", number: 2 };

function row(type: string, name: string, index: string | number | undefined, attributes: Record<string, unknown>) {
  const known = Object.entries(attributes).filter(([, value]) => value !== unknown);
  const open = Object.entries(attributes).filter(([, value]) => value === unknown);
  return {
    address: `${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`,
    mode: "managed",
    type,
    name,
    ...(index === undefined ? {} : { index }),
    change: {
      actions: ["create"],
      before: null,
      after: Object.fromEntries(known),
      after_unknown: Object.fromEntries(open.map(([key]) => [key, true])),
      after_sensitive: {},
    },
  };
}

function fixedRows(name: Naming) {
  const profile = (own: string, index?: string | number) =>
    row("aws_bedrock_inference_profile", name(own), index, { arn: unknown, id: unknown, name: "name-of-it" });
  const later = { arn: unknown, id: unknown, flag: unknown, place: unknown, key: unknown, name: "name-of-it" };
  const bad = "amazon.nova-lite-v1:0";
  const settled = { arn: bad, id: bad, name: "name-of-it", fifo: true, sealed: false };
  return [
    profile("one"),
    ...[profile("counted", 0), profile("counted", 1)],
    ...[profile("keyed", "red"), profile("keyed", "blue")],
    row("aws_sns_topic", name("later"), undefined, later),
    row("aws_sns_topic", name("settled"), undefined, settled),
  ];
}

interface ResourceBlock {
  readonly type: string;
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function fixedResources(name: Naming): ResourceBlock[] {
  const type = "aws_bedrock_inference_profile";
  return [
    { type, name: name("one"), body: {} },
    { type, name: name("counted"), body: { count: 2 } },
    { type, name: name("keyed"), body: { for_each: '${toset(["red", "blue"])}' } },
    { type: "aws_sns_topic", name: name("later"), body: {} },
    { type: "aws_sns_topic", name: name("settled"), body: {} },
  ];
}

interface ModuleBody {
  readonly folder: string;
  readonly variable: string;
  readonly resources: readonly ResourceBlock[];
  readonly outputs: Readonly<Record<string, string>>;
}

const handOut: ModuleBody = {
  folder: "hand-out",
  variable: "input",
  resources: [],
  outputs: { out: "${var.input}" },
};

const holdAgent: ModuleBody = {
  folder: "hold-agent",
  variable: "model",
  resources: [{ type: "aws_bedrockagent_agent", name: "this", body: { foundation_model: "${var.model}" } }],
  outputs: {},
};

function moduleFile(body: ModuleBody) {
  return {
    variable: { [body.variable]: {} },
    resource: groupBy(body.resources),
    output: mapValues(body.outputs, (value) => ({ value })),
  };
}

function callRow(args: Readonly<Record<string, unknown>>, body: ModuleBody) {
  return {
    source: `./${body.folder}`,
    expressions: mapValues(args, expressionNode),
    module: {
      resources: body.resources.map(configurationRow),
      outputs: mapValues(body.outputs, (value) => ({ expression: expressionNode(value) })),
      variables: { [body.variable]: {} },
    },
  };
}

function configurationRow({ type, name, body }: ResourceBlock) {
  const { count, for_each: forEach, ...attributes } = body;
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_config_key: "aws",
    expressions: mapValues(attributes, expressionNode),
    ...(count === undefined ? {} : { count_expression: expressionNode(count) }),
    ...(forEach === undefined ? {} : { for_each_expression: {} }),
  };
}

/** JSON configuration leaves its text in `constant_value`, and beside it what the text mentions. */
function expressionNode(value: unknown) {
  const mentioned = String(value).match(/\b(?:var|local|module|aws_\w+)\.[\w-]+/g) ?? [];
  return { constant_value: value, ...(mentioned.length === 0 ? {} : { references: mentioned }) };
}

function groupBy(resources: readonly ResourceBlock[]): Record<string, Record<string, unknown>> {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const { type, name, body } of resources) groups[type] = { ...groups[type], [name]: body };
  return groups;
}

function mapValues<T, U>(object: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** Would Terraform accept every one of these expressions? */
export function isValid(models: readonly Model[]): boolean {
  return models.every((model) => {
    try {
      evaluateModel(model, atPlan);
      return true;
    } catch (error) {
      if (error instanceof InvalidExpression) return false;
      throw error;
    }
  });
}
