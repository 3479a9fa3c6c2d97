"""The apprentice: writes functions by rules and from recordings, behind a model's protocol."""

from bot.executor.apprentice.recorded import RecordedFunction, read_recordings
from bot.executor.apprentice.transport import MODELS, ApprenticeTransport

__all__ = ["MODELS", "ApprenticeTransport", "RecordedFunction", "read_recordings"]
