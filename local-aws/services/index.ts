import type { Door } from "../server/door";
import type { Service } from "../service";
import { apiGateway } from "./api-gateway";
import { restApiDoor } from "./api-gateway/door";
import { bedrock } from "./bedrock";
import { iam } from "./iam";
import { lambda } from "./lambda";
import { s3 } from "./s3";
import { sts } from "./sts";

/** Every service that is here. Of two with the same path the first is asked. */
export const services: readonly Service[] = [apiGateway, lambda, s3, sts, bedrock, iam];

/** What they serve beside AWS's own APIs. */
export const doors: readonly Door[] = [restApiDoor];
