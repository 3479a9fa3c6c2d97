"""What an endpoint says when it gives no answer, whatever form it says it in."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from bot.sentence import Sentence
from bot.values import Json, JsonObject, as_object, as_text, dump, load, load_object

_SECONDS = re.compile(r"(\d+(?:\.\d+)?)s")


def body_of(content: bytes) -> JsonObject:
    """The object a reply is; raises `ValueError` where it is none, or too deep to be sent on.

    What some endpoints write though JSON has no word for it is read too: halves of characters
    become question marks, numbers that are none become null.
    """
    try:
        body = load_object(content)
    except ValueError:
        body = load_object(_spelled_out(content))
    try:
        dump(body)
    except TypeError as error:
        raise ValueError(str(error)) from None
    return body


def words_of(body: Json) -> str:
    """The words in the body of an error: OpenAI's, Gemini's list, LM Studio's bare text, others'.

    What a rejected request was rejected for stands behind them, where the body names it.
    """
    while isinstance(body, list):
        body = body[0] if body else ""
    if not isinstance(body, dict):
        return as_text(body)
    error = body.get("error", body)
    if not isinstance(error, dict):
        return as_text(error)
    said = next((text for key in ("message", "detail") if (text := as_text(error.get(key)))), "")
    what = as_text(error.get("param"))
    return f"{said} ({what})" if what and what not in said else said


def words_in(text: str) -> str:
    """The words in the text of a reply; nothing of a page meant for people."""
    try:
        return words_of(load(text))
    except ValueError:
        return "" if text.lstrip().startswith("<") else text.strip()


def wait_of(headers: Mapping[str, str], text: str) -> float | None:
    """The seconds a reply asks to be left alone for; None where it does not say.

    Read from the headers, where it is a number or a date, or from the delay in Gemini's details.
    """
    if (asked := _seconds(headers.get("retry-after-ms", ""))) is not None:
        return asked / 1000
    said = headers.get("retry-after", "")
    if (asked := _seconds(said)) is not None:
        return asked
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, OverflowError):
        return _delay(text)


def sentence_of(host: str, status: int, said: str) -> Sentence:
    """What a status other than success means."""
    if status in {401, 403} or (status == 400 and "api key" in said.lower()):
        return Sentence(
            "The model's endpoint at {host} refused the API key ({status}).",
            host=host,
            status=status,
        )
    if status == 404:
        return Sentence("The endpoint at {host} knows no such model or address (404).", host=host)
    if status == 429:
        return Sentence(
            "The model at {host} is overloaded, or its quota is used up (429).", host=host
        )
    if status >= 500:
        return Sentence(
            "The model at {host} is overloaded or out of order ({status}).",
            host=host,
            status=status,
        )
    return Sentence(
        "The model's endpoint at {host} did not take the request ({status}): {words}",
        host=host,
        status=status,
        words=said,
    )


def _spelled_out(content: bytes) -> bytes:
    """A reply as Python reads it, in plain JSON."""
    try:
        value = json.loads(content, parse_constant=lambda _: None)
        return json.dumps(value, ensure_ascii=False).encode(errors="replace")
    except RecursionError as error:
        raise ValueError(str(error)) from None


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _delay(text: str) -> float | None:
    try:
        body = load(text)
    except ValueError:
        return None
    first = body[0] if isinstance(body, list) and body else body
    details = as_object(as_object(first).get("error")).get("details")
    for one in details if isinstance(details, list) else []:
        if found := _SECONDS.fullmatch(as_text(as_object(one).get("retryDelay"))):
            return float(found[1])
    return None
