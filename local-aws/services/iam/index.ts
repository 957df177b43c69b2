import * as sdk from "@aws-sdk/client-iam";
import { AwsError, modelled } from "../../protocol/aws-error";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { accountDetails } from "./account-details";
import { managedPolicies } from "./managed-policies";
import { rolePolicies } from "./role-policies";
import { roles } from "./roles";

export { type AccessRequest, isAllowed, mayAssume, refusal } from "./evaluate";

/** Roles and policies as Terraform keeps them. What they decide is `isAllowed`. */
export const iam = defineService(sdk, wires.iam, {
  ...roles,
  ...rolePolicies,
  ...managedPolicies,
  ...accountDetails,

  GetUser: ({ UserName }, { caller }) => {
    if (caller.roleArn !== undefined && UserName === undefined)
      throw new AwsError("ValidationError", 400, "Must specify userName when calling with non-User credentials");
    const own = caller.arn.split("/").at(-1) ?? caller.arn;
    if (caller.roleArn !== undefined || (UserName ?? own) !== own)
      throw modelled(sdk.NoSuchEntityException, `The user with name ${UserName ?? own} cannot be found.`);
    const User = { UserName: own, UserId: caller.userId, Arn: caller.arn, Path: "/", CreateDate: new Date(0) };
    return { User };
  },
});
