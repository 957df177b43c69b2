import * as sdk from "@aws-sdk/client-api-gateway";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { slice } from "../../slice";

/** A path of a REST API with its methods, each as AWS answers it, by its HTTP method. */
export interface ApiResource {
  readonly id: string;
  parentId?: string;
  pathPart?: string;
  path: string;
  readonly methods: Record<string, sdk.Method>;
}

/** What a deployment keeps: later changes are not served before the next one. */
export interface ApiContent {
  resources: Record<string, ApiResource>;
  /** By their names. */
  models: Record<string, Required<Pick<sdk.Model, "id" | "name" | "contentType">> & sdk.Model>;
  validators: Record<string, sdk.RequestValidator>;
  /** Those that were set, by their type. */
  gatewayResponses: Record<string, sdk.GatewayResponse>;
}

export interface Deployment {
  readonly id: string;
  description?: string;
  readonly createdAt: string;
  readonly content: ApiContent;
}

export type StageSettings = Omit<sdk.Stage, "createdDate" | "lastUpdatedDate"> & {
  stageName: string;
  deploymentId: string;
};

export interface Stage {
  readonly settings: StageSettings;
  readonly createdAt: string;
  updatedAt: string;
}

export interface RestApi {
  readonly id: string;
  readonly region: string;
  readonly createdAt: string;
  readonly settings: Omit<sdk.RestApi, "createdDate">;
  readonly content: ApiContent;
  readonly deployments: Record<string, Deployment>;
  readonly stages: Record<string, Stage>;
}

export interface ApiKey {
  readonly region: string;
  readonly settings: Omit<sdk.ApiKey, "createdDate" | "lastUpdatedDate"> & {
    id: string;
    value: string;
    enabled: boolean;
  };
  readonly createdAt: string;
  updatedAt: string;
}

export interface UsagePlan {
  readonly region: string;
  readonly settings: sdk.UsagePlan & { id: string };
  keyIds: string[];
  /** Requests by key in the period that began then. */
  readonly used: Record<string, { period: string; count: number }>;
}

interface ApiGatewayState {
  readonly apis: Record<string, RestApi>;
  readonly keys: Record<string, ApiKey>;
  readonly plans: Record<string, UsagePlan>;
  /** By Region: the role through which API Gateway writes logs. */
  readonly logRoles: Record<string, string>;
}

export const apiGatewaySlice = slice("api-gateway", (): ApiGatewayState => ({
  apis: {},
  keys: {},
  plans: {},
  logRoles: {},
}));

type Known = Pick<Context, "state" | "region" | "accountId">;

export const notFound = (message: string) => modelled(sdk.NotFoundException, message);
export const badRequest = (message: string) => modelled(sdk.BadRequestException, message);
export const conflict = (message: string) => modelled(sdk.ConflictException, message);

/** The value, or NotFoundException. */
export function there<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw notFound(message);
  return value;
}

const inRegion = <T extends { readonly region: string }>(found: T | undefined, { region }: Known): T | undefined =>
  found?.region === region ? found : undefined;

export function apiOf(id: string, context: Known): RestApi {
  const found = inRegion(context.state(apiGatewaySlice).apis[id], context);
  return there(found, `Invalid API identifier specified ${context.accountId}:${id}`);
}

export const resourceOf = ({ content }: RestApi, id: string): ApiResource =>
  there(content.resources[id], "Invalid Resource identifier specified");

export const stageOf = ({ stages }: RestApi, name: string): Stage =>
  there(stages[name], "Invalid stage identifier specified");

export const keyOf = (id: string, context: Known): ApiKey =>
  there(inRegion(context.state(apiGatewaySlice).keys[id], context), "Invalid API Key identifier specified");

export const planOf = (id: string, context: Known): UsagePlan =>
  there(inRegion(context.state(apiGatewaySlice).plans[id], context), "Invalid Usage Plan ID specified");
