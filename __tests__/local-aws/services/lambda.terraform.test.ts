import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { newFolder, runLocalAws } from "../support/run-local-aws";
import { terraformProject } from "../support/terraform-project";
import { zipOf } from "./lambda/function-zip";

const folder = newFolder();
const zip = (name: string, source: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, zipOf({ "index.js": source }));
  return file;
};
const first = zip("first.zip", "exports.handler = async () => 1;");
const second = zip("second.zip", "exports.handler = async () => 2;");

const configuration = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-2" }] },
  variable: { team: { default: "news" }, zip: { default: first }, timeout: { default: 15 } },
  resource: {
    aws_iam_role: {
      news: {
        name: "news",
        assume_role_policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      },
    },
    aws_lambda_function: {
      news: {
        function_name: "news",
        description: "Answers",
        role: "${aws_iam_role.news.arn}",
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        handler: "index.handler",
        filename: "${var.zip}",
        source_code_hash: "${filebase64sha256(var.zip)}",
        timeout: "${var.timeout}",
        memory_size: 256,
        environment: { variables: { AGENT_ID: "A1" } },
        logging_config: { log_format: "JSON", log_group: "/aws/lambda/news" },
        tags: { Project: "news", Team: "${var.team}" },
      },
    },
    aws_lambda_permission: {
      api: {
        statement_id: "AllowThisRoute",
        action: "lambda:InvokeFunction",
        function_name: "${aws_lambda_function.news.function_name}",
        principal: "apigateway.amazonaws.com",
        source_arn: "arn:aws:execute-api:eu-west-2:111122223333:abc/v1/POST/invoke",
      },
    },
  },
};

test("Terraform makes a function with a permission, plans empty, changes tags, settings and code, and destroys", async () => {
  const aws = await runLocalAws();
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const applied = await terraform("apply", "-auto-approve", "-input=false");
  expect(applied.output).toContain("Resources: 3 added, 0 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");
  const changes = ["-var=team=other", "-var=timeout=20", `-var=zip=${second}`];
  const changed = await terraform("apply", "-auto-approve", "-refresh=false", ...changes);
  expect(changed.output).toContain("Resources: 0 added, 1 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode", ...changes)).output).toContain("No changes");
  const destroyed = await terraform("destroy", "-auto-approve", "-refresh=false");
  expect(destroyed.output).toContain("Resources: 3 destroyed");
});
