import type { Session } from "../session";
import type { TerraformCall } from "./terraform-call";

/** What every gated command works with. */
export interface WrappedCall {
  call: TerraformCall;
  /** The real Terraform. */
  binary: string;
  /** The folder Terraform works in: -chdir, or the current one. */
  folder: string;
  env: NodeJS.ProcessEnv;
  session: Session;
}
