import type { RuleDocumentation } from "../documented-rule";
import { grantOfAProfile } from "./grant-of-a-profile";

export const noDirectModelAccess: RuleDocumentation = {
  examines:
    "Every role of the plan as the sum of its policies, less what a Deny or its permissions boundary takes away; and every policy of a user or group, or of no role of this plan, by itself. Asked are InvokeModel, InvokeModelWithResponseStream, InvokeModelWithBidirectionalStream and CreateModelInvocationJob on foundation models, system-defined profiles and prompt routers, and CreateInference of bedrock-mantle. Trust policies and resource policies are not asked. Of AWS's managed policies the gate knows those that are often attached.",
  answers: {
    pass: "No statement allows a model call but on application inference profiles, or under a condition that only they meet (a comparison of bedrock:InferenceProfileArn, or Null = false).",
    fail: "A statement certainly allows one: by a wildcard, a model's ARN, NotAction, NotResource, a value that a system-defined profile meets too, or a managed policy such as AmazonBedrockFullAccess.",
    undetermined: "A policy is not known far enough, or a condition on something else, or a Deny of a part, decides.",
    notApplicable: "The role or policy is destroyed by this plan.",
  },
  remedies: [
    grantOfAProfile,
    {
      language: "ts",
      code: `const statements = [{ Effect: "Allow", Action: "bedrock:InvokeModel", Resource: inferenceProfile.arn }];
new TrackedFunction(stack, "Ask", { name: "ask", description: "Asks the model", bundle, tags, statements });`,
    },
  ],
};
