"""What a model said: answers, and how they are read from the body of a chat completion."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.values import Json, JsonObject, as_object, as_text, dump, load_object

SOURCE_FORMAT: JsonObject = {
    "type": "json_schema",
    "json_schema": {
        "name": "function",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {
                "source": {
                    "type": "string",
                    "description": "The whole Python source; empty if it cannot be written.",
                },
                "words": {
                    "type": "string",
                    "description": "In the place of a source: why it cannot be written.",
                },
            },
            "required": ["source", "words"],
            "additionalProperties": False,
        },
    },
}
"""The form of a structured answer."""

_MOST_TOKENS = 100_000_000
"""No request costs more, whatever an endpoint says."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCall:
    """A tool the model asks for. `arguments` is the JSON it wrote; `raw` is echoed as it came."""

    id: str
    name: str
    arguments: str
    raw: JsonObject = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model said and what it cost.

    `finish_reason` is "stop", "length" (cut off), "content_filter", "refusal" (the text says why)
    or "tool_calls". Tokens are 0 where the endpoint does not count them. `rung` names what stood
    in for the usual model, if something did.
    """

    text: str
    model: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    finish_reason: str = "stop"
    tool_calls: tuple[ToolCall, ...] = ()
    rung: str = ""

    @property
    def tokens(self) -> int:
        """All tokens, in and out."""
        return self.prompt_tokens + self.completion_tokens


def answer_of(body: JsonObject, model: str) -> Answer | None:
    """The answer in a completion's body, whatever is missing there; None where it has none.

    The model's thoughts stand in for a text where an endpoint puts everything there.
    """
    choices = body.get("choices")
    if not isinstance(choices, list) or not choices:
        return None
    choice = as_object(choices[0])
    message = as_object(choice.get("message"))
    text = _text_of(message.get("content"))
    calls = _calls_of(message.get("tool_calls"))
    finish = as_text(choice.get("finish_reason"), "stop")
    refusal = as_text(message.get("refusal"))
    if refusal and not text:
        text, finish = refusal, "refusal"
    if not text and not calls:
        text = as_text(message.get("reasoning_content")) or as_text(message.get("reasoning"))
    prompt_tokens, completion_tokens = tokens_of(body)
    return Answer(
        text=text,
        model=as_text(body.get("model")).replace("\0", "")[:_LONGEST_NAME] or model,
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        finish_reason=finish,
        tool_calls=calls,
    )


def tokens_of(body: JsonObject) -> tuple[int, int]:
    """Tokens in and out; thinking counts as out where only the total has it."""
    usage = as_object(body.get("usage"))
    prompt, completion, total = (
        _count(usage.get(key)) for key in ("prompt_tokens", "completion_tokens", "total_tokens")
    )
    return prompt, max(completion, total - prompt)


def unwrapped(answer: Answer) -> Answer:
    """The answer with the text its object holds; as it is where it has another form."""
    try:
        given = load_object(answer.text.strip())
    except ValueError:
        return answer
    text = as_text(given.get("source")) or as_text(given.get("words"))
    return replace(answer, text=text) if text else answer


def _text_of(content: Json) -> str:
    """The text of a message's content, which is a text, nothing, or a list of parts."""
    if isinstance(content, list):
        return "".join(as_text(as_object(part).get("text")) for part in content)
    return as_text(content)


def _calls_of(value: Json) -> tuple[ToolCall, ...]:
    """The tools a message asks for; one without an id is given one."""
    calls: list[ToolCall] = []
    for number, one in enumerate(value if isinstance(value, list) else [], start=1):
        raw = as_object(one)
        function = as_object(raw.get("function"))
        arguments = function.get("arguments")
        identity = as_text(raw.get("id")) or f"call_{number}"
        calls.append(
            ToolCall(
                id=identity,
                name=as_text(function.get("name")),
                arguments=arguments if isinstance(arguments, str) else dump(arguments or {}),
                raw={**raw, "id": identity, "type": "function"},
            )
        )
    return tuple(calls)


def _count(value: Json) -> int:
    """A number of tokens; 0 where it is none."""
    return min(max(int(value), 0), _MOST_TOKENS) if isinstance(value, (int, float)) else 0
