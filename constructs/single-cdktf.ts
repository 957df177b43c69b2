import { App } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Refuses an app built by another copy of cdktf than this package's: there aspects never run, without a word, and the
 * guards would be absent.
 */
export function requireOneCdktf(scope: IConstruct): void {
  const { root } = scope.node;
  if (App.isApp(root) && !(root instanceof App))
    throw new Error(
      `${scope.node.path}: the app comes from a second copy of cdktf, so the guards of this package would never run. ` +
        "Find both copies with `npm ls cdktf` and make them one.",
    );
}
