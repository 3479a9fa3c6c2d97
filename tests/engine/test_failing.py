"""A thing that does not work is named to the player, and what failed is left to the log."""

from __future__ import annotations

import pytest

from bot.engine.errors import FunctionTrouble, Refused, RunFailed
from bot.engine.failing import blaming
from bot.executor.errors import RunError, SandboxUnavailable, UnknownFunction
from bot.executor.library import FunctionDisabled


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (ValueError("no"), "Wand did not work: something in it is broken. Nothing has changed"),
        (UnknownFunction("gone"), "Wand does nothing: what moved it is not here."),
        (FunctionDisabled("aside"), "Wand is set aside until it is mended."),
    ],
)
def test_each_failure_has_its_sentence(cause: Exception, told: str) -> None:
    """What is broken, missing or set aside reads differently; the detail names the function."""
    with pytest.raises(FunctionTrouble) as caught, blaming("Wand"):
        raise RunFailed("{function} failed: no", function="df_wand", detail="line 3") from cause
    assert str(caught.value).startswith(told)
    assert caught.value.detail == "df_wand failed: no\nline 3"


def test_a_run_that_broke_off_is_the_things_fault() -> None:
    """A worker that dies tells the player no more than that the thing did not work."""
    with pytest.raises(FunctionTrouble, match=r"^Wand did not work") as caught, blaming("Wand"):
        raise RunError("The worker died.", traceback="line 1")
    assert caught.value.detail == "The worker died.\nline 1"


@pytest.mark.parametrize("error", [Refused("No."), SandboxUnavailable("Busy.")])
def test_what_is_not_the_things_fault_is_not_blamed_on_it(error: Exception) -> None:
    """A refusal and a busy sandbox pass as they are."""
    with pytest.raises(type(error)) as caught, blaming("Wand"):
        raise error
    assert caught.value is error
