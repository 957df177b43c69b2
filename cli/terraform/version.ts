import * as z from "zod/mini";

const versionJson = z.looseObject({
  terraform_version: z.string(),
  platform: z._default(z.string(), ""),
  terraform_outdated: z.optional(z.boolean()),
});

/** The answer of `version -json`, which OpenTofu gives in Terraform's words. */
export interface TerraformVersion {
  version: string;
  /** As provider folders spell it, e.g. linux_amd64. */
  platform: string;
  /** Whether it says that a newer one is out, or none: Terraform always says it, OpenTofu never. */
  saysOutdated: boolean;
}

/**
 * Reads the answer of `terraform version -json`.
 * @see https://github.com/opentofu/opentofu/blob/main/internal/command/views/version.go
 */
export function parseTerraformVersion(text: string): TerraformVersion | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = versionJson.safeParse(json);
  if (!parsed.success || numbersOf(parsed.data.terraform_version) === undefined) return undefined;
  const { terraform_version: version, platform, terraform_outdated: outdated } = parsed.data;
  return { version, platform: platform || ownPlatform(), saysOutdated: outdated !== undefined };
}

/** Whether `version` is `minimum` or newer. A pre-release comes before its release. */
export function atLeast(version: string, minimum: string): boolean {
  const found = numbersOf(version) ?? [];
  const wanted = numbersOf(minimum) ?? [];
  for (const [index, number] of wanted.entries()) {
    const difference = (found[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return !version.includes("-");
}

function numbersOf(version: string): number[] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  return match?.slice(1).map(Number);
}

function ownPlatform(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const arch = { x64: "amd64", ia32: "386" }[process.arch as string] ?? process.arch;
  return `${os}_${arch}`;
}
