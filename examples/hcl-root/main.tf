# An HCL root that calls the Terraform module once by itself and once for each of several projects.
# `npm run module` writes the module to dist/module; in a root of your own, give the folder that you have put it in.

locals {
  account_id = "000000000000"
  region     = "eu-west-2"

  projects = {
    recruiting-agent = {
      model_id          = "amazon.nova-pro-v1:0"
      instruction       = "You explain open positions to applicants, and send questions about pay to a recruiter."
      allowed_origin    = "https://jobs.example.com"
      monthly_limit_usd = 50
    }
    contract-reader = {
      model_id          = "eu.anthropic.claude-sonnet-4-6"
      instruction       = "You find the clauses that a question is about, and quote them word for word."
      allowed_origin    = "https://contracts.example.com"
      monthly_limit_usd = 200
    }
  }
}

module "support" {
  source = "../../dist/module"

  account_id        = local.account_id
  region            = local.region
  project           = "support-agent"
  model_id          = var.support_model_id
  instruction       = "You answer questions about orders, briefly, and never promise a refund."
  allowed_origin    = "https://support.example.com"
  monthly_limit_usd = 20
  notify_emails     = ["support@example.com"]
}

module "agent" {
  source   = "../../dist/module"
  for_each = local.projects

  account_id        = local.account_id
  region            = local.region
  project           = each.key
  model_id          = each.value.model_id
  instruction       = each.value.instruction
  allowed_origin    = each.value.allowed_origin
  monthly_limit_usd = each.value.monthly_limit_usd
  notify_emails     = ["finance@example.com"]
}

variable "support_model_id" {
  type        = string
  description = "Model of the support agent."
  default     = "amazon.nova-lite-v1:0"
}

output "invoke_urls" {
  description = "Where each website posts prompts to."
  value       = merge({ support-agent = module.support.invoke_url }, { for name, agent in module.agent : name => agent.invoke_url })
}
