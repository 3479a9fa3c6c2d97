"""How the playground says no: to a bot in Discord's form, to a person in a sentence."""

from __future__ import annotations

from typing import Any

Path = tuple[str | int, ...]


class ApiError(Exception):
    """A request the bot should not have made, as Discord answers it."""

    def __init__(
        self, status: int, code: int, message: str, errors: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """The JSON of the answer."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


class Refused(Exception):
    """What Discord's own client would not let a person do; the text is a sentence."""


class HiddenCommand(Refused):
    """The command does not exist, or not for this member."""


def unknown(what: str, code: int) -> ApiError:
    """A 404 for a thing of this kind."""
    return ApiError(404, code, f"Unknown {what}")


class Findings:
    """What is wrong with a form, gathered by where it stands."""

    def __init__(self) -> None:
        self.tree: dict[str, Any] = {}

    def add(self, path: Path, code: str, message: str) -> None:
        """Note a mistake at a place of the form."""
        node = self.tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def length(self, path: Path, value: Any, *, least: int = 0, most: int) -> None:
        """Note a text that is none, too short or too long."""
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", "Must be a string.")
        elif not least <= len(value) <= most:
            self.add(
                path,
                "BASE_TYPE_BAD_LENGTH",
                f"Must be between {least} and {most} in length; it is {len(value)}.",
            )
        elif least and not value.strip():
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required; it is blank.")

    def count(self, path: Path, value: Any, *, least: int = 0, most: int) -> bool:
        """Note a list that is none, too short or too long; whether it is a list at all."""
        if not isinstance(value, list):
            self.add(path, "LIST_TYPE_CONVERT", "Must be a list.")
            return False
        if not least <= len(value) <= most:
            self.add(
                path,
                "BASE_TYPE_BAD_LENGTH",
                f"Must be between {least} and {most} in length; it has {len(value)}.",
            )
        return True

    def number(self, path: Path, value: Any, *, least: int, most: int) -> None:
        """Note a number that is none or out of its range."""
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.add(
                path, "NUMBER_TYPE_RANGE", f"Must be a whole number between {least} and {most}."
            )

    def settle(self) -> None:
        """Do nothing if nothing was found.

        Raises:
            ApiError: 400 with everything that was found.
        """
        if self.tree:
            raise ApiError(400, 50035, "Invalid Form Body", self.tree)
