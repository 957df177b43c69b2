"""CKV_CHARGEBACK_3: mirrors the rule budget-matches-project-tag.

The environment variable CHARGEBACK_TAG_KEY names the cost allocation tag; without it the key is Project. A budget that filters
by no tag is no project's, and passes. Checkov has no "undetermined": what is not known before the apply, and a filter expression,
is FAILED.

Cannot see: other resources. Whether the budget counts the project of an inference profile, and whether each has a budget, only the
rule tells.
"""
from __future__ import annotations

import os
import re
from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck

TAG_KEY = os.environ.get("CHARGEBACK_TAG_KEY") or "Project"

CURRENCY = re.compile(r"[A-Z]{3}")


class BudgetMatchesProjectTag(BaseResourceCheck):
    def __init__(self) -> None:
        super().__init__(
            name=f"Ensure that every project budget counts a value of the tag {TAG_KEY}, and warns somebody",
            id="CKV_CHARGEBACK_3",
            categories=[CheckCategories.GENERAL_SECURITY],
            supported_resources=["aws_budgets_budget"],
        )

    def scan_resource_conf(self, conf: dict[str, Any]) -> CheckResult:
        self.evaluated_keys = ["cost_filter", "limit_amount", "notification"]
        if has_rows(conf, "filter_expression") or "cost_filter" not in conf:
            return CheckResult.FAILED
        filters = rows(conf, "cost_filter")
        names = [scalar(each, "name") for each in filters]
        if all(isinstance(name, str) and name != "TagKeyValue" for name in names):
            return CheckResult.PASSED
        counts_project = len(filters) == 1 and names == ["TagKeyValue"] and names_project(filters[0])
        warns = scalar(conf, "budget_type") == "COST" and has_limit(conf) and notifies(conf)
        return CheckResult.PASSED if counts_project and warns else CheckResult.FAILED


def names_project(cost_filter: dict[str, Any]) -> bool:
    """A value such as user:Project$news. An escaped interpolation, or a value without its prefix, counts nothing."""
    prefix = f"user:{TAG_KEY}$"
    values = texts(cost_filter, "values")
    return any(value.startswith(prefix) and value != prefix and "${" not in value for value in values)


def has_limit(conf: dict[str, Any]) -> bool:
    if has_rows(conf, "auto_adjust_data"):
        return True
    planned = rows(conf, "planned_limit")
    amounts = [scalar(each, "amount") for each in planned] if planned else [scalar(conf, "limit_amount")]
    unit_is_money = bool(planned) or bool(CURRENCY.fullmatch(str(scalar(conf, "limit_unit"))))
    return unit_is_money and all(is_positive(amount) for amount in amounts)


def is_positive(amount: Any) -> bool:
    try:
        return float(amount) > 0
    except (TypeError, ValueError):
        return False


def notifies(conf: dict[str, Any]) -> bool:
    """A topic of this plan has no ARN yet; Checkov puts the reference in its place, and that is somebody."""
    kinds = ("subscriber_email_addresses", "subscriber_sns_topic_arns")
    return any(texts(row, kind) for row in rows(conf, "notification") for kind in kinds)


def rows(conf: dict[str, Any], block: str) -> list[dict[str, Any]]:
    found = conf.get(block)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def has_rows(conf: dict[str, Any], block: str) -> bool:
    return len(rows(conf, block)) > 0


def scalar(conf: dict[str, Any], key: str) -> Any:
    """Checkov puts every value into a list of one."""
    found = conf.get(key)
    return found[0] if isinstance(found, list) and len(found) == 1 else None


def texts(conf: dict[str, Any], key: str) -> list[str]:
    """The texts of a list, which Checkov puts into a list of one as well."""
    found = scalar(conf, key)
    values = found if isinstance(found, list) else [found]
    return [value for value in values if isinstance(value, str) and value != ""]


check = BudgetMatchesProjectTag()
