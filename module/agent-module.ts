import { conditional, Fn, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { AgentProject, modelKnownAtPlan, ProjectTags } from "../constructs";
import { inputs, outputs } from "./interface";

/**
 * An `AgentProject` whose settings are Terraform variables: the source of the module. It has neither provider nor state, for
 * those are its caller's.
 */
export class AgentModule extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // cdktf asks for a provider; the one that is written is the caller's.
    new AwsProvider(this, "Caller");
    const variable = (name: keyof typeof inputs): TerraformVariable => {
      const made = new TerraformVariable(this, name, { ...inputs[name], nullable: false });
      made.overrideLogicalId(name);
      return made;
    };
    const region = variable("region").stringValue;
    const environment = {
      accountId: variable("account_id").stringValue,
      region,
      partition: Token.asString(
        conditional(
          Fn.startswith(region, "cn-"),
          "aws-cn",
          conditional(Fn.startswith(region, "us-gov-"), "aws-us-gov", "aws"),
        ),
      ),
    };
    const project = new AgentProject(this, "Default", {
      tags: new ProjectTags({ project: variable("project").stringValue }),
      environment,
      model: modelKnownAtPlan(variable("model_id").stringValue),
      agent: { instruction: variable("instruction").stringValue },
      // One per account and Region, and the module may be called many times.
      api: { allowedOrigins: [variable("allowed_origin").stringValue], createLoggingRole: false },
      budget: {
        monthlyLimitUsd: variable("monthly_limit_usd").numberValue,
        notifyEmails: variable("notify_emails").listValue,
      },
    });
    for (const [name, { from, description }] of Object.entries(outputs)) {
      const output = project.node.findChild(from);
      if (!(output instanceof TerraformOutput)) throw new Error(`${output.node.path} is no output of AgentProject`);
      output.overrideLogicalId(name);
      output.description = description;
    }
    this.addOverride("terraform.required_version", ">= 1.10.0");
    // npm run compatibility writes the module with the bindings of either version, and it is the same.
    this.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" });
  }
}
