import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type App, Testing } from "cdktf";
import { awsEnvironment, ChargebackStack, foundationModel, ProjectTags } from "../../../constructs";

export const environment = awsEnvironment("111122223333", "eu-west-2");
export const tags = new ProjectTags({ project: "aws-news-agent", tags: { Team: "news" } });
export const allTags = { Project: "aws-news-agent", Team: "news" };
export const model = foundationModel("amazon.nova-pro-v1:0");
/** A day on which the models of these tests answer. */
export const asOf = new Date("2026-06-01T00:00:00Z");

/** A folder with a zip for each shipped Lambda function: tests of constructs need no build. */
export function bundleFolder(content: string | Uint8Array = "code"): string {
  const folder = mkdtempSync(path.join(tmpdir(), "bundles-"));
  for (const name of ["invoke-agent", "search-aws-news"]) writeFileSync(path.join(folder, `${name}.zip`), content);
  return folder;
}

export const testApp = (bundleDir: string = bundleFolder()): App => Testing.app({ context: { bundleDir } });

export const testStack = (app: App = testApp(), id = "Test"): ChargebackStack =>
  new ChargebackStack(app, id, { environment, tags, stateBucket: "state-of-tests" });
