"""A stand-in for Checkov: puts the real policies to a plan, in the form in which Checkov 3.3.13 shows them its resources.

The form is that of the recorded outputs and of Checkov's documentation. It is no proof that Checkov itself answers likewise: where
Checkov is installed, the same tests run against it.
"""
import importlib.util
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from checkov.terraform.checks.resource import base_resource_check  # noqa: E402

SIMPLE = (str, int, float, bool, type(None))


def is_simple_list(value):
    return isinstance(value, list) and all(isinstance(each, SIMPLE) for each in value)


def as_boolean(value):
    return {"true": True, "false": False}.get(value.lower(), value) if isinstance(value, str) else value


def as_hcl(values, expressions=None, parent=None):
    """Every value stands in a list of one, blocks in a list; the tags of a resource stand as they are."""
    shown = {"start_line": [0], "end_line": [0]}
    for key, value in values.items():
        if isinstance(value, SIMPLE) or is_simple_list(value):
            shown[key] = value if parent == "tags" else [as_boolean(value)]
        elif isinstance(value, dict):
            inner = as_hcl(value, parent=key)
            shown[key] = inner if parent == "tags" else [inner]
        else:
            written = (expressions or {}).get(key) or []
            written = written if isinstance(written, list) else [written]
            written = written + [None] * (len(value) - len(written))
            rows = [as_hcl(row, conf, key) for row, conf in zip(value, written) if isinstance(row, dict)]
            shown[key] = [rows] if key == "tags" else rows
    if isinstance(expressions, dict):
        add_references(shown, values, expressions)
    return shown


def add_references(shown, values, expressions):
    """Where a value is not known yet stands the first reference that is neither a variable nor a local."""
    for key, expression in expressions.items():
        if not isinstance(expression, dict) or "references" not in expression:
            continue
        references = expression["references"] or []
        first = next((each for each in references if not each.startswith(("var.", "local."))), None)
        if first is None:
            continue
        if values.get(key) is None:
            shown[key] = [first]
        shown.setdefault("references_", []).append(references)


def resources(module, configuration):
    """Checkov finds the expressions of a resource by type and name, and none in a module with for_each or count."""
    written = {(each["type"], each["name"]): each for each in configuration.get("resources", [])}
    for resource in module.get("resources", []):
        if resource["mode"] == "managed":
            expressions = written.get((resource["type"], resource["name"]), {}).get("expressions")
            yield resource, as_hcl(resource.get("values", {}), expressions)
    for child in module.get("child_modules", []):
        call = child["address"].split(".")[-1]
        yield from resources(child, configuration.get("module_calls", {}).get(call, {}).get("module", {}))


def load(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".py") and not name.startswith("__"):
            spec = importlib.util.spec_from_file_location(name[:-3], os.path.join(folder, name))
            spec.loader.exec_module(importlib.util.module_from_spec(spec))


def main(plan_file, policies):
    with open(plan_file, encoding="utf-8") as file:
        plan = json.load(file)
    load(policies)
    root = plan["planned_values"].get("root_module", {})
    records = [
        {"check_id": check.id, "check_name": check.name, "address": resource["address"], "result": result.value}
        for resource, conf in resources(root, plan["configuration"]["root_module"])
        for check in base_resource_check.registered
        if resource["type"] in check.supported_resources
        for result in [check.scan_resource_conf(conf)]
    ]
    json.dump(records, sys.stdout)


main(*sys.argv[1:])
