import { existsSync } from "node:fs";
import path from "node:path";
import type { Construct } from "constructs";
import { ChargebackInputError } from "./input-error";

/** Lambda code that this package ships as a zip. */
export type ShippedBundle = "invoke-agent" | "search-aws-news";

/**
 * Path of a shipped zip: in the folder that the context key `bundleDir` names, else in `lambda/bundles`.
 * @throws ChargebackInputError when it has not been built
 */
export function shippedBundle(scope: Construct, name: ShippedBundle): string {
  const configured: unknown = scope.node.tryGetContext("bundleDir");
  const folder = typeof configured === "string" ? configured : path.join(__dirname, "..", "lambda", "bundles");
  const file = path.resolve(folder, `${name}.zip`);
  if (existsSync(file)) return file;
  throw new ChargebackInputError({
    where: scope.node.path,
    expected: `the Lambda bundle ${name}.zip`,
    received: undefined,
    remedy: "Build the bundles with `npm run bundle`, and synthesize again.",
  });
}
