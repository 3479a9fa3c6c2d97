"""What is said of models, in English: what they cost, which of them answers, what they wrote."""

from __future__ import annotations

from bot.cogs.words.english import Words

ENGLISH: Words = {
    # Which model answers
    "rung.strong": "the usual model",
    "rung.cheaper": "the cheaper model",
    "rung.apprentice": "the apprentice, by rules",
    "card.by-cheaper": "-# The cheaper model wrote it: the usual one is out of budget or away.",
    "card.by-apprentice": "-# The apprentice wrote it by rules: no model has budget left, or they "
    "are away.",
    "trouble.forging-paused": "{text}\nThe Orb listens again {at}, {when}. Everything that was "
    "made goes on working.",
    # What the models of a server cost
    "spending.button": "What the models cost",
    "spending.back": "Back to the worlds",
    "spending.title": "## What the models cost today",
    "spending.free": "No model with a price is connected: the apprentice writes everything, for "
    "nothing.",
    "spending.next": "**The next answer is given by:** {rung}",
    "spending.paused": "**Forging is paused** until {at}, {when}. What exists keeps working.",
    "spending.anew": "**The budgets begin anew:** {when}",
    "spending.server": "**This server:** {requests} requests, {tokens} tokens",
    "spending.everyone": "**All servers together:** {requests} requests, {tokens} tokens",
    "spending.member": "**A member at most:** {requests} requests, {tokens} tokens",
    "spending.of": "{spent} of {limit}",
    "spending.any": "any number of",
    "spending.members": "**By member**",
    "spending.functions": "**By function**",
    "spending.line": "{name}: {requests} requests, {tokens} tokens",
    "spending.nobody": "the worlds themselves",
    "spending.more": "… and {count} more",
    "spending.models": "**The models**",
    "spending.model-idle": "{name} ({rung}): not asked since the bot was started",
    "spending.model-well": "{name} ({rung}): last answered {when}",
    "spending.model-ill": "{name} ({rung}): failed {when}. {text}",
    # Wishes that came to nothing
    "wishes.question": "**The Orb asks before it writes:** {text}",
    "wishes.how": "-# Put the answer into your wish: your words are still there.",
    "wishes.answer": "Answer",
    "wishes.button": "Wishes that came to nothing",
    "wishes.title": "## Wishes that came to nothing in {name}",
    "wishes.none": "There are none: every wish led to a tool.",
    "wishes.line": "{when} **{name}** wished: “{text}”",
    "wishes.asked": "The Orb asked back: {text}",
    "wishes.refused": "The model refused: {text}",
    "wishes.unsound": (
        "Not written in {count} attempt: {text}",
        "Not written in {count} attempts: {text}",
    ),
    # How a tool came to be
    "tool.attempt": "{number}. {model}: {tokens} tokens, {seconds} s, {findings}",
    "tool.attempt-rung": "{number}. {model} ({rung}): {tokens} tokens, {seconds} s, {findings}",
    "tool.sound": "sound",
    "tool.attempts": "**How it was written**",
}
