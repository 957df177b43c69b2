import { isOpen, type GrantedPolicy } from "../../../../policies/iam";
import type { Statement } from "../../../../policies/iam/document";
import { describeText, type PolicyText, type TextSlot } from "../../../../policies/iam/policy-text";
import type { PlannedResource } from "../../../../policies/plan/planned-resources";
import { PolicyReader } from "../../../../policies/plan/policy-documents/policy-reader";
import { readerOf, smallPlan, written, type Small } from "../estate/small-plan";

/** A text with its references in it, and why a part of it is open. What is open always says what would settle it. */
const textOf = (text: PolicyText): string =>
  text
    .map((part) => {
      if (part.kind !== "open") return describeText([part]);
      if (part.settledBy === "") throw new Error(`nothing settles that ${part.because}`);
      return `<${part.because}>`;
    })
    .join("");

const texts = (slots: readonly TextSlot[]): string => slots.map((slot) => slot.map(textOf).join("|")).join(",");

/** A statement in a line: its Sid, its effect, and what it allows where and when. */
function line({ sid, effect, actions, resources, conditions }: Statement): string {
  const named = sid === undefined ? "" : `${isOpen(sid) ? "?" : sid}: `;
  const when = conditions.map(({ operator, key, values }) => ` if ${operator} ${key} ${texts(values)}`);
  const selection = ({ negated, texts: slots }: Statement["actions"]): string =>
    `${negated ? "not " : ""}${texts(slots)}`;
  return `${named}${isOpen(effect) ? "?" : effect} ${selection(actions)} on ${selection(resources)}${when.join("")}`;
}

function opened({ because, settledBy }: { readonly because: string; readonly settledBy: string }): string {
  if (settledBy === "") throw new Error(`nothing settles that ${because}`);
  return `open: ${because}`;
}

const told = (policy: GrantedPolicy): string[] => {
  if (policy.kind === "managed") return [policy.arn];
  if (policy.kind === "undetermined") return [opened(policy)];
  return policy.document.statements.map((slot) =>
    slot.map((each) => (isOpen(each) ? opened(each) : line(each))).join(" or "),
  );
};

export type Resources = Parameters<typeof smallPlan>[0];

/** What is known already and what is new, for documents to name. */
const around: Resources = {
  "aws_sns_topic.new": { unknown: { arn: true, name: true } },
  "aws_sns_topic.known": { after: { arn: "arn:known" } },
};

/** Every document that a policy may be. */
export function documents(own: Small, more: Resources = {}): string[][] {
  const reader = readerOf(smallPlan({ "aws_iam_policy.p": own, ...around, ...more }));
  const [resource] = reader.instances.ofType("aws_iam_policy") as [PlannedResource];
  return new PolicyReader(reader).policies(resource, "policy").map(told);
}

/** A policy that is written so. */
export const says = (text: unknown): Small => ({ unknown: { policy: true }, block: { policy: written(text) } });
