"""What becomes of a function that fails in play: its case is kept, it is mended, or set aside."""

from bot.engine.mending.cases import Case, Cases
from bot.engine.mending.mender import Mended, Mender

__all__ = ["Case", "Cases", "Mended", "Mender"]
