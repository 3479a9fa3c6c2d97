"""What the environment and `.env` say; every missing or wrong variable is named at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

GEMINI_BASE_URL = "https://generativelanguage.googleapis.com/v1beta/openai"
"""Gemini's OpenAI-compatible endpoint, as documented by Google."""

_SQLITE = ("sqlite", "sqlite+aiosqlite")
_DATABASES = (*_SQLITE, "postgresql", "postgresql+asyncpg", "postgres")

Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""A limit; 0 is none."""


class SettingsError(Exception):
    """Variables that are wrong; the text names each of them, a line apiece."""


class Settings(BaseSettings):
    """The whole configuration. Every value has a default that works offline but DISCORD_TOKEN."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )

    discord_token: SecretStr | None = Field(None, validation_alias="DISCORD_TOKEN")
    # Any of the addresses may hold a password, so none of them is in the repr.
    database_url: str | None = Field(None, validation_alias="DATABASE_URL", repr=False)
    chroma_url: str | None = Field(None, validation_alias="CHROMA_URL", repr=False)
    model_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("GEMINI_API_KEY", "OPENAI_API_KEY")
    )
    model_base_url: str | None = Field(None, validation_alias="OPENAI_API_BASE_URL", repr=False)
    model_name: str = Field("gemini-3.5-flash", validation_alias="OPENAI_LLM_MODEL")
    embedding_model: str = Field(
        "gemini-embedding-001", validation_alias="LANGCHAIN_EMBEDDING_MODEL"
    )
    data: Path = Field(Path("data"), validation_alias="ORB_DATA")
    model_timeout: Annotated[float, Field(gt=0, le=600)] = Field(
        60.0, validation_alias="ORB_MODEL_TIMEOUT"
    )
    model_retries: Annotated[int, Field(ge=0, le=10)] = Field(
        2, validation_alias="ORB_MODEL_RETRIES"
    )
    cheaper_model: str | None = Field(None, validation_alias="ORB_CHEAPER_MODEL")
    strong_share: Annotated[int, Field(ge=1, le=100)] = Field(
        75, validation_alias="ORB_STRONG_SHARE"
    )
    answer_tokens: Count = Field(32_768, validation_alias="ORB_MODEL_ANSWER_TOKENS")
    structured: bool = Field(False, validation_alias="ORB_MODEL_STRUCTURED")
    apprentice_stands_in: bool = Field(True, validation_alias="ORB_APPRENTICE_STANDS_IN")
    day_requests: Count = Field(0, validation_alias="ORB_DAY_REQUESTS")
    day_tokens: Count = Field(0, validation_alias="ORB_DAY_TOKENS")
    guild_requests: Count = Field(400, validation_alias="ORB_GUILD_REQUESTS")
    guild_tokens: Count = Field(3_000_000, validation_alias="ORB_GUILD_TOKENS")
    member_requests: Count = Field(80, validation_alias="ORB_MEMBER_REQUESTS")
    member_tokens: Count = Field(600_000, validation_alias="ORB_MEMBER_TOKENS")
    use_seconds: Annotated[float, Field(gt=0, le=30)] = Field(
        2.0, validation_alias="ORB_USE_SECONDS"
    )
    use_memory_mb: Annotated[int, Field(ge=8, le=1024)] = Field(
        64, validation_alias="ORB_USE_MEMORY_MB"
    )
    use_host_calls: Annotated[int, Field(ge=1, le=10_000)] = Field(
        200, validation_alias="ORB_USE_HOST_CALLS"
    )
    sandbox_width: Annotated[int, Field(ge=1, le=64)] = Field(
        4, validation_alias="ORB_SANDBOX_WORKERS"
    )
    # Another address for Discord, such as a playground's; without the API's version.
    discord_api: str | None = Field(None, validation_alias="ORB_DISCORD_API")
    discord_gateway: str | None = Field(None, validation_alias="ORB_DISCORD_GATEWAY")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "WARNING", validation_alias="ORB_LOG_LEVEL"
    )

    @field_validator("discord_token", "model_key", mode="before")
    @classmethod
    def _is_secret(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        secret = value.strip()
        if not all("!" <= character <= "~" for character in secret):
            raise ValueError("must hold visible ASCII characters only")
        return secret or None

    @field_validator("model_base_url", "chroma_url", "discord_api")
    @classmethod
    def _is_http(cls, value: str | None) -> str | None:
        return _address(value, "http", "https")

    @field_validator("discord_gateway")
    @classmethod
    def _is_websocket(cls, value: str | None) -> str | None:
        return _address(value, "ws", "wss")

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        scheme, mark, _ = value.strip().partition("://")
        if not mark or scheme not in _DATABASES:
            raise ValueError("must begin with sqlite+aiosqlite:// or postgresql+asyncpg://")
        return value.strip()

    @field_validator("model_name", "embedding_model", mode="before")
    @classmethod
    def _is_a_name(cls, value: object) -> object:
        name = value.strip() if isinstance(value, str) else value
        if not name:
            raise ValueError("must be a model's name")
        return name

    @field_validator("cheaper_model")
    @classmethod
    def _is_named(cls, value: str | None) -> str | None:
        return (value or "").strip() or None

    @field_validator("data")
    @classmethod
    def _at_home(cls, value: Path) -> Path:
        try:
            return value.expanduser()
        except RuntimeError:
            raise ValueError("names the home folder of nobody there is") from None

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @property
    def has_model(self) -> bool:
        """Whether a language model was configured; without one the apprentice writes."""
        return self.model_key is not None or self.model_base_url is not None

    @property
    def endpoint(self) -> str:
        """The base URL of the model's endpoint; Gemini's where only a key was given."""
        return self.model_base_url or GEMINI_BASE_URL

    @property
    def endpoint_host(self) -> str:
        """Host and port of the model's endpoint, without user and password."""
        return urlsplit(self.endpoint).netloc.rpartition("@")[2]

    def database(self, folder: Path) -> str:
        """The database's URL: DATABASE_URL, else a SQLite file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{folder / 'orb.sqlite3'}"

    def database_file(self, folder: Path) -> Path | None:
        """The file of a SQLite database; None where the database is a server."""
        scheme, _, rest = self.database(folder).partition("://")
        if scheme not in _SQLITE:
            return None
        return Path(rest.removeprefix("/").partition("?")[0].removeprefix("file:"))


def read_settings() -> Settings:
    """The settings of this process; raises `SettingsError` naming every wrong variable."""
    try:
        return Settings()  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        lines = [f"{_variable(part['loc'])}: {_plain(part['msg'])}" for part in error.errors()]
        raise SettingsError("\n".join(dict.fromkeys(lines))) from None
    except (OSError, UnicodeError):
        raise SettingsError(".env: the file cannot be read as UTF-8 text") from None


def _address(value: str | None, *schemes: str) -> str | None:
    if value is None or not value.strip():
        return None
    try:
        parts = urlsplit(value.strip())
        is_address = parts.scheme in schemes and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        is_address = False
    if not is_address:
        beginnings = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ValueError(f"must be an address that begins with {beginnings}")
    return value.strip().rstrip("/")


def _variable(location: tuple[int | str, ...]) -> str:
    """The variable a complaint is about; both names where there are two."""
    name = str(location[0])
    fields = (field.validation_alias for field in Settings.model_fields.values())
    choices = [one.choices for one in fields if isinstance(one, AliasChoices)]
    several = next((names for names in choices if name in names), [name])
    return " or ".join(map(str, several))


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should", "should")
