import { HeadBucketCommand } from "@aws-sdk/client-s3";
import type { LiveClients } from "../clients";
import { LiveFailure } from "../live-failure";
import type { Asked, StackNeeds } from "./asked";

/** Can the state be kept where the stack says? */
export async function stateBucketIsThere({ s3 }: LiveClients, { stateBucket }: StackNeeds): Promise<Asked> {
  const { bucket = "", region } = stateBucket ?? {};
  try {
    const { BucketRegion: there } = await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    if (region === undefined || there === undefined || there === region) return {};
    return {
      failure: `the state's bucket ${bucket} stands in ${there}, and the stack looks for it in ${region}. Set the backend's region to ${there}`,
    };
  } catch (error) {
    if (!(error instanceof LiveFailure)) throw error;
    if (error.kind === "notFound")
      return { failure: `the state's bucket ${bucket} is not there. Make it once: chargeback bootstrap` };
    if (error.kind === "accessDenied")
      return { failure: `the state's bucket ${bucket} is another account's, or may not be used: ${error.message}` };
    throw error;
  }
}
