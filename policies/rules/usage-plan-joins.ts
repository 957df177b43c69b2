import type { Certainty } from "../attribute";
import type { Api, Entrance, UsagePlan, UsagePlanKey } from "../estate";
import { LeadsBack, type Leading } from "../joins/leads-back";
import { uniteLed } from "../joins/led";
import { perEstate } from "../joins/per-estate";
import { ReferenceIndex } from "../joins/reference-index";
import { anyOf } from "../three-valued";

/** What usage plans, keys and methods have to do with each other. */
interface UsagePlanJoins {
  /** Usage plans that list the API, or may; all of them, perhaps, for an API that is not in the estate. */
  readonly plansOf: (api: Api | undefined) => readonly Leading<UsagePlan>[];
  /** Methods of the API, and those that may be its. */
  readonly waysInto: (api: Api | undefined) => readonly Entrance[];
  readonly hasKey: (plan: UsagePlan) => Certainty;
}

export const usagePlanJoins = perEstate((estate): UsagePlanJoins => {
  const apis = new ReferenceIndex(estate.apis, ({ id }) => id);
  const plans = new ReferenceIndex(estate.usagePlans, ({ id }) => id);
  const listing = new LeadsBack<UsagePlan, Api>(
    estate.usagePlans.map((plan) => [
      plan,
      plan.apis === "undetermined" ? apis.any : uniteLed(plan.apis.map((listed) => apis.ledTo(listed))),
    ]),
    apis.any,
  );
  const methods = estate.entrances.filter(({ kind }) => kind === "method");
  const ways = new LeadsBack<Entrance, Api>(
    methods.map((method) => [method, apis.ledTo(method.api)]),
    apis.any,
  );
  const keys = new LeadsBack<UsagePlanKey, UsagePlan>(
    estate.usagePlanKeys.map((key) => [key, plans.ledTo(key.usagePlan)]),
    plans.any,
  );
  const everyPlan = estate.usagePlans.map((from) => ({ from, certainty: "unknown" as const }));
  return {
    plansOf: (api) => (api === undefined ? everyPlan : [...listing.toOne(api), ...listing.toAny]),
    waysInto: (api) => (api === undefined ? methods : [...ways.toOne(api), ...ways.toAny].map(({ from }) => from)),
    hasKey: (plan) => anyOf([...keys.toOne(plan), ...keys.toAny].map(({ certainty: sure }) => sure)),
  };
});
