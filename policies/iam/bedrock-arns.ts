import { exactly, type Characters, type Step, type Steps } from "./symbols";

const lower = "abcdefghijklmnopqrstuvwxyz";
const digit = "0123456789";

/** What each letter in `<>` of a shape stands for. */
const kinds: Readonly<Record<string, Characters>> = {
  partition: `${lower}-`,
  region: `${lower}${digit}-`,
  account: digit,
  id: `${lower}${lower.toUpperCase()}${digit}`,
  model: `${lower}${lower.toUpperCase()}${digit}.:_-`,
  any: null,
};

/** A shape like `arn:aws<partition>:bedrock:<region>::foundation-model/<model>` as steps. */
export function shaped(shape: string, make: (characters: Characters, index: number) => readonly Step[]): Steps {
  return shape
    .split(/<(\w+)>/)
    .flatMap((piece, index) => (index % 2 === 0 ? exactly(piece) : make(kinds[piece] ?? null, index)));
}

/** Any text of the shape, at will. */
export const allOfShape = (shape: string): Steps => shaped(shape, (characters) => [{ kind: "run", characters }]);

/**
 * One text of the shape, which nobody knows yet. Its partition is that of the account, and so is that of every ARN of a policy
 * there, since IAM refuses another: it stays at will.
 */
export function oneOfShape(shape: string, name: string): Steps {
  let unnamed = unnamedOfShape.get(shape);
  if (unnamed === undefined) {
    unnamed = shaped(shape, (characters, index) => [
      characters === kinds["partition"]
        ? { kind: "run", characters }
        : { kind: "symbol", name: String(index), characters },
    ]);
    unnamedOfShape.set(shape, unnamed);
  }
  return unnamed.map((step) => (step.kind === "symbol" ? { ...step, name: `${name} ${step.name}` } : step));
}

/** There are a few shapes, and a plan has thousands of names. */
const unnamedOfShape = new Map<string, Steps>();

const prefix = "arn:aws<partition>:bedrock:<region>:";
const owned = `${prefix}<account>:`;

/**
 * Forms of Bedrock's ARNs.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_bedrock.html
 */
export const bedrockArns = {
  foundationModel: `${prefix}:foundation-model/<model>`,
  systemProfile: `${owned}inference-profile/<model>`,
  applicationProfile: `${owned}application-inference-profile/<id>`,
  promptRouter: `${owned}prompt-router/<model>`,
  defaultPromptRouter: `${owned}default-prompt-router/<model>`,
  agent: `${owned}agent/<id>`,
  agentAlias: `${owned}agent-alias/<id>/<id>`,
  mantleProject: "arn:aws<partition>:bedrock-mantle:<region>:<account>:project/<model>",
} as const;
