import type { Context } from "../context";
import { invokeUrl } from "../services/api-gateway/door";
import { apiGatewaySlice } from "../services/api-gateway/state";

/** A method that a deployed stage serves, with what a caller needs. */
export interface DeployedMethod {
  readonly api: string;
  readonly region: string;
  readonly method: string;
  readonly url: string;
  readonly keyRequired: boolean;
}

/** What can be called at every stage, as its deployment has it; not what answers a browser's preflight. */
export function deployedMethods(state: Context["state"], endpoint: string): readonly DeployedMethod[] {
  return Object.values(state(apiGatewaySlice).apis).flatMap(({ id, region, settings, stages, deployments }) =>
    Object.entries(stages).flatMap(
      ([
        stage,
        {
          settings: { deploymentId },
        },
      ]) =>
        Object.values(deployments[deploymentId]?.content.resources ?? {}).flatMap(({ path, methods }) =>
          Object.entries(methods)
            .filter(([method]) => method !== "OPTIONS")
            .map(([method, { apiKeyRequired = false }]) => ({
              api: settings.name ?? id,
              region,
              method,
              url: invokeUrl(endpoint, id, stage) + path,
              keyRequired: apiKeyRequired,
            })),
        ),
    ),
  );
}

/** A key that opens an API, by a usage plan. */
export interface OpeningKey {
  readonly api: string;
  readonly name: string;
  readonly value: string;
}

/** Every key that is enabled, once for each API that it opens. */
export function openingKeys(state: Context["state"]): readonly OpeningKey[] {
  const { apis, keys, plans } = state(apiGatewaySlice);
  return Object.values(plans).flatMap(({ keyIds, settings: { apiStages = [] } }) =>
    apiStages.flatMap(({ apiId = "" }) =>
      keyIds.flatMap((keyId) => {
        const key = keys[keyId]?.settings;
        if (key?.enabled !== true) return [];
        return [{ api: apis[apiId]?.settings.name ?? apiId, name: key.name ?? keyId, value: key.value }];
      }),
    ),
  );
}
