"""The routes by which a bot answers an interaction."""

from __future__ import annotations

from playground.server.rest import Call, Route
from playground.server.state import Interaction, Json


def routes() -> list[Route]:
    """All of them; the token in the path is what entitles to them."""
    one = "/webhooks/{application}/{token}/messages/{message}"
    return [
        Route("POST", "/interactions/{interaction}/{token}/callback", respond, open=True),
        Route("POST", "/webhooks/{application}/{token}", follow_up, open=True),
        Route("GET", one, read, open=True),
        Route("PATCH", one, edit, open=True),
        Route("DELETE", one, delete, open=True),
    ]


def respond(call: Call) -> Json | None:
    """The first response."""
    receipt = call.interactions.respond(
        call.path["interaction"], call.path["token"], call.form, call.files
    )
    asked = call.query.get("with_response", "").lower() in ("1", "true")
    return receipt if asked else None


def asked_by(call: Call) -> Interaction:
    """The interaction whose token the path has."""
    return call.interactions.of_token(call.path["application"], call.path["token"])


def follow_up(call: Call) -> Json:
    """Another message."""
    message = call.interactions.follow_up(asked_by(call), call.form, call.files)
    return call.writing.payload(message)


def read(call: Call) -> Json:
    """The first answer or another message of the interaction."""
    return call.writing.payload(call.interactions.message(asked_by(call), call.path["message"]))


def edit(call: Call) -> Json:
    """Change a message of the interaction; the only way to an ephemeral one."""
    one = asked_by(call)
    message = call.interactions.message(one, call.path["message"])
    return call.writing.payload(call.interactions.edit(one, message, call.form, call.files))


def delete(call: Call) -> None:
    """Delete a message of the interaction."""
    one = asked_by(call)
    call.interactions.delete(one, call.interactions.message(one, call.path["message"]))
