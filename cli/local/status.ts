import * as z from "zod/mini";
import { control, type Endpoint } from "./control";

const statusJson = z.object({
  id: z.string(),
  started: z.string(),
  endpoint: z.string(),
  accountId: z.string(),
  now: z.string(),
  empty: z.boolean(),
  resources: z.record(z.string(), z.int()),
  apis: z.array(
    z.object({ api: z.string(), region: z.string(), method: z.string(), url: z.string(), keyRequired: z.boolean() }),
  ),
  spend: z.array(z.object({ project: z.string(), tokens: z.number(), amountUsd: z.number() })),
  faults: z.array(z.looseObject({})),
  missing: z.array(z.string()),
});

/** What a local AWS says of itself. */
export type Status = z.infer<typeof statusJson>;

/** Asks a local AWS how it stands. */
export const readStatus = async (instance: Endpoint): Promise<Status> =>
  statusJson.parse(await control(instance, "GET", "status"));
