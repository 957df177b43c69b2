import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Construct } from "constructs";
import { ChargebackStack, type ChargebackStackProps } from "./chargeback-stack";
import { policyText } from "./iam-policy";
import { stateKey } from "./state-backend";

/**
 * The bucket that holds Terraform state: versioned, encrypted, reached over TLS only, never public, and kept from being
 * destroyed. Its own state is in it, so it is made with a local backend first and then moved: `chargeback bootstrap`.
 * @see https://developer.hashicorp.com/terraform/language/backend/s3#s3-bucket-permissions
 */
export class StateBucketStack extends ChargebackStack {
  constructor(scope: Construct, id: string, props: ChargebackStackProps) {
    super(scope, id, props);
    const { environment, tags, stateBucket } = props;
    const made = new S3Bucket(this, "Bucket", {
      bucket: stateBucket,
      tags: tags.all,
      lifecycle: { preventDestroy: true },
    });
    const bucket = made.id;
    new S3BucketVersioningA(this, "Versioning", { bucket, versioningConfiguration: { status: "Enabled" } });
    new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    const notPublic = new S3BucketPublicAccessBlock(this, "PublicAccess", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, "TlsOnly", {
      bucket,
      policy: policyText([
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [made.arn, `${made.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
      // S3 refuses two changes of a bucket's access at the same time.
      dependsOn: [notPublic],
    });
    // The command line knows the stack by this, whatever its id.
    this.addOverride("//.chargeback", {
      role: "state-bucket",
      bucket: stateBucket,
      region: environment.region,
      key: stateKey(id),
    });
  }
}
