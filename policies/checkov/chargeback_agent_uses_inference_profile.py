"""CKV_CHARGEBACK_1: mirrors the rule agent-uses-inference-profile.

Checkov has no "undetermined": what it cannot prove is FAILED. That is so for a value that comes through a local, a variable, a
module's output or for_each, which Checkov does not follow, and for one that is not known before the apply.

Cannot see: what a function makes of a profile's ARN. replace(profile.arn, ...) and profile.arn have the same references in a plan.
"""
from __future__ import annotations

import re
from typing import Any

from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck

PROFILE_ARN = re.compile(
    r"arn:aws[a-z-]*:bedrock:[a-z0-9-]+:[0-9]{12}:application-inference-profile/[a-z0-9]+", re.IGNORECASE
)

INSTANCE = r'[\w-]+(?:\[(?:[0-9]+|"[^"\]]*")\])?'
# Where a value is not known yet Checkov puts the first reference of its expression.
PROFILE_REFERENCE = re.compile(
    rf"aws_bedrock_inference_profile\.{INSTANCE}\.arn"
    rf"|awscc_bedrock_application_inference_profile\.{INSTANCE}\.inference_profile_arn"
)


class AgentUsesInferenceProfile(BaseResourceCheck):
    def __init__(self) -> None:
        super().__init__(
            name="Ensure that every Bedrock agent calls its model through an application inference profile",
            id="CKV_CHARGEBACK_1",
            categories=[CheckCategories.GENERAL_SECURITY],
            supported_resources=["aws_bedrockagent_agent", "awscc_bedrock_agent"],
        )

    def scan_resource_conf(self, conf: dict[str, Any]) -> CheckResult:
        self.evaluated_keys = ["foundation_model"]
        model = conf.get("foundation_model")
        if not isinstance(model, list) or len(model) != 1 or not isinstance(model[0], str):
            return CheckResult.FAILED
        proven = PROFILE_ARN.fullmatch(model[0]) or is_only_reference(model[0], conf.get("references_"))
        return CheckResult.PASSED if proven else CheckResult.FAILED


def is_only_reference(text: str, references: Any) -> bool:
    """Whether the text is a profile's ARN by reference, and no expression that mentions it mentions anything else."""
    if not PROFILE_REFERENCE.fullmatch(text) or not isinstance(references, list):
        return False
    expressions = [each for each in references if isinstance(each, list) and text in each]
    return len(expressions) > 0 and all(is_part(part, text) for each in expressions for part in each)


def is_part(reference: Any, whole: str) -> bool:
    """Terraform lists a reference with what it goes through: p["a"].arn, p["a"], p."""
    return isinstance(reference, str) and (whole == reference or whole.startswith((f"{reference}.", f"{reference}[")))


check = AgentUsesInferenceProfile()
