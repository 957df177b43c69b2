import type * as sdk from "@aws-sdk/client-api-gateway";
import { belief, sourced } from "../../belief";
import { patch, type PatchablePaths, type PatchOperation } from "./patch";

belief(
  "API Gateway",
  "Settings of a stage's methods are patched at /RESOURCE/METHOD/logging/loglevel and the like, and kept by RESOURCE/METHOD, */* for all.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateStage.html"),
);

/** The member of a MethodSetting behind each path. */
const members = {
  "metrics/enabled": ["metricsEnabled", "boolean"],
  "logging/loglevel": ["loggingLevel", "text"],
  "logging/dataTrace": ["dataTraceEnabled", "boolean"],
  "throttling/rateLimit": ["throttlingRateLimit", "number"],
  "throttling/burstLimit": ["throttlingBurstLimit", "number"],
  "caching/enabled": ["cachingEnabled", "boolean"],
  "caching/ttlInSeconds": ["cacheTtlInSeconds", "number"],
  "caching/dataEncrypted": ["cacheDataEncrypted", "boolean"],
  "caching/requireAuthorizationForCacheControl": ["requireAuthorizationForCacheControl", "boolean"],
  "caching/unauthorizedCacheControlHeaderStrategy": ["unauthorizedCacheControlHeaderStrategy", "text"],
} as const;

const paths: PatchablePaths = Object.fromEntries(Object.values(members));

const unset = {
  metricsEnabled: false,
  loggingLevel: "OFF",
  dataTraceEnabled: false,
  throttlingRateLimit: -1,
  throttlingBurstLimit: -1,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
} satisfies sdk.MethodSetting;

/** `/invoke/POST/throttling/rateLimit`; a resource below others has slashes, escaped or not. */
const settingPath = /^\/(.+)\/(\*|ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)(?:\/(\w+\/\w+))?$/;

/** Applies the operations that are about methods' settings; gives back the others. */
export function patchMethodSettings(
  stage: { methodSettings?: Record<string, sdk.MethodSetting> | undefined },
  operations: readonly PatchOperation[],
): PatchOperation[] {
  const settings = (stage.methodSettings ??= {});
  return operations.filter((operation) => {
    const [, resource, method, setting] = settingPath.exec(operation.path ?? "") ?? [];
    if (resource === undefined || method === undefined) return true;
    const key = `${resource.replaceAll("~1", "/")}/${method}`;
    const found = Object.entries(members).find(([path]) => path === setting)?.[1];
    if (setting === undefined && operation.op === "remove") Reflect.deleteProperty(settings, key);
    else if (found) patch((settings[key] ??= { ...unset }), [{ ...operation, path: `/${found[0]}` }], paths);
    else return true;
    return false;
  });
}
