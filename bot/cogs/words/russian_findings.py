"""In Russian what was wrong with a function while it was written, by the rule it broke."""
# ruff: noqa: RUF001

from __future__ import annotations

RUSSIAN: dict[str, str] = {
    "asked-again": "модель снова задала вопрос",
    "question": "модель задала вопрос",
    "refusal": "модель отказалась",
    "same-answer": "тот же код ещё раз",
    "truncated": "ответ оборвался",
    "too-long": "ответ слишком длинный",
    "tool-call": "вместо функции вызов инструмента",
    "unreadable": "в ответе нет функции, которую можно прочесть",
    "syntax": "ошибка в записи кода",
    "undefined-name": "имя, которого нет",
    "unknown-name": "названо то, чего в этом мире нет",
    "unknown-key": "обращению к миру дано лишнее",
    "unknown-api": "обращение к миру, которого нет",
    "label": "сделано больше, чем разрешено",
    "failed": "на пробе произошла ошибка",
    "timed-out": "на пробе не хватило времени",
    "only-errors": "на каждой пробе ошибка",
    "hid-refusal": "сказано, что вышло, а мир отказал",
    "wrong-duration": "сказано одно время, а держится другое",
    "no-effect": "ничего не происходит",
    "nothing-changed": "на пробе ничего не изменилось",
    "others": "действует на других",
    "maker-only": "работает только у автора",
    "protected": "тронуто то, что мир защищает",
    "not-whole": "мир остался не целым",
}

OTHER = "код, который здесь не работает"
"""What is said of every other rule."""
