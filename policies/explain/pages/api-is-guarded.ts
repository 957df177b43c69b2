import type { RuleDocumentation } from "../documented-rule";

export const apiIsGuarded: RuleDocumentation = {
  examines:
    "Every way in that the plan makes, if an agent stands in it: the methods of REST APIs, the routes of HTTP APIs, the $connect route of WebSocket APIs, the operations of an OpenAPI body in JSON, and function URLs. All of them, whether or not they lead to an agent. In a plan without agents it is asked only with --require.",
  answers: {
    pass: "The way in has an authorization other than NONE; or it is a REST method that asks for an API key, and every usage plan that lists its API has a throttle and a quota above 0, one of them with a key bound; or the API's resource policy lets in named principals or callers from named networks only. A throttle of the single method counts.",
    fail: "It is open to anybody; or it asks for a key, and the API is in no usage plan, in one without throttle or quota, or in one without a key.",
    undetermined:
      "The authorization is not known; the OpenAPI body is not JSON, or not known before the apply; the resource policy is not known, or written in a way that is not judged; or the API is private, and its policy is not in this plan.",
    notApplicable:
      "It is the preflight request of browsers: OPTIONS with a MOCK integration. Or no agent stands in the plan.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_api_gateway_method" "ask" {
  rest_api_id      = aws_api_gateway_rest_api.news.id
  resource_id      = aws_api_gateway_resource.ask.id
  http_method      = "POST"
  authorization    = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_usage_plan" "news" {
  name = "aws-news-agent"
  api_stages {
    api_id = aws_api_gateway_rest_api.news.id
    stage  = aws_api_gateway_stage.v1.stage_name
  }
  throttle_settings {
    rate_limit  = 2
    burst_limit = 5
  }
  quota_settings {
    limit  = 500
    period = "DAY"
  }
}

resource "aws_api_gateway_usage_plan_key" "news" {
  key_id        = aws_api_gateway_api_key.news.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.news.id
}`,
    },
    {
      language: "ts",
      code: `// AgentApi asks for a key, and its usage plan bounds what the key may spend.
new AgentProject(stack, "News", {
  api: { allowedOrigins: ["https://www.example.com"], limits: { requestsPerSec: 2, burst: 5, requestsPerDay: 500 } },
  ...project,
});`,
    },
  ],
};
