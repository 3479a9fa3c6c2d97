"""Write the table of host APIs into docs/host-apis.md, from the methods themselves.

Run as `uv run python docs/reference.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.engine.host_apis import HostApi, declared_apis

PAGE = Path(__file__).with_name("host-apis.md")
BEGIN, END = "<!-- table -->", "<!-- /table -->"


def table() -> str:
    """The host APIs as a Markdown table, in the order of their methods."""
    rows = "\n".join(_row(api) for api in declared_apis().values())
    return f"| API | parameters (* required) | who | does |\n|---|---|---|---|\n{rows}"


def with_table(page: str) -> str:
    """The page with the table between its marks renewed."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table()}\n{END}{tail}"


def _row(api: HostApi) -> str:
    described = api.describe()
    properties: dict[str, Any] = dict(described.parameters["properties"])  # type: ignore[arg-type]
    names = [f"{key}{'*' if key in described.required else ''}" for key in properties]
    text = " ".join(described.description.split())
    return f"| `{api.name}` | {', '.join(names)} | {api.access.value} | {text} |"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
