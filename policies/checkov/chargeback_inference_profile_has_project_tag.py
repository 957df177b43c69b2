"""CKV_CHARGEBACK_2: mirrors the rule inference-profile-has-project-tag.

The environment variable CHARGEBACK_TAG_KEY names the cost allocation tag; without it the key is Project. Checkov has no
"undetermined": a tag whose value is not known before the apply is FAILED.

Cannot see: which projects are allowed, and the tags of a profile that stands outside of the plan.
"""
from __future__ import annotations

import os
from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck

TAG_KEY = os.environ.get("CHARGEBACK_TAG_KEY") or "Project"


class InferenceProfileHasProjectTag(BaseResourceCheck):
    def __init__(self) -> None:
        super().__init__(
            name=f"Ensure that every application inference profile carries the tag {TAG_KEY}",
            id="CKV_CHARGEBACK_2",
            categories=[CheckCategories.GENERAL_SECURITY],
            supported_resources=["aws_bedrock_inference_profile", "awscc_bedrock_application_inference_profile"],
        )

    def scan_resource_conf(self, conf: dict[str, Any]) -> CheckResult:
        # tags_all holds the provider's default tags too; Cloud Control has tags alone, as a list of pairs.
        found = "tags_all" if "tags_all" in conf else "tags"
        self.evaluated_keys = [found]
        tags = unwrapped(conf.get(found))
        value = tags.get(TAG_KEY) if isinstance(tags, dict) else value_in_pairs(tags)
        return CheckResult.PASSED if is_set(unwrapped(value)) else CheckResult.FAILED


def value_in_pairs(tags: Any) -> Any:
    pairs = [pair for pair in tags if isinstance(pair, dict)] if isinstance(tags, list) else []
    return next((pair.get("value") for pair in pairs if unwrapped(pair.get("key")) == TAG_KEY), None)


def unwrapped(value: Any) -> Any:
    """Checkov puts a value into a list of one, but for the tags of some shapes. A list of one pair stays a list."""
    while isinstance(value, list) and len(value) == 1 and not is_pair(value[0]):
        value = value[0]
    return value


def is_pair(value: Any) -> bool:
    return isinstance(value, dict) and {"key", "value"} <= value.keys()


def is_set(value: Any) -> bool:
    """Cost Explorer shows an empty value as "no tag". Checkov reads the texts "true" and "false" as booleans."""
    return isinstance(value, bool) or (isinstance(value, str) and value.strip() != "")


check = InferenceProfileHasProjectTag()
