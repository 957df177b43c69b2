import { isOpen, nodeOfJson, readDocument, type Grant } from "../iam";
import { aliasArn, liveModel, profileArn } from "./arns";

const invoking = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/** Nothing but the profile, its model through it, and the one alias. */
const narrow = [
  { Effect: "Allow", Action: [...invoking, "bedrock:GetInferenceProfile"], Resource: profileArn },
  {
    Effect: "Allow",
    Action: invoking,
    Resource: liveModel,
    Condition: { StringEquals: { "bedrock:InferenceProfileArn": profileArn } },
  },
  { Effect: "Allow", Action: "bedrock:InvokeAgent", Resource: aliasArn },
];

/** Every model around the profile, but no stream of it, and every alias. */
const wide = [{ Effect: "Allow", Action: ["bedrock:InvokeModel", "bedrock:InvokeAgent"], Resource: "*" }];

/** @throws Error if a plain policy document cannot be read */
export function grantOf(reach: "narrow" | "wide"): Grant {
  const [document] = readDocument(nodeOfJson({ Statement: reach === "narrow" ? narrow : wide }));
  if (document === undefined || isOpen(document)) throw new Error("a plain policy document is not read");
  return { address: "aws_iam_role_policy.canary", policies: [{ kind: "document", document }] };
}
