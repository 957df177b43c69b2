import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { UsageFailure } from "../failure";
import type { Session } from "../session";
import type { Terraform } from "./find-terraform";
import { readProviderFolder, searchProviderFolders, type ProviderFolder } from "./provider-folders";

/**
 * A configuration file for Terraform that takes providers from folders found on disk and downloads every other one; the
 * path of that file, or undefined when Terraform needs none. A `-plugin-dir` would forbid the download of the others.
 *
 * Order: CHARGEBACK_PROVIDER_DIR; a `provider_installation` of the user's own, which stays in charge; the usual places.
 */
export function writeCliConfiguration(
  session: Session,
  env: NodeJS.ProcessEnv,
  home: string,
  { platform, product }: Pick<Terraform, "platform" | "product">,
  required: Readonly<Record<string, unknown>>,
): string | undefined {
  const users = readIfThere(env.TF_CLI_CONFIG_FILE ?? product.configurationFile(home, env));
  const usersChoose = /^\s*provider_installation\b/m.test(users);
  const named = env.CHARGEBACK_PROVIDER_DIR ?? "";
  if (named === "" && usersChoose) return undefined;

  const caches = [env.TF_PLUGIN_CACHE_DIR, /^\s*plugin_cache_dir\s*=\s*"(.*)"/m.exec(users)?.[1]];
  const found = named === "" ? searchProviderFolders(home, platform) : [namedFolder(named, platform)];
  // Terraform refuses to install from the folder that it caches into.
  const folders = found.filter(
    (folder) => !caches.some((cache) => cache !== undefined && samePath(cache, folder.path)),
  );
  const usable = folders
    .map((folder) => withoutUnusable(folder, required))
    .filter((folder) => folder.addresses.length > 0);
  if (usable.length === 0) return undefined;

  const file = path.join(session.temporaryFolder(), "terraform.rc");
  // This file stands in for the user's, so credentials and the plugin cache have to come along.
  const rest = usersChoose ? "" : `${users}\n`;
  writeFileSync(file, rest + providerInstallation(usable), { mode: 0o600 });
  return file;
}

const samePath = (one: string, other: string): boolean => path.resolve(one) === path.resolve(other);

function namedFolder(named: string, platform: string): ProviderFolder {
  const folder = readProviderFolder(path.resolve(named), platform);
  if (folder !== undefined) return folder;
  throw new UsageFailure(
    `CHARGEBACK_PROVIDER_DIR is "${named}", which holds no provider for ${platform}. Below it Terraform looks for ` +
      `HOST/NAMESPACE/NAME/VERSION/${platform}.`,
  );
}

/** Terraform takes a mirror's word for a provider it lists: one without the pinned version must not be listed. */
function withoutUnusable(
  folder: ProviderFolder,
  required: Readonly<Record<string, unknown>>,
): { path: string; addresses: string[] } {
  const pins = Object.entries(required).map(([name, value]) => pinOf(name, value));
  const addresses = Object.entries(folder.providers)
    .filter(([address, versions]) =>
      pins.every(
        (pin) => !address.endsWith(`/${pin.provider}`) || pin.version === undefined || versions.includes(pin.version),
      ),
    )
    .map(([address]) => address);
  return { path: folder.path, addresses };
}

function pinOf(name: string, value: unknown): { provider: string; version: string | undefined } {
  const { source, version } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const segments = (typeof source === "string" ? source : name).split("/").slice(-2);
  const pinned = typeof version === "string" ? /^=?\s*(\d+\.\d+\.\d+\S*)$/.exec(version.trim()) : null;
  return {
    provider: segments.length === 1 ? `hashicorp/${segments.join("/")}` : segments.join("/"),
    version: pinned?.[1],
  };
}

function providerInstallation(folders: readonly { path: string; addresses: string[] }[]): string {
  const list = (addresses: readonly string[]): string =>
    `[${addresses.map((each) => JSON.stringify(each)).join(", ")}]`;
  const mirrors = folders.map(
    (folder) =>
      `  filesystem_mirror {\n    path    = ${JSON.stringify(folder.path)}\n    include = ${list(folder.addresses)}\n  }\n`,
  );
  const all = [...new Set(folders.flatMap((folder) => folder.addresses))];
  return `provider_installation {\n${mirrors.join("")}  direct {\n    exclude = ${list(all)}\n  }\n}\n`;
}

const readIfThere = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
