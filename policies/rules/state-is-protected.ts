import { certainText, certainValue, type Certainty } from "../attribute";
import type { StateBackend } from "../estate";
import type { Finding, Rule } from "../rule";

export const stateIsProtected: Rule = {
  id: "state-is-protected",
  level: "mandatory",
  question: "Is the Terraform state kept where it is encrypted and locked?",
  rationale:
    "The state knows which profile bills which project, and holds secrets such as API keys. Two applies at once, or a state that is lost, leave agents running that no plan judges any more.",
  source: "https://developer.hashicorp.com/terraform/language/backend/s3",
  examine: ({ stateBackend }) => [stateBackend === undefined ? notAtHand : judge(stateBackend)],
};

const notAtHand: Finding = {
  verdict: "notApplicable",
  address: "terraform",
  message: "the plan does not tell where the state is kept: give the configuration folder with --config DIR",
  evidence: [],
};

/** Backends that lock the state and encrypt it at rest, whatever their settings. */
const protectedAlways = new Map([
  ["cloud", "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/state"],
  ["remote", "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/state"],
]);

function judge(backend: StateBackend): Finding {
  const { address, type } = backend;
  if (type === "s3") return judgeS3(backend);
  if (type === "local") {
    const message =
      "the state is a file on the machine that runs Terraform: neither encrypted nor shared nor backed up";
    return { verdict: "fail", address, message, evidence: [], remedy };
  }
  const source = protectedAlways.get(type);
  return source === undefined
    ? {
        verdict: "undetermined",
        address,
        message: `nothing proves that the backend ${type} encrypts and locks the state`,
        evidence: [],
        remedy: `${remedy}; or waive this with the reason why it is protected there`,
      }
    : { verdict: "pass", address, message: `${type} encrypts and locks the state`, evidence: [source] };
}

const remedy =
  'keep it in S3: terraform { backend "s3" { bucket, key, region, encrypt = true, use_lockfile = true } }; in CDKTF extend ChargebackStack, or call addStateBackend(stack, { bucket, region })';

function judgeS3(backend: StateBackend): Finding {
  const { address } = backend;
  const encrypted = isOn(backend, "encrypt");
  const locked = isOn(backend, "use_lockfile");
  const table = hasText(backend, "dynamodb_table");
  const missing = [
    ...(encrypted === "yes" ? [] : ["encrypt = true"]),
    ...(locked === "yes" || table ? [] : ["use_lockfile = true"]),
  ];
  if (missing.length === 0) {
    const lock =
      locked === "yes"
        ? "a lock file"
        : "a DynamoDB table, which Terraform deprecates in favour of use_lockfile = true";
    return {
      verdict: "pass",
      address,
      message: `the state is in S3, encrypted and locked by ${lock}`,
      evidence: ["encrypt", locked === "yes" ? "use_lockfile" : "dynamodb_table"].flatMap((name) =>
        seen(backend, name),
      ),
    };
  }
  const evidence = ["encrypt", "use_lockfile", "dynamodb_table"].flatMap((name) => seen(backend, name));
  const settled = `set ${missing.join(" and ")} in the backend block`;
  // A bucket and a key are required: where one is missing, `terraform init -backend-config` gives it, and may give the rest.
  const partial = !hasText(backend, "bucket") || !hasText(backend, "key");
  const unread = encrypted === "unknown" || (locked === "unknown" && !table);
  const refuted =
    (encrypted !== "yes" && isRefused(backend, "encrypt")) || (!table && isRefused(backend, "use_lockfile"));
  if (unread || (partial && !refuted)) {
    const message = `the backend block does not say ${missing.join(" and ")}, and -backend-config may`;
    return { verdict: "undetermined", address, message, evidence, remedy: `${settled}: it needs no secret` };
  }
  const message = `the state is in S3 without ${missing.join(" and ")}`;
  return { verdict: "fail", address, message, evidence, remedy: settled };
}

/** Terraform takes "true" for true. Not set means off. */
function isOn(backend: StateBackend, name: string): Certainty {
  const value = certainValue(backend.setting(name))?.value;
  if (value === true || value === "true") return "yes";
  return value === null || value === false || value === "false" ? "no" : "unknown";
}

const isRefused = (backend: StateBackend, name: string): boolean =>
  [false, "false"].some((off) => certainValue(backend.setting(name))?.value === off);

const hasText = (backend: StateBackend, name: string): boolean =>
  (certainText(backend.setting(name)) ?? "").trim() !== "";

function seen(backend: StateBackend, name: string): string[] {
  const value = certainValue(backend.setting(name))?.value;
  return value === null ? [] : [`${backend.address}: ${name} = ${JSON.stringify(value)}`];
}
