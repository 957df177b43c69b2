import * as z from "zod/mini";

/** The first Terraform whose S3 backend locks without a DynamoDB table, outside of an experiment. */
export const minimumTerraform = "1.11.0";

const versionJson = z.looseObject({ terraform_version: z.string(), platform: z._default(z.string(), "") });

/** Reads the answer of `terraform version -json`. */
export function parseTerraformVersion(text: string): { version: string; platform: string } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = versionJson.safeParse(json);
  if (!parsed.success || numbersOf(parsed.data.terraform_version) === undefined) return undefined;
  return { version: parsed.data.terraform_version, platform: parsed.data.platform || ownPlatform() };
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
