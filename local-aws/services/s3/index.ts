import * as sdk from "@aws-sdk/client-s3";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { bucketSettings } from "./bucket-settings";
import { buckets } from "./buckets";
import { listObjects } from "./list-objects";
import { objects } from "./objects";
import { unsetSettings } from "./unset-settings";

/** Buckets with the sub-resources that Terraform reads and writes, and objects with versions and conditional writes. */
export const s3 = defineService(sdk, wires.s3, {
  ...buckets,
  ...bucketSettings,
  ...unsetSettings,
  ...objects,
  ...listObjects,
});
