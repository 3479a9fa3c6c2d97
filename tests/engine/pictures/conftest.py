"""The vault's world, born once for all tests of pictures."""

from __future__ import annotations

import pytest
from picture_play import newborn_vault

from bot.engine.world import World


@pytest.fixture(scope="session")
def vault_world() -> World:
    """The default adventure after genesis; tests leave it as it is."""
    return newborn_vault()
