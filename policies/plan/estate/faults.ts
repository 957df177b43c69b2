import type { PlanFault } from "../../estate";
import type { PlanEnvelope } from "../envelope";
import { isObject, listOf, member, objectOf, textOf, type JsonObject } from "../json";
import { leftOut } from "./left-out";

/** What keeps this plan from being all that will happen. Source: https://developer.hashicorp.com/terraform/internals/json-format */
export function faultsOf(plan: PlanEnvelope): PlanFault[] {
  const checks = plan.checks.filter(isObject).map(readCheck);
  // The condition that failed is why Terraform ended with an error: one fault, not two.
  const faults = plan.errored ? [errored(checks)] : checks.flatMap(faultOfCheck);
  if (!plan.complete && !plan.errored) {
    faults.push({
      about: "plan",
      message: "the plan leaves changes out (it is targeted or deferred): what is not in it was not judged",
      remedy: "plan without -target and -exclude, and without deferred actions",
    });
  }
  return [...faults, ...leftOut(plan), ...plan.deferredChanges.map(deferred), ...forgotten(plan.resourceChanges)];
}

interface Check {
  readonly about: string;
  readonly kind: unknown;
  readonly status: unknown;
  readonly problems: readonly string[];
}

function readCheck(check: JsonObject): Check {
  const address = objectOf(check["address"]);
  const instances = listOf(check["instances"]);
  return {
    about: textOf(address["to_display"]) ?? "plan",
    kind: address["kind"],
    status: check["status"],
    problems: instances.flatMap((instance) =>
      listOf(member(instance, "problems")).flatMap((problem) => textOf(member(problem, "message")) ?? []),
    ),
  };
}

const failed = ({ status }: Check): boolean => status === "fail" || status === "error";

function errored(checks: readonly Check[]): PlanFault {
  const about = checks.filter(failed).map((check) => check.about);
  const why = about.length === 0 ? "" : ` (a condition of ${about.join(", ")} failed)`;
  return {
    about: "plan",
    message: `Terraform ended this plan with an error${why}: it is not whole, and cannot be applied`,
    remedy: "mend what Terraform reports, and plan again",
  };
}

/**
 * A condition that is unknown yet is Terraform's to decide: it fails the apply. A check block would only warn then, which is
 * why an unknown one is told.
 */
function faultOfCheck(check: Check): PlanFault[] {
  const { about, kind, status, problems } = check;
  if (failed(check)) {
    const why = problems.length === 0 ? "" : `: ${problems.join("; ")}`;
    return [{ about, message: `a condition of it failed${why}`, remedy: "change what it is about, and plan again" }];
  }
  if (status !== "unknown" || kind !== "check") return [];
  return [
    {
      about,
      message: "this check is not decided before the apply, and would only warn then",
      remedy: "look at the check's outcome after the apply",
      advisory: true,
    },
  ];
}

function deferred(change: unknown): PlanFault {
  const reason = textOf(member(change, "reason")) ?? "no reason given";
  return {
    about: textOf(member(member(change, "resource_change"), "address")) ?? "plan",
    message: `its change is deferred to a later plan (${reason}): it was not judged`,
    remedy: "plan again once what it waits for is known",
  };
}

/** A resource that Terraform lets go of stays in AWS, and spends, without anyone judging it any more. */
function forgotten(rows: readonly unknown[]): PlanFault[] {
  return rows.filter(forgetsSpending).map((row) => ({
    about: textOf(member(row, "address")) ?? "plan",
    message: "the plan forgets it: it stays in AWS, and is judged no more",
    remedy: "keep it in the configuration, or destroy it",
  }));
}

function forgetsSpending(row: unknown): boolean {
  const actions = listOf(member(member(row, "change"), "actions"));
  return actions.includes("forget") && spends.test(textOf(member(row, "type")) ?? "");
}

const spends = /^aws(cc)?_(bedrock|budgets)/;
