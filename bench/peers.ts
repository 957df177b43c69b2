import { accessSync, constants, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Program } from "./measure";

export interface Peers {
  readonly present: readonly Program[];
  /** What is not installed here, and where it would be looked for. */
  readonly absent: readonly string[];
}

/** The gates that people use instead, each asked about the models of the agents in its own language. */
export function peersOn(plan: string, folder: string): Peers {
  const guardRules = path.join(folder, "agent.guard");
  const regoRules = path.join(folder, "agent.rego");
  writeFileSync(guardRules, guard);
  writeFileSync(regoRules, rego);
  const candidates: readonly Candidate[] = [
    {
      name: "cfn-guard",
      from: "npm install --no-save @cdklabs/cdk-validator-cfnguard",
      file: cfnGuard(),
      args: ["validate", "-d", plan, "-r", guardRules],
      exits: [0, 19],
    },
    {
      name: "OPA",
      from: "opa on PATH",
      file: onPath("opa"),
      args: ["eval", "-i", plan, "-d", regoRules, "data.gate.deny"],
      exits: [0],
    },
    {
      name: "Checkov",
      from: "checkov on PATH",
      file: onPath("checkov"),
      args: ["-f", plan, "--framework", "terraform_plan", "--compact", "--quiet"],
      exits: [0, 1],
    },
  ];
  return {
    present: candidates.flatMap(({ name, file, args, exits }) =>
      file === undefined ? [] : [{ name, command: [file, ...args], exits } satisfies Program],
    ),
    absent: candidates.flatMap(({ name, from, file }) => (file === undefined ? [`${name} (${from})`] : [])),
  };
}

interface Candidate {
  readonly name: string;
  readonly from: string;
  readonly file: string | undefined;
  readonly args: readonly string[];
  readonly exits: readonly number[];
}

/** The validator's package ships the program for each platform. */
function cfnGuard(): string | undefined {
  const system = process.platform === "darwin" ? "macos" : "ubuntu";
  const processor = process.arch === "arm64" ? "aarch64" : "x86_64";
  try {
    const manifest = createRequire(__filename).resolve("@cdklabs/cdk-validator-cfnguard/package.json");
    return executable(path.join(path.dirname(manifest), "bin", system, processor, "cfn-guard"));
  } catch {
    return onPath("cfn-guard");
  }
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => executable(path.join(folder, program))).find((file) => file !== undefined);
}

function executable(file: string): string | undefined {
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    return undefined;
  }
}

const guard = `let agents = resource_changes[ type == 'aws_bedrockagent_agent' ]

rule agent_uses_inference_profile when %agents !empty {
  %agents.change.after.foundation_model not exists or
  %agents.change.after.foundation_model == /:application-inference-profile/
}
`;

const rego = `package gate

deny contains agent.address if {
  some agent in input.resource_changes
  agent.type == "aws_bedrockagent_agent"
  not contains(agent.change.after.foundation_model, ":application-inference-profile/")
}
`;
