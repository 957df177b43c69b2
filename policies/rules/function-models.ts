import { describeValue, type Attribute, type PossibleValue } from "../attribute";
import type { Estate, LambdaFunction } from "../estate";
import { directAccess } from "../iam";
import { modelNameOf, modelsIn, type ModelName } from "../model-name";
import { modelPlaces } from "../model-places";
import type { Finding } from "../rule";
import { profileReference } from "./profile-reference";
import { rolesNamedBy } from "./roles-named";

interface Variable {
  readonly name: string;
  readonly value: Attribute;
  readonly names: ModelName;
}

/** A function whose environment names a model, or may. What is hard-coded in its code is not in a plan. */
export function judgeFunction(lambda: LambdaFunction, estate: Estate): Finding[] {
  if (lambda.variables === "undetermined") {
    const message = "its environment variables are not known, and its role may call a model directly";
    return callsModels(lambda, estate) ? [finding(lambda, estate, "undetermined", message, [])] : [];
  }
  const variables = lambda.variables.map((name): Variable => {
    const value = lambda.environment(name);
    return { name, value, names: foldNames(value) };
  });
  const of = (...kinds: ModelName[]): Variable[] => variables.filter(({ names }) => kinds.includes(names));
  const told = (
    verdict: Finding["verdict"],
    message: (which: string) => string,
    which: readonly Variable[],
  ): Finding[] => [
    finding(
      lambda,
      estate,
      verdict,
      message(which.map(({ name, value }) => `${name} = ${describeModels(value)}`).join(", ")),
      which,
    ),
  ];
  const [direct, mixed, alike, profiles, open] = [of("model"), of("both"), of("alike"), of("profile"), of("open")];
  if (direct.length > 0 && profiles.length === 0 && mixed.length === 0)
    return told(
      "fail",
      (which) => `it is given a model to call directly, by ${which}: its model spend lands on no project's bill`,
      direct,
    );
  if (direct.length > 0 || mixed.length > 0)
    return told(
      "undetermined",
      (which) => `it is given a model beside a profile, or may be: ${which}; which one it calls is in its code`,
      [...direct, ...mixed, ...profiles],
    );
  if (alike.length > 0)
    return told(
      "undetermined",
      (which) => `it is given what looks like a model's id that the catalogue does not have: ${which}`,
      alike,
    );
  if (profiles.length > 0)
    return told("pass", (which) => `it is given an application inference profile to call, by ${which}`, profiles);
  return open.length > 0 && callsModels(lambda, estate)
    ? told("undetermined", (which) => `its role may call a model directly, and a variable may name one: ${which}`, open)
    : [];
}

/** The models that a variable names, and not what else it holds. */
function describeModels({ possible }: Attribute): string {
  const shown = possible.map((value) => {
    const models = modelsIn(value);
    return models.length === 0 ? "something that names no model" : models.map(describeValue).join(" and ");
  });
  return [...new Set(shown)].join(" or ");
}

/** A password beside the model, for example: the way to it is not shown, since the text stands there. */
const holdsMore = (value: PossibleValue): boolean =>
  value.kind === "known" && modelsIn(value).every((model) => model.kind !== "known" || model.value !== value.value);

/** One answer for everything that a variable may be; what is sometimes a model is not to be relied on. */
function foldNames({ possible }: Attribute): ModelName {
  const names = new Set(possible.map(modelNameOf));
  const [only] = names;
  if (names.size === 1 && only !== undefined) return only;
  if (names.has("model") || names.has("both")) return "both";
  if (names.has("open")) return names.has("profile") ? "both" : "open";
  return names.has("alike") ? "alike" : "profile";
}

/** Whoever may call models through a profile alone cannot be told another one by a variable. */
const callsModels = ({ role }: LambdaFunction, estate: Estate): boolean =>
  rolesNamedBy(role, estate).roles.some((each) => directAccess(each).some(({ answer }) => answer === "yes"));

function finding(
  lambda: LambdaFunction,
  estate: Estate,
  verdict: Finding["verdict"],
  message: string,
  which: readonly Variable[],
): Finding {
  const { address } = lambda;
  const evidence = [
    ...which.flatMap(({ value }) => (value.possible.some(holdsMore) ? [] : value.trail)),
    `AWS takes a profile there: ${modelPlaces.functionVariable.source}`,
  ];
  if (verdict === "pass") return { verdict, address, message, evidence };
  const name = which[0]?.name ?? "MODEL_ID";
  const remedy =
    lambda.constructPath === undefined
      ? `set ${name} = ${profileReference(estate)}, and let the code send it as the modelId`
      : `give it variables: { ${name}: inferenceProfile.arn } of a TrackedInferenceProfile, and let the code send it as the modelId`;
  return { verdict, address, message, evidence, remedy };
}
