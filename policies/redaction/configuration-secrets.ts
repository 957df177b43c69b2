import { isList, isObject, listOf, member, objectOf, textOf, type JsonObject } from "../plan/json";
import type { FoundSecrets } from "./secrets";
import { addMarked } from "./sensitive-marks";

/** Where the names of a module's variables lead: to the plan's values in the root, to the caller's arguments elsewhere. */
interface Scope {
  readonly module: JsonObject;
  readonly given: JsonObject;
  readonly caller: Scope | undefined;
}

/** Arguments of a provider by which it signs in, whatever the provider. */
const credentialName =
  /(?:^|_)(?:access_key|secret_key|client_key|private_key|api_key|app_key|token|secret|password|passphrase|credentials)$/;

/** The password of an address such as a proxy's, https://USER:PASSWORD@HOST. */
const addressPassword = /^[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:([^\s/@]+)@/i;

/**
 * Terraform keeps what is given to a write-only argument out of plans, but not the variable or the constant that it comes from.
 * Source: https://developer.hashicorp.com/terraform/language/resources/ephemeral/write-only
 */
const isWriteOnly = (argument: string): boolean => argument.endsWith("_wo");

/**
 * Secrets that only the configuration tells of: values given to variables marked sensitive and to write-only arguments, and what
 * providers sign in with.
 */
export function addConfigurationSecrets(plan: unknown, found: FoundSecrets): void {
  const configuration = objectOf(member(plan, "configuration"));
  const root = objectOf(member(configuration, "root_module"));
  const rootScope: Scope = { module: root, given: objectOf(member(plan, "variables")), caller: undefined };
  const follower = new GivenValues(found);
  const open = [rootScope];
  for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
    for (const [name, variable] of sensitiveOnes(scope.module["variables"])) {
      addMarked(variable, "default", true, found);
      follower.addVariable(name, scope);
    }
    for (const [, output] of sensitiveOnes(scope.module["outputs"])) {
      const expression = objectOf(output["expression"]);
      // With references beside it, a constant is the text of a template.
      if (listOf(expression["references"]).length === 0) addMarked(expression, "constant_value", true, found);
    }
    for (const resource of listOf(scope.module["resources"])) {
      const expressions = objectOf(member(resource, "expressions"));
      for (const name in expressions) if (isWriteOnly(name)) follower.addExpression(objectOf(expressions[name]), scope);
    }
    for (const name of Object.keys(objectOf(scope.module["module_calls"]))) open.push(within(scope, name));
  }
  for (const provider of Object.values(objectOf(member(configuration, "provider_config")))) {
    const calls = (textOf(member(provider, "module_address")) ?? "").matchAll(/(?:^|\.)module\.([^.]+)/g);
    const scope = [...calls].reduce((outer, [, name]) => within(outer, name ?? ""), rootScope);
    addCredentials(member(provider, "expressions"), scope, follower, found);
  }
}

function within(caller: Scope, callName: string): Scope {
  const call = member(caller.module["module_calls"], callName);
  return { module: objectOf(member(call, "module")), given: objectOf(member(call, "expressions")), caller };
}

function sensitiveOnes(declared: unknown): (readonly [name: string, declaration: JsonObject])[] {
  return Object.entries(objectOf(declared))
    .map(([name, declaration]) => [name, objectOf(declaration)] as const)
    .filter(([, declaration]) => declaration["sensitive"] === true);
}

function addCredentials(expressions: unknown, scope: Scope, follower: GivenValues, found: FoundSecrets): void {
  const open: [name: string, node: unknown][] = [["", expressions]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, node] = next;
    if (isList(node)) for (const each of node) open.push([name, each]);
    const password = typeof node === "string" ? addressPassword.exec(node)?.[1] : undefined;
    if (password !== undefined) found.texts.add(password);
    if (!isObject(node)) continue;
    if (credentialName.test(name)) follower.addExpression(node, scope);
    for (const entry of Object.entries(node)) open.push(entry);
  }
}

/** Follows variables outwards, from a module to its caller, to the values that they were given. */
class GivenValues {
  private readonly seen = new Set<unknown>();
  private readonly open: (() => void)[] = [];

  constructor(private readonly found: FoundSecrets) {}

  addVariable(name: string, scope: Scope): void {
    this.open.push(() => {
      this.variable(name, [], scope);
    });
    this.run();
  }

  addExpression(node: JsonObject, scope: Scope): void {
    this.open.push(() => {
      this.expression(node, scope);
    });
    this.run();
  }

  /** The ways outwards wait in a list of their own: they can be as long as a plan's modules are deep. */
  private run(): void {
    for (let next = this.open.pop(); next !== undefined; next = this.open.pop()) next();
  }

  private variable(name: string, path: readonly string[], scope: Scope): void {
    const given = member(scope.given, name);
    const { caller } = scope;
    if (caller === undefined) {
      const used = [name, ...path].join(".");
      if (!this.seen.has(used)) this.addAt(given, "value", path);
      this.seen.add(used);
    } else if (isObject(given)) {
      this.open.push(() => {
        this.expression(given, caller);
      });
    } else {
      this.addAt(member(scope.module["variables"], name), "default", path);
    }
  }

  private expression(node: JsonObject, scope: Scope): void {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    const references = listOf(node["references"]).filter((name) => typeof name === "string");
    if (references.length === 0) addMarked(node, "constant_value", true, this.found);
    for (const [name, path] of variablesIn(references)) this.variable(name, path, scope);
  }

  private addAt(container: unknown, key: string, path: readonly string[]): void {
    let at = objectOf(container);
    let last = key;
    for (const name of path) {
      at = objectOf(member(at, last));
      last = name;
    }
    addMarked(at, last, true, this.found);
  }
}

/** The variables that are referred to, and the parts of them. Terraform lists `var.a` beside `var.a.b`: then only the part is used. */
function variablesIn(references: readonly string[]): (readonly [name: string, path: readonly string[]])[] {
  const found = references.flatMap((reference) => {
    const [kind, name, ...path] = reference.replace(/\[.*/s, "").split(".");
    return kind === "var" && name !== undefined ? [[name, path] as const] : [];
  });
  const inPart = new Set(found.filter(([, path]) => path.length > 0).map(([name]) => name));
  return found.filter(([name, path]) => path.length > 0 || !inPart.has(name));
}
