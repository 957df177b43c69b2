import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { AgentModule } from "./agent-module";
import { plainConfiguration } from "./plain-configuration";
import { moduleReadme } from "./readme";

/** Writes the Terraform module to a folder, in place of what is there. */
function writeModule(folder: string): void {
  const outdir = mkdtempSync(path.join(tmpdir(), "chargeback-module-"));
  const app = new App({ outdir });
  new AgentModule(app, "Module");
  app.synth();
  const stack = path.join(outdir, "stacks", "Module");
  const { configuration, files } = plainConfiguration(readFileSync(path.join(stack, "cdk.tf.json"), "utf8"));
  rmSync(folder, { recursive: true, force: true });
  for (const [file, asset] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    copyFileSync(path.join(stack, asset), path.join(folder, file));
  }
  writeFileSync(path.join(folder, "main.tf.json"), `${JSON.stringify(configuration, undefined, 2)}\n`);
  const { version } = JSON.parse(readFileSync(path.join(__dirname, "..", "package.json"), "utf8")) as {
    version: string;
  };
  writeFileSync(path.join(folder, "README.md"), moduleReadme(version));
  rmSync(outdir, { recursive: true });
}

writeModule(path.resolve(process.argv[2] ?? path.join(__dirname, "..", "dist", "module")));
