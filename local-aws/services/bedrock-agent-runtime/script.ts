import type { FunctionDefinition } from "./functions";
import { assumed, belief } from "../../belief";

belief(
  "Bedrock Agent Runtime",
  "An agent's model follows a script: it calls one function, that which the input names, else the first, with its required parameters filled from the input, and then says what the function gave. Without functions it says the input back.",
  assumed("what a model says is not what a bill depends on"),
);

/** A function that the model wants to be called. */
export interface WantedCall {
  readonly definition: FunctionDefinition;
  /** By name; always texts, as Bedrock sends them. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The function that the model wants for an input. */
export function wantedCall(functions: readonly FunctionDefinition[], inputText: string): WantedCall | undefined {
  const definition = functions.find(({ name }) => inputText.includes(name)) ?? functions[0];
  if (!definition) return undefined;
  const required = definition.parameters.filter((parameter) => parameter.required);
  const parameters = Object.fromEntries(required.map(({ name, type }) => [name, filled[type](inputText)]));
  return { definition, parameters };
}

const filled: Readonly<Record<FunctionDefinition["parameters"][number]["type"], (input: string) => string>> = {
  string: (input) => input,
  number: () => "1",
  integer: () => "1",
  boolean: () => "true",
  array: (input) => JSON.stringify([input]),
};
