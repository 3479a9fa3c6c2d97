"""What a function is validated against in the tests: three host APIs, and short bodies."""

from __future__ import annotations

from bot.executor.budget import Limits
from bot.executor.specification import ApiDescription, Finding, Specification
from bot.executor.validate import validate

LOCATION = ApiDescription(
    name="host_get_location_data",
    description="A place.",
    parameters={
        "type": "object",
        "properties": {"location_id": {"type": "string"}},
        "required": ["location_id"],
    },
)
CONJURE = ApiDescription(
    name="host_create_temporary_object",
    description="An object that expires.",
    parameters={
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "location_id": {"type": "string"},
            "duration": {"type": "number"},
        },
        "required": ["type", "location_id"],
    },
)
FREE = ApiDescription(name="host_anything", description="Takes anything.", parameters={})
ASKED = Specification(scope="w", name="df_x", description="Does x.", apis=(LOCATION, CONJURE, FREE))


def found(source: str) -> list[tuple[str, int | None]]:
    """The rules and lines of all findings about a source."""
    return [(one.rule, one.line) for one in findings(source)]


def findings(source: str) -> list[Finding]:
    """All findings about a source."""
    return validate(source, ASKED, Limits())


def in_body(*lines: str) -> str:
    """A function of the contract that has some lines before its return."""
    return "\n".join(["def df_x(params):", *(f"    {line}" for line in lines), "    return 'x'\n"])
