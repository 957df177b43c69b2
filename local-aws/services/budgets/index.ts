import * as sdk from "@aws-sdk/client-budgets";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { budgets as budgetOperations } from "./budgets";
import { notifications } from "./notifications";

/** Budgets of costs that read the ledger, their notifications, and the alerts that these send. */
export const budgets = defineService(sdk, wires.budgets, { ...budgetOperations, ...notifications });
