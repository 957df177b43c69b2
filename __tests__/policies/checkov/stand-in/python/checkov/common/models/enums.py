"""A stand-in for what the policies import of Checkov."""
from enum import Enum


class CheckResult(str, Enum):
    PASSED = "PASSED"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


class CheckCategories(Enum):
    GENERAL_SECURITY = 6
