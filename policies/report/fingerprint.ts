import { createHash } from "node:crypto";

/** What makes a finding the same one in the next run: its rule and its resource, whatever line or value has changed. */
export interface Identified {
  readonly rule: string;
  readonly address: string;
  readonly message: string;
}

/** SARIF's partialFingerprints of each finding, in the order given. */
export function fingerprintsOf(findings: readonly Identified[]): Record<string, string>[] {
  const ordinals = ordinalsOf(findings);
  return findings.map((finding) => {
    const ordinal = ordinals.get(finding) ?? 1;
    const digest = digestOf(finding, ordinal);
    return {
      "chargebackRuleAndAddress/v1": digest,
      // The one name that GitHub compares. Left to itself it hashes the line, which several resources may share.
      primaryLocationLineHash: `${digest.slice(0, 16)}:1`,
    };
  });
}

function digestOf({ rule, address }: Identified, ordinal: number): string {
  const identity = JSON.stringify(ordinal === 1 ? [rule, address] : [rule, address, ordinal]);
  return createHash("sha256").update(identity).digest("hex");
}

/** A rule may say several things of one resource: they are told apart by the order of their messages, not by their place. */
function ordinalsOf(findings: readonly Identified[]): Map<Identified, number> {
  const groups = new Map<string, Identified[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.address]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const ordinals = new Map<Identified, number>();
  for (const group of groups.values()) {
    const ordered = group.toSorted((a, b) => (a.message < b.message ? -1 : 1));
    ordered.forEach((finding, index) => ordinals.set(finding, index + 1));
  }
  return ordinals;
}
