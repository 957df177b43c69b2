import { certainText, certainty, describe, type Certainty } from "../attribute";
import type { Api, Entrance, Estate } from "../estate";
import { perEstate } from "../joins/per-estate";
import { ReferenceIndex } from "../joins/reference-index";
import { keepsStrangersOut } from "../resource-policy";
import { anyOf } from "../three-valued";
import type { Finding, Rule } from "../rule";
import { scopeOf } from "../scope-of";
import { usagePlanBounds } from "./usage-plan-bounds";

export const apiIsGuarded: Rule = {
  id: "api-is-guarded",
  level: "mandatory",
  question: "Does every way in ask who is there, or bound what a key may spend?",
  rationale:
    "Every request that reaches an agent is a model call that somebody pays. An open method, route or function URL lets anybody spend the project's money, and a budget only tells of it hours later.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  examine: (estate, { required }) =>
    estate.agents.length === 0 && required !== true
      ? estate.entrances.map((entrance) => withoutAgent(entrance, scopeOf(estate)))
      : estate.entrances.map((entrance) => judge(entrance, estate)),
};

const apiIndex = perEstate(({ apis }) => new ReferenceIndex(apis, ({ id }) => id));

const withoutAgent = ({ address, kind }: Entrance, scope: string): Finding => ({
  verdict: "notApplicable",
  address,
  message: `no agent stands in ${scope} that the ${kind} could lead to`,
  evidence: [],
});

function judge(entrance: Entrance, estate: Estate): Finding {
  const { address, kind, authorization } = entrance;
  const named = `the ${kind} ${certainText(entrance.name) ?? ""}`.trim();
  const answer = (verdict: Finding["verdict"], message: string, evidence: readonly string[] = []): Finding => ({
    verdict,
    address,
    message: `${named} ${message}`,
    evidence: [...authorization.trail, ...evidence],
    ...(verdict === "fail" || verdict === "undetermined" ? { remedy: remedy(entrance) } : {}),
  });
  const authorized = asksWho(entrance);
  if (authorized === "yes") return answer("pass", `asks who is there: ${describe(authorization)}`);
  if (isPreflight(entrance) && entrance.mocked !== "no") {
    return entrance.mocked === "yes"
      ? answer("notApplicable", "is the preflight request of browsers, which the API answers by itself")
      : answer("undetermined", `may call something: its integration is not found in ${scopeOf(estate)}`);
  }
  const [api] = apiIndex(estate).ledTo(entrance.api).certain;
  const limited = limitedByPolicy(entrance, api);
  if (limited === "yes") return answer("pass", "lets in only callers that the API's resource policy names");
  if (authorized === "unknown")
    return answer("undetermined", `may be open: its authorization is ${describe(authorization)}`);
  const keyed = requiresKey(entrance);
  if (keyed === "yes") {
    const { bounded, because } = usagePlanBounds(entrance, api, estate);
    if (bounded === "yes") return answer("pass", "asks for a key whose spend is bounded", [because]);
    return bounded === "no"
      ? answer("fail", `asks for a key, but what a key may spend is not bounded: ${because}`)
      : answer("undetermined", `asks for a key, and what a key may spend is not certain: ${because}`);
  }
  if (keyed === "unknown")
    return answer("undetermined", `may be open: whether it asks for a key is ${describe(entrance.keyRequired)}`);
  return limited === "unknown"
    ? answer("undetermined", "is open but for a resource policy, which is not known or cannot be judged")
    : answer("fail", "is open to anybody, and each request is spent on the project's bill");
}

const isPreflight = ({ kind, name }: Entrance): boolean =>
  kind === "method" && certainText(name)?.split(" ")[0]?.toUpperCase() === "OPTIONS";

const asksWho = ({ authorization }: Entrance): Certainty =>
  certainty(authorization, (value) => {
    if (value.kind === "undetermined" || !("value" in value)) return "unknown";
    return typeof value.value === "string" && !["", "NONE"].includes(value.value.toUpperCase()) ? "yes" : "no";
  });

/** Only a REST API checks keys. */
const requiresKey = ({ kind, keyRequired }: Entrance): Certainty =>
  kind !== "method"
    ? "no"
    : certainty(keyRequired, (value) => {
        if (value.kind === "undetermined" || !("value" in value)) return "unknown";
        return value.value === true || value.value === "true" ? "yes" : "no";
      });

/**
 * A private API can be called from every VPC that its resource policy lets in, of other accounts as well: without a policy in
 * this plan nobody can tell. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 */
function limitedByPolicy({ kind }: Entrance, api: Api | undefined): Certainty {
  if (kind !== "method") return "no";
  if (api === undefined) return "unknown";
  return api.policies.length === 0 && isPrivate(api) !== "no" ? "unknown" : anyOf(api.policies.map(keepsStrangersOut));
}

const isPrivate = ({ endpointTypes }: Api): Certainty =>
  certainty(endpointTypes, (value) => {
    if (value.kind === "undetermined" || !("value" in value)) return "unknown";
    return Array.isArray(value.value) && value.value.includes("PRIVATE") ? "yes" : "no";
  });
function remedy({ kind, constructPath }: Entrance): string {
  if (kind === "function URL") return 'set authorization_type = "AWS_IAM", and let callers in by aws_lambda_permission';
  if (kind === "route") return 'set authorization_type to "AWS_IAM" or "JWT" with an authorizer';
  return constructPath === undefined
    ? 'set authorization to "AWS_IAM" or an authorizer; or set api_key_required = true, and list the API in an aws_api_gateway_usage_plan with throttle_settings, quota_settings and an aws_api_gateway_usage_plan_key'
    : "use AgentApi, whose methods ask for a key with throttle and quota, or ApiAccess beside your own API and apiKeyRequired: true in its methods";
}
