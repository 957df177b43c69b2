import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { run } from "./project";

/** Synthesized Terraform, parsed, by the name of what made it: "minimal/SupportAgent". */
export type Synthesized = ReadonlyMap<string, unknown>;

interface CdktfJson {
  readonly app: string;
  readonly context?: object;
}

/** Runs every app of a project: the examples, the repository's own, in both of its forms, and the module. */
export function synthesizeProject(project: string): Synthesized {
  const examples = path.join(project, "examples");
  const apps = readdirSync(examples).filter((name) => existsSync(path.join(examples, name, "cdktf.json")));
  const made = new Map<string, unknown>();
  const add = (name: string, folder: string): void => {
    for (const stack of readdirSync(path.join(folder, "stacks"))) {
      const text = readFileSync(path.join(folder, "stacks", stack, "cdk.tf.json"), "utf8");
      made.set(`${name}/${stack}`, JSON.parse(text));
    }
  };
  for (const name of apps) {
    const folder = path.join(examples, name);
    const { app } = readCdktfJson(folder);
    add(name, runApp(folder, app.split(" && ")));
  }
  // Its bundles are made already, so that only main.ts is run of what cdktf.json says.
  const context = { CDKTF_CONTEXT_JSON: JSON.stringify(readCdktfJson(project).context) };
  add("main.ts", runApp(project, ["node --import tsx main.ts"], context));
  add("main.ts", runApp(project, ["node --import tsx main.ts"], { ...context, CHARGEBACK_BOOTSTRAP: "true" }));

  run(project, "node", ["--import", "tsx", "module/write.ts", path.join(project, "written")]);
  made.set("module", JSON.parse(readFileSync(path.join(project, "written", "main.tf.json"), "utf8")));
  return made;
}

function runApp(folder: string, commands: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const outdir = path.join(folder, env.CHARGEBACK_BOOTSTRAP === "true" ? "bootstrap.out" : "cdktf.out");
  for (const command of commands) {
    const [program = "", ...args] = command.split(" ");
    run(folder, program, args, { ...env, CDKTF_OUTDIR: outdir });
  }
  return outdir;
}

const readCdktfJson = (folder: string): CdktfJson =>
  JSON.parse(readFileSync(path.join(folder, "cdktf.json"), "utf8")) as CdktfJson;
