import { ListInferenceProfilesCommand, ListTagsForResourceCommand } from "@aws-sdk/client-bedrock";
import type { InferenceProfile } from "../../policies/estate";
import { atATime } from "../at-a-time";
import type { LiveClients } from "../clients";
import { profileOf } from "../read/profiles";
import { tagReader, tagsOf } from "../read/tags";
import { pageSize, unread } from "./agents-in";
import type { Questions } from "./questions";

/** A profile as AWS lists it, without its tags. */
export type ListedProfile = Omit<InferenceProfile, "tag">;

/** Every application inference profile of a Region: P of them take P/1000 requests. */
export async function profilesIn(clients: LiveClients, questions: Questions): Promise<readonly ListedProfile[]> {
  const { items } = await questions.list("the list of inference profiles", async (nextToken) => {
    const asked = { typeEquals: "APPLICATION", maxResults: pageSize, nextToken } as const;
    const page = await clients.bedrock.send(new ListInferenceProfilesCommand(asked));
    const profiles = (page.inferenceProfileSummaries ?? []).flatMap((summary) =>
      summary.inferenceProfileArn === undefined
        ? []
        : [profileOf(summary, summary.inferenceProfileArn, clients.region)],
    );
    return { items: profiles, next: page.nextToken };
  });
  return [...new Map(items.map((profile) => [profile.address, profile])).values()];
}

/** The profiles with the one tag that is asked about: a request each. Those that are deleted meanwhile are left out. */
export async function withTag(
  clients: LiveClients,
  profiles: readonly ListedProfile[],
  questions: Questions,
  { tagKey, done }: { readonly tagKey: string; readonly done: () => void },
): Promise<readonly InferenceProfile[]> {
  const tagged = await atATime(profiles, async (profile): Promise<InferenceProfile[]> => {
    const { address } = profile;
    const reply = await questions.ask(`the tags of profile ${address}`, () =>
      clients.bedrock.send(new ListTagsForResourceCommand({ resourceARN: address })),
    );
    done();
    if ("failure" in reply)
      return reply.failure.kind === "notFound" ? [] : [{ ...profile, tag: () => unread(reply.failure) }];
    const all = tagsOf(reply.answer.tags);
    const value = Object.hasOwn(all, tagKey) ? all[tagKey] : undefined;
    return [{ ...profile, tag: tagReader(address, value === undefined ? {} : { [tagKey]: value }) }];
  });
  return tagged.flat();
}
