/** Where a stack is deployed. Configuration, never a data source: a plan needs no call to AWS to know it. */
export interface AwsEnvironment {
  /** Twelve digits. */
  readonly accountId: string;
  /** For example `eu-west-2`. */
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
}

/** The environment of an account and a Region; the partition follows from the Region. */
export function awsEnvironment(accountId: string, region: string): AwsEnvironment {
  const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  return { accountId, region, partition };
}

/** ARN of something that belongs to the account and the Region. */
export const regionalArn = (environment: AwsEnvironment, service: string, resource: string): string =>
  `arn:${environment.partition}:${service}:${environment.region}:${environment.accountId}:${resource}`;

/** ARN of something that belongs to the account but to no Region. */
export const globalArn = (environment: AwsEnvironment, service: string, resource: string): string =>
  `arn:${environment.partition}:${service}::${environment.accountId}:${resource}`;

/** ARN of a foundation model in the environment's Region. */
export const foundationModelArn = (environment: AwsEnvironment, modelId: string): string =>
  `arn:${environment.partition}:bedrock:${environment.region}::foundation-model/${modelId}`;
