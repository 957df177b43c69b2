import { usualParents } from "./terraform/provider-folders";
import { openTofu, terraformProduct } from "./terraform/product";

/** The settings of the environment, as `--help` prints them below the commands that run Terraform. */
export const settingsHelp = `
Settings, by environment variable:
  CHARGEBACK_TERRAFORM          the Terraform to run, ${terraformProduct.minimum} or newer, or OpenTofu, ${openTofu.minimum} or newer
                                (default: TERRAFORM_BINARY_NAME, then terraform)
  CHARGEBACK_PROVIDER_DIR       folder of providers, laid out HOST/NAMESPACE/NAME/VERSION/OS_ARCH
  CHARGEBACK_IAM_WAIT_SECONDS   wait before an apply that met a role IAM had not spread is tried again (default: 15)
  CHARGEBACK_PREFLIGHT=off      plan without asking AWS first (see --no-preflight)
  CHECKOV_BIN                   the Checkov to run with --checkov (default: checkov)
  CHARGEBACK_CHECKOV_SECONDS    how long Checkov may take (default: 600)
  CHARGEBACK_DEBUG=1            show where a fault of chargeback itself happened

Providers are looked for in these folders and one level below them; what is not there, Terraform downloads. A
provider_installation of your own in Terraform's CLI configuration stays in charge.
  ${usualParents.join("\n  ")}`;
