import { spawnSync } from "node:child_process";
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect, test } from "@jest/globals";
import { openSession } from "../../../cli/session";
import { writeCliConfiguration } from "../../../cli/terraform/cli-configuration";
import { requireTerraform } from "../../../cli/terraform/find-terraform";
import { searchProviderFolders } from "../../../cli/terraform/provider-folders";
import { freshFolder, root } from "../support/run-cli";

/** A stack that a plain deploy would carry out in part: the marker needs no account. */
const source = (state: string): string => `
  import { App, DataResource, LocalBackend, TerraformStack } from "cdktf";
  import { BedrockagentAgent } from "@cdktf/provider-aws/lib/bedrockagent-agent";
  import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
  const app = new App();
  const stack = new TerraformStack(app, "Bad");
  new AwsProvider(stack, "Aws", {
    region: "eu-west-2", accessKey: "offline", secretKey: "offline",
    skipCredentialsValidation: true, skipMetadataApiCheck: "true", skipRequestingAccountId: true,
  });
  new LocalBackend(stack, { path: ${JSON.stringify(state)} });
  new DataResource(stack, "Marker", { input: { made: "yes" } });
  new BedrockagentAgent(stack, "Agent", {
    agentName: "bad", agentResourceRoleArn: "arn:aws:iam::111111111111:role/agent",
    foundationModel: "amazon.nova-lite-v1:0", instruction: "Answer questions about the news, in one sentence each.",
  });
  app.synth();`;

/** cdktf runs init by itself, and locks providers for another platform: both must find a provider folder on disk. */
async function providerSettings(): Promise<NodeJS.ProcessEnv> {
  const session = openSession(() => undefined);
  const terraform = await requireTerraform(session, process.env);
  const [folder] = searchProviderFolders(os.homedir(), terraform.platform);
  const written = writeCliConfiguration(
    session,
    { ...process.env, CHARGEBACK_PROVIDER_DIR: folder?.path },
    os.homedir(),
    terraform,
    {},
  );
  return {
    ...(written === undefined ? {} : { TF_CLI_CONFIG_FILE: written }),
    ...(folder === undefined ? {} : { TF_CLI_ARGS_providers_lock: `-fs-mirror=${folder.path}` }),
  };
}

test("cdktf deploy of a bad stack applies nothing", async () => {
  const cwd = freshFolder();
  const state = path.join(cwd, "state.tfstate");
  symlinkSync(path.join(root, "node_modules"), path.join(cwd, "node_modules"));
  writeFileSync(path.join(cwd, "main.ts"), source(state));
  const config = {
    language: "typescript",
    app: "node --import tsx main.ts",
    projectId: "test",
    sendCrashReports: "false",
  };
  writeFileSync(path.join(cwd, "cdktf.json"), JSON.stringify(config));

  const run = spawnSync(path.join(root, "node_modules/.bin/cdktf"), ["deploy", "Bad", "--auto-approve"], {
    cwd,
    encoding: "utf8",
    env: {
      ...process.env,
      ...(await providerSettings()),
      CI: "1",
      CHECKPOINT_DISABLE: "1",
      // cdktf would cache providers into a folder of the home directory, which may be the one they come from.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      TERRAFORM_BINARY_NAME: path.join(root, "cli/chargeback-terraform.mjs"),
    },
  });

  expect(run.status).not.toBe(0);
  expect(run.stdout).toContain("terraform_data.Marker");
  expect(run.stdout).toContain("Nothing was applied");
  expect(existsSync(state)).toBe(false);
});
