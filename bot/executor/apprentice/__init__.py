"""The apprentice: writes functions by rules and from recordings, behind a model's protocol."""

from bot.executor.apprentice.recorded import RecordedFunction, read_recordings
from bot.executor.apprentice.transport import ApprenticeTransport
from bot.executor.apprentice.writer import MODELS

__all__ = ["MODELS", "ApprenticeTransport", "RecordedFunction", "read_recordings"]
