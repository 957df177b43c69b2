import { existsSync } from "node:fs";
import * as path from "node:path";

/** Terraform, or its fork: what has to be known to run either. */
export interface Product {
  readonly name: string;
  /** The first whose S3 backend locks without a DynamoDB table, outside of an experiment. */
  readonly minimum: string;
  readonly page: string;
  /** The user's own CLI configuration, whether it is there or not. */
  readonly configurationFile: (home: string, env: NodeJS.ProcessEnv) => string;
}

export const terraformProduct: Product = {
  name: "Terraform",
  minimum: "1.11.0",
  page: "https://developer.hashicorp.com/terraform/install",
  configurationFile: (home) => path.join(home, ".terraformrc"),
};

/** @see https://opentofu.org/docs/cli/config/config-file/ */
export const openTofu: Product = {
  name: "OpenTofu",
  minimum: "1.10.0",
  page: "https://opentofu.org/docs/intro/install/",
  configurationFile: (home, env) => {
    const own = path.join(home, ".tofurc");
    const terraforms = path.join(home, ".terraformrc");
    if (existsSync(own) || existsSync(terraforms)) return existsSync(own) ? own : terraforms;
    const xdg = env.XDG_CONFIG_HOME ?? "";
    return xdg === "" ? own : path.join(xdg, "opentofu", "tofurc");
  },
};

/** What to do about a Terraform, or an OpenTofu, that is absent or too old. */
export const installing = ({ name, minimum, page }: Product): string => `Install ${name} ${minimum} or newer: ${page}`;
