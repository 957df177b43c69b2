import { readdirSync, statSync } from "node:fs";
import * as path from "node:path";

/** A folder laid out as HOST/NAMESPACE/NAME/VERSION/OS_ARCH. */
export interface ProviderFolder {
  path: string;
  /** Versions held for this platform, by provider address HOST/NAMESPACE/NAME. */
  providers: Record<string, string[]>;
}

/** Folders that are looked into: each itself, and every folder directly below it. */
export const usualParents: readonly string[] = [
  "~/.terraform.d",
  "~/.local/share/terraform",
  "/usr/local/share",
  "/usr/local/share/terraform",
  "/usr/local/lib",
  "/usr/share",
  "/usr/share/terraform",
  "/usr/lib",
  "/usr/lib/terraform",
  "/opt",
  "/opt/terraform",
];

/** Finds provider folders at the usual places. `root` stands for the root of the file system. */
export function searchProviderFolders(home: string, platform: string, root = "/"): ProviderFolder[] {
  const parents = usualParents.map((parent) => path.join(root, parent.replace(/^~/, home)));
  const candidates = parents.flatMap((parent) => [
    parent,
    ...subfolders(parent).map((name) => path.join(parent, name)),
  ]);
  return [...new Set(candidates)]
    .map((candidate) => readProviderFolder(candidate, platform))
    .filter((folder) => folder !== undefined);
}

/** Reads one folder; undefined when it holds no provider for this platform. */
export function readProviderFolder(folder: string, platform: string): ProviderFolder | undefined {
  const providers: Record<string, string[]> = {};
  // A host has a dot in it: this keeps the search from walking through everything below /usr/share.
  for (const host of subfolders(folder).filter((name) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name))) {
    for (const namespace of subfolders(path.join(folder, host))) {
      for (const name of subfolders(path.join(folder, host, namespace))) {
        const versions = versionsIn(path.join(folder, host, namespace, name), platform);
        if (versions.length > 0) providers[`${host}/${namespace}/${name}`] = versions;
      }
    }
  }
  return Object.keys(providers).length === 0 ? undefined : { path: folder, providers };
}

const versionsIn = (folder: string, platform: string): string[] =>
  subfolders(folder).filter(
    (version) => /^\d+\.\d+\.\d+/.test(version) && subfolders(path.join(folder, version)).includes(platform),
  );

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() || (entry.isSymbolicLink() && leadsToFolder(path.join(folder, entry.name))),
      )
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

const leadsToFolder = (link: string): boolean => statSync(link, { throwIfNoEntry: false })?.isDirectory() === true;
