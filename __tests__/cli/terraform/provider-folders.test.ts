import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openSession, type Session } from "../../../cli/session";
import { writeCliConfiguration } from "../../../cli/terraform/cli-configuration";
import { openTofu, terraformProduct } from "../../../cli/terraform/product";
import { searchProviderFolders } from "../../../cli/terraform/provider-folders";
import { freshFolder } from "../support/run-cli";

const aws = "mirror.example/hashicorp/aws";
const layOut = (folder: string, address = aws, version = "5.100.0", platform = "linux_amd64"): string => {
  mkdirSync(path.join(folder, address, version, platform), { recursive: true });
  return folder;
};

describe("the search", () => {
  test.each([
    "opt/plugins",
    "opt",
    "usr/local/share/terraform/plugins",
    "usr/lib/providers",
    "home/me/.terraform.d/plugins",
  ])("finds /%s", (place) => {
    const root = freshFolder();
    const folder = layOut(path.join(root, place));
    expect(searchProviderFolders("/home/me", "linux_amd64", root)).toEqual([
      { path: folder, providers: { [aws]: ["5.100.0"] } },
    ]);
  });

  test.each([
    ["for another platform", () => layOut(path.join(rootOfTest, "opt/plugins"), aws, "5.100.0", "darwin_arm64")],
    ["two levels below a usual parent", () => layOut(path.join(rootOfTest, "opt/a/b"))],
    ["without a host", () => layOut(path.join(rootOfTest, "opt/plugins"), "hashicorp/aws/x")],
  ])("passes over a folder %s", (_, make) => {
    make();
    expect(searchProviderFolders("/home/me", "linux_amd64", rootOfTest)).toEqual([]);
  });

  let rootOfTest: string;
  beforeEach(() => {
    rootOfTest = freshFolder();
  });
});

describe("the configuration for Terraform", () => {
  let session: Session;
  let home: string;
  beforeEach(() => {
    session = openSession(() => undefined);
    home = freshFolder();
  });
  afterEach(() => {
    session.close();
  });
  const required = { aws: { source: "aws", version: "5.100.0" } };
  const write = (
    env: NodeJS.ProcessEnv,
    wanted: Record<string, unknown> = required,
    product = terraformProduct,
  ): string | undefined => {
    const file = writeCliConfiguration(session, env, home, { platform: "linux_amd64", product }, wanted);
    return file === undefined ? undefined : readFileSync(file, "utf8");
  };

  test("takes what the folder holds from it, and downloads the rest", () => {
    const folder = layOut(path.join(home, "mirror"));
    const text = write({ CHARGEBACK_PROVIDER_DIR: folder });
    expect(text).toContain(`path    = "${folder}"`);
    expect(text).toContain(`include = ["${aws}"]`);
    expect(text).toContain(`direct {\n    exclude = ["${aws}"]`);
  });

  test("leaves a folder without the pinned version out: Terraform would not download it then", () => {
    const folder = layOut(path.join(home, "mirror"), aws, "5.99.0");
    expect(write({ CHARGEBACK_PROVIDER_DIR: folder })).toBeUndefined();
    expect(write({ CHARGEBACK_PROVIDER_DIR: folder }, { aws: { source: "aws", version: "~> 5.0" } })).toContain(folder);
  });

  test("refuses a named folder that holds nothing", () => {
    expect(() => write({ CHARGEBACK_PROVIDER_DIR: home })).toThrow(
      /CHARGEBACK_PROVIDER_DIR is .* no provider for linux_amd64/,
    );
  });

  test("leaves the user's own provider_installation in charge", () => {
    layOut(path.join(home, ".terraform.d/plugins"));
    writeFileSync(path.join(home, ".terraformrc"), "provider_installation {\n  direct {}\n}\n");
    expect(write({})).toBeUndefined();
  });

  test("never installs from the folder that Terraform caches into", () => {
    const folder = layOut(path.join(home, ".terraform.d/plugin-cache"));
    expect(write({})).toContain(folder);
    expect(write({ TF_PLUGIN_CACHE_DIR: folder }) ?? "").not.toContain(folder);
  });

  test("takes the user's other settings along", () => {
    const folder = layOut(path.join(home, "mirror"));
    writeFileSync(path.join(home, ".terraformrc"), 'plugin_cache_dir = "/cache"\n');
    expect(write({ CHARGEBACK_PROVIDER_DIR: folder })).toMatch(
      /^plugin_cache_dir = "\/cache"\n[\s\S]*filesystem_mirror/,
    );
  });

  test("reads what OpenTofu would: its own file, else Terraform's, else the one in the folder for settings", () => {
    const xdg = path.join(home, "settings");
    const env = { CHARGEBACK_PROVIDER_DIR: layOut(path.join(home, "mirror")), XDG_CONFIG_HOME: xdg };
    const put = (file: string) => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `# ${path.basename(file)}\n`);
    };
    put(path.join(xdg, "opentofu", "tofurc"));
    expect(write(env, required, openTofu)).toMatch(/^# tofurc\n/);
    put(path.join(home, ".terraformrc"));
    expect(write(env, required, openTofu)).toMatch(/^# \.terraformrc\n/);
    put(path.join(home, ".tofurc"));
    expect(write(env, required, openTofu)).toMatch(/^# \.tofurc\n/);
    expect(write(env, required, terraformProduct)).toMatch(/^# \.terraformrc\n/);
  });
});
