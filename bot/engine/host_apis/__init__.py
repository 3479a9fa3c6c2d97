"""The contract between generated functions and the world."""

from __future__ import annotations

from bot.engine.host_apis.apis import HostApis, catalogue, declared_apis
from bot.engine.host_apis.declaration import Access, HostApi, host_api
from bot.engine.host_apis.subject import Runner

__all__ = [
    "Access",
    "HostApi",
    "HostApis",
    "Runner",
    "catalogue",
    "declared_apis",
    "host_api",
]
