import type { RuleDocumentation } from "../documented-rule";

export const stateIsProtected: RuleDocumentation = {
  examines:
    "The backend or cloud block of the configuration folder, after a person's override files. The override that `chargeback plan --target` lays for its own run is left out: the stack is judged as it is deployed. A backend block that leaves its bucket or key to -backend-config is a partial one.",
  answers: {
    pass: "The backend is s3 with encrypt = true and use_lockfile = true, or the older dynamodb_table; or it is Terraform Cloud, by a cloud block or the backend remote.",
    fail: "There is no backend, or a local one; or one in S3 that is not encrypted or not locked.",
    undetermined:
      "The block is partial and leaves encryption or the lock to -backend-config, or its backend is one whose protection is not known here.",
    notApplicable: "The configuration folder was not given: a plan's JSON does not hold the backend.",
  },
  remedies: [
    {
      language: "hcl",
      code: `terraform {
  backend "s3" {
    bucket       = "chargeback-state-123456789012-eu-west-2"
    key          = "aws-news-agent/terraform.tfstate"
    region       = "eu-west-2"
    encrypt      = true
    use_lockfile = true
  }
}`,
    },
    {
      language: "ts",
      code: `new ChargebackStack(app, "AwsNewsAgent", { environment, tags, stateBucket }); // its state is in S3, encrypted and locked
addStateBackend(anyOtherStack, { bucket: stateBucket, region: environment.region });`,
    },
  ],
};
