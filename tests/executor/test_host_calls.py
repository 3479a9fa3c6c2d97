"""What is found wrong with the uses of host APIs."""

from __future__ import annotations

import pytest
from validating import findings, found, in_body

from bot.executor.specification import Severity

WRONG: dict[str, tuple[str, list[tuple[str, int | None]]]] = {
    "unknown APIs": (
        in_body(
            "external_apis['host_get_place_data']({})",
            "external_apis.get('host_nothing')",
            "if 'host_fly' in external_apis: pass",
        ),
        [("unknown-api", 2), ("unknown-api", 3), ("unknown-api", 4)],
    ),
    "an API by its bare name": (in_body("host_anything({})"), [("api-form", 2)]),
    "an API as an attribute": (in_body("external_apis.host_anything({})"), [("api-form", 2)]),
    "APIs among the parameters": (
        in_body("a = params['external_apis']", "b = params.get('external_apis')"),
        [("api-form", 2), ("api-form", 3)],
    ),
    "APIs assigned": (in_body("external_apis = {}"), [("api-form", 2)]),
    "forms of call": (
        in_body(
            "external_apis['host_anything']()",
            "external_apis['host_anything'](a=1)",
            "external_apis['host_anything']({}, {})",
            "external_apis['host_anything'](*params)",
            "external_apis['host_anything']('x')",
            "external_apis['host_anything']([])",
        ),
        [("api-form", line) for line in range(2, 8)],
    ),
    "a reply taken for a dict": (
        in_body(
            "external_apis['host_anything']({})['message']",
            "external_apis['host_anything']({}).get('message')",
            "external_apis['host_anything']({}).strip()[0]",
        ),
        [("reply-form", 2), ("reply-form", 3)],
    ),
    "keys": (
        in_body(
            "external_apis['host_get_location_data']({})",
            "external_apis['host_get_location_data']({'location': 'a'})",
            "external_apis['host_get_location_data']({'location_id': 'a', 'colour': 1, **params})",
        ),
        [("missing-key", 2), ("unknown-key", 3), ("unknown-key", 4)],
    ),
}


@pytest.mark.parametrize(("source", "expected"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_found_with_its_line(
    source: str, expected: list[tuple[str, int | None]]
) -> None:
    """Each thing wrong is named by its rule and its line."""
    assert found(source) == expected


def test_an_unknown_api_gets_the_nearest_name() -> None:
    """The name that was probably meant is suggested, otherwise the list is pointed to."""
    near, far = findings(
        in_body("external_apis['host_get_location']({})", "external_apis['fly']({})")
    )
    assert near.message.endswith("did you mean 'host_get_location_data'?")
    assert far.message.endswith("use only those listed.")


def test_a_key_that_is_no_ones_is_only_a_warning() -> None:
    """A key that resembles a real one is an error, another only ignored by the host."""
    near, far = findings(
        in_body(
            "external_apis['host_create_temporary_object']({'type': 1, 'location': 'a'})",
            "external_apis['host_get_location_data']({'location_id': 'a', 'colour': 1})",
        )
    )
    assert near.message == "'host_create_temporary_object' calls 'location' 'location_id'."
    assert (near.severity, far.severity) == (Severity.ERROR, Severity.WARNING)
